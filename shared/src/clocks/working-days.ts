import { dayFact, isWorked, type CalendarYears, type DayFact } from './calendar.ts'
import { addDays, dayAt, endOfDay, type Day } from './day.ts'

export type WorkingDaysDue = {
  /** 24:00 in Shanghai of the last day, epoch ms. */
  dueAt: number
  lastDay: Day
  /** It counts days of a year that is not loaded: another calendar may move it (暂定). */
  provisional: boolean
  /** Every day from the one after the start to the last, counted or not. */
  days: DayFact[]
}

/**
 * `dueAfterWorkingDays` counts as the Civil Code does (§201, §203): the day of the start is not counted, counting begins
 * with the next, and the last day ends at 24:00.
 */
export function dueAfterWorkingDays(calendar: CalendarYears, startMs: number, n: number): WorkingDaysDue {
  const days: DayFact[] = []
  let lastDay = dayAt(startMs)
  for (let left = n; left > 0;) {
    lastDay = addDays(lastDay, 1)
    const fact = dayFact(calendar, lastDay)
    days.push(fact)
    if (isWorked(fact)) left -= 1
  }
  return { dueAt: endOfDay(lastDay), lastDay, provisional: days.some((one) => !one.isKnown), days }
}

/** `workingDaysBetween` counts those after the first day up to and with the last: the inverse of the rule above. */
export function workingDaysBetween(
  calendar: CalendarYears,
  from: Day,
  to: Day,
): { count: number; provisional: boolean } {
  let count = 0
  let provisional = false
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    const fact = dayFact(calendar, day)
    if (isWorked(fact)) count += 1
    provisional ||= !fact.isKnown
  }
  return { count, provisional }
}
