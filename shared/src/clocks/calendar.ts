import type { Version } from '../settings/version.ts'
import { addDays, isWeekend, yearOf, type Day } from './day.ts'

export type NamedDay = { day: Day; name: string }

/** What the State Council says of one year: which days are off, and which weekend days are worked instead (调休补班). */
export type CalendarYear = { year: number; document: string; off: NamedDay[]; makeUp: NamedDay[] }

/** The working-day calendar. Of a year that is not in it nothing is known (domain.md §3.6). */
export type CalendarYears = { years: CalendarYear[] }

export type CalendarVersion = Version<CalendarYears>

export type DayKind = 'workday' | 'weekend' | 'holiday' | 'makeUp'

/** One day: what it is, of what holiday, and whether that is known or a guess by the day of the week. */
export type DayFact = { day: Day; kind: DayKind; name: string | null; isKnown: boolean }

export const findYear = ({ years }: CalendarYears, year: number): CalendarYear | undefined =>
  years.find((one) => one.year === year)

export function dayFact(calendar: CalendarYears, day: Day): DayFact {
  const year = findYear(calendar, yearOf(day))
  const named = (days: readonly NamedDay[] = []) => days.find((one) => one.day === day)
  const [off, makeUp] = [named(year?.off), named(year?.makeUp)]
  const isKnown = year !== undefined
  if (off) return { day, kind: 'holiday', name: off.name, isKnown }
  if (makeUp) return { day, kind: 'makeUp', name: makeUp.name, isKnown }
  return { day, kind: isWeekend(day) ? 'weekend' : 'workday', name: null, isKnown }
}

export const isWorked = ({ kind }: DayFact): boolean => kind === 'workday' || kind === 'makeUp'

/** `isWorkingDay` says 'unknown' of a year that is not loaded; whoever must go on guesses by `dayFact`, and says so. */
export function isWorkingDay(calendar: CalendarYears, day: Day): boolean | 'unknown' {
  const fact = dayFact(calendar, day)
  return fact.isKnown ? isWorked(fact) : 'unknown'
}

export type DayChange = { day: Day; before: DayFact; after: DayFact }

/** `calendarChanges` lists what another calendar says of days that either of them names; a new year brings all its own. */
export function calendarChanges(before: CalendarYears, after: CalendarYears): DayChange[] {
  const named = [...before.years, ...after.years].flatMap(({ off, makeUp }) => [...off, ...makeUp])
  return [...new Set(named.map((one) => one.day))]
    .toSorted()
    .map((day) => ({ day, before: dayFact(before, day), after: dayFact(after, day) }))
    .filter((one) => one.before.kind !== one.after.kind || one.before.name !== one.after.name)
}

/** How long before a year begins somebody must be told that it is not loaded. */
const TOLD_DAYS_AHEAD = 60

/** `missingYear` is the year that has begun or begins within sixty days and is not loaded. */
export const missingYear = (calendar: CalendarYears, today: Day): number | undefined =>
  [today, addDays(today, TOLD_DAYS_AHEAD)].map(yearOf).find((year) => !findYear(calendar, year))
