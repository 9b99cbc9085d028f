import type { SegmentRow } from '../api/client.ts'
import { formatSpan } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { SEGMENT_CLOCK, toStrip } from './segment-strip.ts'

type Props = { segments: readonly SegmentRow[]; chosenClock: string | null; onClock: (clock: string | null) => void }

/** The day's segments: P50 solid, P90 light, the target a line. Pressing one shows the breaches behind it. */
export function SegmentStrips({ segments, chosenClock, onClock }: Props) {
  const t = useT()
  return (
    <ul className="segments">
      {segments.map((row) => {
        const strip = toStrip(row)
        const clock = SEGMENT_CLOCK[row.name]
        const target = row.targetMs ?? null
        const words = t('supervise.segment.words', {
          name: t(`supervise.segment.${row.name}`),
          n: row.count,
          p50: span(row.p50Ms),
          p90: span(row.p90Ms),
          breached: row.breached,
        })
        return (
          <li key={row.name}>
            <button
              type="button"
              aria-description={words}
              title={words}
              aria-pressed={clock !== null && clock === chosenClock}
              disabled={clock === null}
              onClick={() => onClock(clock === chosenClock ? null : clock)}
            >
              <span className="segments__name">{t(`supervise.segment.${row.name}`)}</span>
              <span className={`segments__strip${strip.isOver ? ' is-over' : ''}`}>
                <i className="segments__p90" style={{ width: `${strip.p90 * 100}%` }} />
                <i className="segments__p50" style={{ width: `${strip.p50 * 100}%` }} />
                {strip.target === null ? null : (
                  <i
                    className="segments__target"
                    style={{ left: `${strip.target * 100}%` }}
                    title={target === null ? '' : formatSpan(target)}
                  />
                )}
              </span>
              <span className="segments__number">{span(row.p50Ms)}</span>
              <span className="segments__number">{span(row.p90Ms)}</span>
              <span className={`segments__number${row.breached > 0 ? ' is-breached' : ''}`}>{row.breached}</span>
              <span className="segments__number">{row.count}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

const span = (ms: number | null): string => (ms === null ? '–' : formatSpan(ms))
