import { useCallback, useEffect, useState } from 'react'
import { nextState, type EntryAct } from '@liandong/shared/duty/rota-entry.ts'
import { DAY_MS, toIso } from '@liandong/shared/time.ts'
import type { RotaEntryView, RotaView } from '@liandong/shared/wire/duty.ts'
import type { Problem } from '../api/answer.ts'
import { rotaApi } from '../api/rota.ts'
import { formatDay, formatTime, formatWeekday } from '../i18n/format.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { serverNow } from '../live/live.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorState, LoadingState } from '../ui/Panel.tsx'
import { problemWords } from '../ui/problem-words.ts'
import { showToast } from '../ui/toast-store.ts'
import { ShiftForm } from './ShiftForm.tsx'
import './my-shift.css'

const AHEAD_MS = 14 * DAY_MS
/** What is soon is what one thumb wants to see; the rest is in the calendar. */
const MOST = 6

const when = (at: string): string => `${formatDay(at).slice(5)} ${formatTime(at)}`

/** 我的班次: the next duties, what is asked of me and by me, and the own duty as a calendar. */
export function MyShift({ unitId }: { unitId: string }) {
  const t = useT()
  const language = useLanguage()
  const [rota, setRota] = useState<RotaView | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isAsking, setAsking] = useState(false)
  const [busy, setBusy] = useState<string | null>(null)
  const [calendar, setCalendar] = useState<string | null>(null)
  const read = useCallback(async () => {
    const now = serverNow()
    const answer = await rotaApi.rota(toIso(now), toIso(now + AHEAD_MS))
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) setRota(answer.value)
  }, [])
  useEffect(() => {
    const timer = window.setTimeout(() => void read(), 0)
    return () => window.clearTimeout(timer)
  }, [read])
  const act = async (entry: RotaEntryView, what: EntryAct): Promise<void> => {
    setBusy(entry.id)
    const answer = await rotaApi.act(entry.id, what, entry.version)
    setBusy(null)
    showToast(
      answer.ok
        ? { tone: 'done', what: t(`rota.done.${what}`) }
        : { tone: 'problem', what: problemWords(answer.problem, t, language) },
    )
    void read()
  }
  const openCalendar = async (): Promise<void> => {
    const answer = await rotaApi.makeCalendar()
    if (answer.ok) setCalendar(new URL(answer.value.path, window.location.href).href)
    else showToast({ tone: 'problem', what: problemWords(answer.problem, t, language) })
  }
  const closeCalendar = async (): Promise<void> => {
    const answer = await rotaApi.revokeCalendar()
    setCalendar(null)
    if (answer.ok) showToast({ tone: 'done', what: t('rota.mine.calendarClosed') })
  }
  if (rota === null) return problem ? <ErrorState problem={problem} onRetry={() => void read()} /> : <LoadingState />
  const mine = rota.units.find((one) => one.id === unitId)
  const entries = rota.entries.filter((one) => one.unitId === unitId || one.otherUnitId === unitId)
  /** The other one agrees; who asked may take it back. */
  const actsOf = (entry: RotaEntryView): EntryAct[] => {
    const acts: EntryAct[] = entry.otherUnitId === unitId ? ['agree', 'decline'] : ['withdraw']
    return acts.filter((one) => entry.state !== 'approved' && nextState(entry, one) !== undefined)
  }
  return (
    <section className="my-shift" aria-label={t('rota.mine.title')}>
      <h2>{t('rota.mine.title')}</h2>
      <ol>
        {mine?.spans.slice(0, MOST).map((span) => (
          <li key={span.fromAt}>
            <b>
              {formatDay(span.fromAt).slice(5)} {formatWeekday(span.fromAt, language)}
            </b>
            <span>
              {Date.parse(span.untilAt) - Date.parse(span.fromAt) > 2 * DAY_MS
                ? t('rota.always')
                : `${formatTime(span.fromAt)}–${when(span.untilAt)}`}
            </span>
          </li>
        ))}
        {mine && mine.spans.length > 0 ? null : <li>{t('rota.mine.none')}</li>}
      </ol>
      {entries.length > 0 ? (
        <ul>
          {entries.map((entry) => (
            <li key={entry.id}>
              <b>
                {t(`rota.kind.${entry.kind}`)} {when(entry.fromAt)}–{when(entry.untilAt)}
              </b>
              <span>
                {[entry.otherUnitId === unitId ? entry.unit : entry.otherUnit, entry.reason]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <span>
                {t(entry.kind === 'swap' && entry.state === 'asked' ? 'rota.state.waits' : `rota.state.${entry.state}`)}
              </span>
              <span className="my-shift__acts">
                {actsOf(entry).map((what) => (
                  <Button
                    key={what}
                    look={what === 'agree' ? 'primary' : 'plain'}
                    isBusy={busy === entry.id}
                    onClick={() => void act(entry, what)}
                  >
                    {t(`rota.act.${what}`)}
                  </Button>
                ))}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="my-shift__acts">
        <Button onClick={() => setAsking(true)}>{t('rota.mine.ask')}</Button>
        <Button look="quiet" onClick={() => void openCalendar()}>
          {t('rota.mine.calendar')}
        </Button>
      </div>
      {calendar === null ? null : (
        <div className="my-shift__calendar">
          <p>{t('rota.mine.calendarText')}</p>
          <code>{calendar}</code>
          <Button size="small" onClick={() => void closeCalendar()}>
            {t('rota.mine.calendarClose')}
          </Button>
        </div>
      )}
      {isAsking ? (
        <ShiftForm unitId={unitId} units={rota.units} onDone={() => void read()} onClose={() => setAsking(false)} />
      ) : null}
    </section>
  )
}
