import { useEffect, useState } from 'react'
import type { Board } from '@liandong/shared/board/board.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { toMs } from '@liandong/shared/time.ts'
import { useCategoryLabel } from '../api/category-store.ts'
import { api } from '../api/client.ts'
import { formatAge, formatDay, formatTime, formatWeekday } from '../i18n/format.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { useServerNow } from '../live/live.ts'
import { countOnDuty } from './wall-facts.ts'

/** Quiet is a state of its own: a clock that lives, the last that happened, and who is there if it starts again. */
export function QuietColumn({ board }: { board: Board }) {
  const t = useT()
  const language = useLanguage()
  const now = useServerNow()
  const last = useLastIncident(board)
  const duty = countOnDuty(board.units)
  return (
    <section className="wall__column wall-quiet" aria-label={t('wall.quiet.title')}>
      <div className="wall-quiet__clock">
        <p className="wall-quiet__time">{formatTime(now)}</p>
        <span className="wall-quiet__minute" aria-hidden="true">
          <span style={{ transform: `scaleX(${Math.floor((now / 1_000) % 60) / 59})` }} />
        </span>
        <p className="wall-quiet__day">
          {formatDay(now)}　{formatWeekday(now, language)}
        </p>
      </div>
      <p className="wall-quiet__title">{t('wall.quiet.text')}</p>
      <dl className="wall-quiet__facts">
        <div>
          <dt>{t('wall.quiet.last')}</dt>
          <dd>{last === null ? t('wall.quiet.none') : <LastIncident last={last} now={now} />}</dd>
        </div>
        <div>
          <dt>{t('wall.quiet.onDuty')}</dt>
          <dd>
            <span className="wall-quiet__name">
              {t('wall.duty.people')} {duty.people}
            </span>
            {duty.names.slice(0, 3).map((name) => (
              <span key={name} className="wall-quiet__name">
                {name}
              </span>
            ))}
          </dd>
        </div>
      </dl>
    </section>
  )
}

function LastIncident({ last, now }: { last: IncidentState; now: number }) {
  const t = useT()
  const labelOf = useCategoryLabel()
  const code = last.classification?.subtype ?? last.classification?.category
  return (
    <>
      <span className="wall-quiet__when">
        {formatTime(last.receivedAt)} · {formatAge(t, now - toMs(last.receivedAt))}
      </span>
      {[last.place?.name, code === undefined ? undefined : labelOf(code), t(`vocab.stage.${last.stage}`)]
        .filter(Boolean)
        .join(' · ')}
    </>
  )
}

/** The newest on the board, settled ones too; where the board is bare, the newest there ever was. */
function useLastIncident(board: Board): IncidentState | null {
  const onBoard = board.incidents.reduce<IncidentState | null>(
    (a, b) => (a === null || b.receivedAt > a.receivedAt ? b : a),
    null,
  )
  const [earlier, setEarlier] = useState<IncidentState | null>(null)
  const isBare = onBoard === null
  useEffect(() => {
    if (!isBare) return
    void api.incidents({ limit: 1 }).then((answer) => {
      if (answer.ok) setEarlier(answer.value.items[0] ?? null)
    })
  }, [isBare])
  return onBoard ?? earlier
}
