import { DAY_MS, MINUTE_MS, SHANGHAI_OFFSET_MS } from '../time.ts'

/**
 * One stretch of a day of duty, in minutes of the local day (Asia/Shanghai, UTC+8, no summer time).
 * From is included, to is not; a stretch that ends before it begins runs past midnight (20:00–08:00 is 1200 to 480);
 * 0 to 1440 is the whole day.
 */
export interface DutyStretch {
  readonly fromMinute: number
  readonly toMinute: number
}

/** What a person, team or vehicle does every day; no stretch is never on duty. */
export type DutyPattern = readonly DutyStretch[]

const DAY_MINUTES = 1_440

const dayMinuteMs = (at: number): number => (((at + SHANGHAI_OFFSET_MS) % DAY_MS) + DAY_MS) % DAY_MS

const holds = ({ fromMinute, toMinute }: DutyStretch, msOfDay: number): boolean => {
  const from = fromMinute * MINUTE_MS
  const to = toMinute * MINUTE_MS
  return from <= to ? msOfDay >= from && msOfDay < to : msOfDay >= from || msOfDay < to
}

/** isOnDuty at an instant: on from the first millisecond of a stretch, off at its last (D8: only those on duty are offered). */
export function isOnDuty(pattern: DutyPattern, at: number): boolean {
  const msOfDay = dayMinuteMs(at)
  return pattern.some((stretch) => holds(stretch, msOfDay))
}

/** nextChangeAt is the next instant at which somebody comes on or goes off duty; undefined when that never changes. */
export function nextChangeAt(pattern: DutyPattern, at: number): number | undefined {
  const isOn = isOnDuty(pattern, at)
  const dayStart = at - dayMinuteMs(at)
  const edges = pattern.flatMap(({ fromMinute, toMinute }) => [fromMinute % DAY_MINUTES, toMinute % DAY_MINUTES])
  const instants = [0, 1]
    .flatMap((day) => edges.map((minute) => dayStart + day * DAY_MS + minute * MINUTE_MS))
    .filter((instant) => instant > at)
    .toSorted((a, b) => a - b)
  // two stretches that meet are one: only a true change counts
  return instants.find((instant) => isOnDuty(pattern, instant) !== isOn)
}

export interface OnRoster {
  readonly organisationId: string
  readonly duty: DutyPattern
}

/** A centre and the organisations whose people count for it: itself and its grids. */
export interface Covered {
  readonly id: string
  readonly gridIds: readonly string[]
}

const countsFor = (centre: Covered, unit: OnRoster): boolean =>
  unit.organisationId === centre.id || centre.gridIds.includes(unit.organisationId)

/** isCovered: somebody on duty stands for the centre itself or for one of its grids. `manned` are the organisations with such. */
export const isCovered = (centre: Covered, manned: ReadonlySet<string>): boolean =>
  manned.has(centre.id) || centre.gridIds.some((gridId) => manned.has(gridId))

/**
 * uncoveredCentres are those with nobody on duty at an instant, by the daily plan alone: for a roster that is still being
 * made. Leave and swaps are the rota's: screens ask coverageGaps with what it says (A12).
 */
export function uncoveredCentres<C extends Covered>(
  centres: readonly C[],
  units: readonly OnRoster[],
  at: number,
): C[] {
  const manned = new Set(units.flatMap((unit) => (isOnDuty(unit.duty, at) ? unit.organisationId : [])))
  return centres.filter((centre) => !isCovered(centre, manned))
}

export interface DutyGap {
  readonly centreId: string
  readonly fromAt: number
  readonly toAt: number
}

/** dutyGaps looks ahead by the daily plan alone; findGaps (rota-coverage.ts) knows leave and swaps as well (D5). */
export function dutyGaps(
  centres: readonly Covered[],
  units: readonly OnRoster[],
  fromAt: number,
  toAt: number,
): DutyGap[] {
  return centres.flatMap((centre) => {
    const own = units.filter((unit) => countsFor(centre, unit))
    const gaps: DutyGap[] = []
    for (let at = fromAt; at < toAt;) {
      const changes = own.map((unit) => nextChangeAt(unit.duty, at)).filter((instant) => instant !== undefined)
      const next = Math.min(toAt, ...changes)
      if (!own.some((unit) => isOnDuty(unit.duty, at))) {
        const last = gaps.at(-1)
        if (last !== undefined && last.toAt === at) gaps[gaps.length - 1] = { ...last, toAt: next }
        else gaps.push({ centreId: centre.id, fromAt: at, toAt: next })
      }
      at = next
    }
    return gaps
  })
}
