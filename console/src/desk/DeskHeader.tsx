import type { Board, Beat } from '@liandong/shared/board/board.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { DELIVERED_DUTY, shiftAt } from '@liandong/shared/duty/duty-rules.ts'
import { toMs } from '@liandong/shared/time.ts'
import type { SessionUser } from '@liandong/shared/wire/session.ts'
import type { DeskCounts } from '../case/queue-order.ts'
import { formatAge, formatClock, formatInstant, formatSeconds, formatTime } from '../i18n/format.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { useServerNow } from '../live/live.ts'
import { sayGap } from '../case/gap-words.ts'
import { FreshnessBadge } from '../live/FreshnessBadge.tsx'
import { SoundControl } from '../sound/SoundControl.tsx'
import { AccountMenu } from '../ui/AccountMenu.tsx'
import { Mark } from '../ui/Mark.tsx'
import '../ui/page-head.css'
import { DeskPush } from './DeskPush.tsx'
import { RollCall } from './RollCall.tsx'

/** A canary older than this means that timers are not being woken: it beats every 10 s (design §6). */
const CANARY_LATE_MS = 30_000

type Props = {
  user: SessionUser
  board: Board | null
  beat: Beat | null
  counts: DeskCounts
  selected: IncidentState | undefined
}

/** The status line: what must never be hidden (domain §4.1). */
export function DeskHeader({ user, board, beat, counts, selected }: Props) {
  const now = useServerNow()
  const t = useT()
  const language = useLanguage()
  const shift = shiftAt(board?.turns ?? DELIVERED_DUTY.content.turns, now)
  const silent = board?.sources.filter((source) => source.silentSince !== null) ?? []
  const gaps = board?.gaps ?? []
  const queueAgeMs = beat?.queueAgeMs ?? null
  const isQueueLate = beat !== null && (queueAgeMs === null || queueAgeMs > CANARY_LATE_MS)
  return (
    <header className="page-head desk-head">
      <a href="/desk" className="page-head__name">
        <Mark />
        <span>{t('app.name')}</span>
      </a>
      <h1 className="desk-head__room">{t('app.room')}</h1>
      <span className="desk-head__shift">
        {t(`desk.shift.${shift.name}`, { from: formatTime(shift.fromAt), to: formatTime(shift.untilAt) })}
      </span>
      <FreshnessBadge />
      <ul className="desk-head__counts" aria-label={t('desk.counts')}>
        <Count name={t('desk.count.untriaged')} n={board === null ? null : counts.untriaged} />
        <Count name={t('desk.count.unsent')} n={board === null ? null : counts.unsent} />
        <Count name={t('desk.count.unacknowledged')} n={board === null ? null : counts.unacknowledged} />
        <Count name={t('desk.count.breached')} n={board === null ? null : counts.breached} isAlarm />
      </ul>
      <div className="desk-head__system">
        {silent.map((source) => (
          <span
            key={source.id}
            className="desk-head__warning"
            title={source.silentSince ? formatInstant(source.silentSince) : undefined}
          >
            {t('desk.source.silent', {
              name: source.label[language],
              age: formatAge(t, now - toMs(source.silentSince ?? board?.serverTime ?? '')),
            })}
          </span>
        ))}
        {board?.unsignedTurn ? (
          <a className="desk-head__warning" href="/rota#handover">
            {t('desk.handover.unsigned', { at: formatTime(board.unsignedTurn) })}
          </a>
        ) : null}
        {gaps.length > 0 ? (
          <a className="desk-head__warning" href="/rota" title={gaps.map((gap) => sayGap(gap, t)).join('\n')}>
            {gaps.length === 1 && gaps[0] ? sayGap(gaps[0], t) : t('desk.gaps', { n: gaps.length })}
          </a>
        ) : null}
        {(board?.quarantined ?? 0) > 0 ? (
          <a className="desk-head__warning" href="/admin#quarantine">
            {t('desk.quarantined', { n: board?.quarantined ?? 0 })}
          </a>
        ) : null}
        {(beat?.deadLetters ?? 0) > 0 ? (
          <span className="desk-head__warning">{t('desk.deadLetters', { n: beat?.deadLetters ?? 0 })}</span>
        ) : null}
        {beat === null ? null : (
          <span className={isQueueLate ? 'desk-head__warning' : 'desk-head__quiet'} title={t('desk.queue.hint')}>
            {queueAgeMs === null ? t('desk.queue.none') : t('desk.queue.age', { age: formatSeconds(t, queueAgeMs) })}
          </span>
        )}
      </div>
      <RollCall board={board} selected={selected} />
      <SoundControl />
      <time
        className="page-head__clock desk-head__clock"
        dateTime={new Date(now).toISOString()}
        title={formatInstant(now)}
      >
        {formatClock(now)}
      </time>
      <AccountMenu user={user}>{user.role === 'operator' || user.role === 'leader' ? <DeskPush /> : null}</AccountMenu>
    </header>
  )
}

/** A board that was not read has no numbers: a zero would say that all is quiet. */
function Count({ name, n, isAlarm = false }: { name: string; n: number | null; isAlarm?: boolean }) {
  return (
    <li className={n === null || n === 0 ? 'is-zero' : isAlarm ? 'is-alarm' : ''}>
      {name} <b>{n ?? '–'}</b>
    </li>
  )
}
