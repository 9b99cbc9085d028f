import { DAY_MS } from '@liandong/shared/time.ts'
import type { GapView, RotaUnit, RotaView } from '@liandong/shared/wire/duty.ts'
import { formatDay, formatTime, formatWeekday } from '../i18n/format.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { gapLine, postWord, spanWords } from './rota-words.ts'
import { WEEK_MS } from './use-rota.ts'

export type Group = { id: string; name: string; units: RotaUnit[]; gaps: GapView[] }

/** Units by organisation, as the rota lists them; one that is short of people stands there also without any. */
export function groupsOf(rota: RotaView): Group[] {
  const groups = new Map<string, Group>()
  const groupOf = (id: string, name: string): Group => {
    const known = groups.get(id) ?? { id, name, units: [], gaps: [] }
    groups.set(id, known)
    return known
  }
  for (const unit of rota.units) groupOf(unit.organisationId, unit.organisation).units.push(unit)
  for (const gap of rota.gaps) groupOf(gap.organisationId, gap.organisation).gaps.push(gap)
  // what is wanting is read first
  return [...groups.values()].toSorted((a, b) => Number(b.gaps.length > 0) - Number(a.gaps.length > 0))
}

type Props = { groups: readonly Group[]; fromAt: number; now: number; onUnit: ((unitId: string) => void) | undefined }

/** Seven days from left to right, a line for each unit; gaps hatched over the line of the organisation. */
export function WeekGrid({ groups, fromAt, now, onUnit }: Props) {
  const t = useT()
  const language = useLanguage()
  const days = Array.from({ length: 7 }, (_, n) => fromAt + n * DAY_MS)
  const place = (from: string, until: string) => {
    const [a, b] = [Math.max(Date.parse(from), fromAt), Math.min(Date.parse(until), fromAt + WEEK_MS)]
    return { left: `${(100 * (a - fromAt)) / WEEK_MS}%`, width: `${(100 * (b - a)) / WEEK_MS}%` }
  }
  const hours = (from: string, until: string) =>
    Date.parse(until) - Date.parse(from) > DAY_MS ? t('rota.always') : `${shortTime(from)}–${shortTime(until)}`
  return (
    <div className="week">
      <div className="week__days" aria-hidden="true">
        <span />
        <div className="week__track">
          {days.map((day) => (
            <span key={day} className={now >= day && now < day + DAY_MS ? 'is-today' : undefined}>
              {formatDay(day).slice(5)} {formatWeekday(day, language)}
            </span>
          ))}
        </div>
      </div>
      {groups.map((group) => (
        <section key={group.id} className="week__group" aria-label={group.name}>
          <div className={`week__row week__row--group${group.gaps.length > 0 ? ' is-short' : ''}`}>
            <h2>{group.name}</h2>
            <div className="week__track">
              {group.gaps.map((gap) => {
                const until = gap.untilAt ?? new Date(fromAt + WEEK_MS).toISOString()
                return (
                  <span
                    key={gap.needId + gap.fromAt}
                    className="week__gap"
                    style={place(gap.fromAt, until)}
                    title={`${gapLine(gap, t)} ${spanWords(gap, t)}`}
                  >
                    {`${postWord(gap.post, t)}${t('rota.gap.short', { n: gap.missing })}`}
                  </span>
                )
              })}
              {now >= fromAt && now < fromAt + WEEK_MS ? <Now at={now} fromAt={fromAt} /> : null}
            </div>
          </div>
          {group.units.map((unit) => (
            <div key={unit.id} className="week__row">
              {onUnit ? (
                <button type="button" onClick={() => onUnit(unit.id)}>
                  {unit.name}
                  <small>{postWord(unit.post, t)}</small>
                </button>
              ) : (
                <span className="week__name">
                  {unit.name}
                  <small>{postWord(unit.post, t)}</small>
                </span>
              )}
              <div className="week__track">
                {unit.spans.map((span) => (
                  <span
                    key={span.fromAt}
                    className={`week__span${span.organisationId === unit.organisationId ? '' : ' is-elsewhere'}`}
                    style={place(span.fromAt, span.untilAt)}
                    title={`${unit.name} ${formatDay(span.fromAt)} ${hours(span.fromAt, span.untilAt)}`}
                  >
                    {hours(span.fromAt, span.untilAt)}
                  </span>
                ))}
                {now >= fromAt && now < fromAt + WEEK_MS ? <Now at={now} fromAt={fromAt} /> : null}
              </div>
            </div>
          ))}
        </section>
      ))}
    </div>
  )
}

/** `08` for 08:00: a day of the week is narrow. */
const shortTime = (at: string): string => formatTime(at).replace(':00', '')

const Now = ({ at, fromAt }: { at: number; fromAt: number }) => (
  <i className="week__now" aria-hidden="true" style={{ left: `${(100 * (at - fromAt)) / WEEK_MS}%` }} />
)
