import chineseDays from 'chinese-days'
import fc from 'fast-check'
import { LegalHoliday, SolarDay } from 'tyme4ts'
import { describe, expect, it } from 'vitest'
import { toMs } from '../time.ts'
import { DELIVERED_CALENDAR } from './calendar-delivered.ts'
import { dayFact, isWorkingDay, type CalendarYears } from './calendar.ts'
import { addDays, dayAt, endOfDay, isWeekend, startOfDay, weekdayOf } from './day.ts'
import { dueAfterWorkingDays, workingDaysBetween } from './working-days.ts'

const CALENDAR = DELIVERED_CALENDAR.content
const days = (from: string, to: string): string[] => {
  const all = []
  for (let day = from; day <= to; day = addDays(day, 1)) all.push(day)
  return all
}
const at = (text: string) => toMs(`${text}+08:00`)

describe('K6 D17: five working days (domain.md §3.6)', () => {
  it.each([
    ['2026-09-30', '2026-10-13', '10-10 is a Saturday that is worked'],
    ['2026-10-01', '2026-10-13', 'issued on a holiday'],
    ['2026-10-10', '2026-10-16', 'issued on a Saturday that is worked'],
    ['2026-02-13', '2026-02-27', 'across the Spring Festival'],
    ['2026-02-14', '2026-02-28', 'the last day is a Saturday that is worked'],
    ['2026-04-30', '2026-05-11', '05-09 is a Saturday that is worked'],
    ['2026-01-01', '2026-01-08', '01-04 is a Sunday that is worked'],
    ['2026-09-18', '2026-09-24', '09-20 is a Sunday that is worked'],
    ['2026-06-18', '2026-06-26', 'across the Dragon Boat Festival'],
  ])('%s → %s: %s', (from, to) => {
    for (const time of ['00:00:00', '09:30:00', '23:59:59.999']) {
      const due = dueAfterWorkingDays(CALENDAR, at(`${from}T${time}`), 5)
      expect([due.lastDay, due.provisional], time).toEqual([to, false])
      expect(due.dueAt, 'it ends at 24:00 of that day').toBe(at(`${addDays(to, 1)}T00:00:00`))
    }
    expect(workingDaysBetween(CALENDAR, from, to)).toEqual({ count: 5, provisional: false })
  })

  it('2020-09-30 → 2020-10-14, by the calendar of 2020', () => {
    const off = days('2020-01-01', '2020-12-31').filter((day) => !chineseDays.isWorkday(day) && !isWeekend(day))
    const makeUp = days('2020-01-01', '2020-12-31').filter((day) => chineseDays.isWorkday(day) && isWeekend(day))
    const named = (all: string[]) => all.map((day) => ({ day, name: '节' }))
    const of2020 = { years: [{ year: 2020, document: '文', off: named(off), makeUp: named(makeUp) }] }
    const due = dueAfterWorkingDays(of2020, at('2020-09-30T10:00:00'), 5)
    expect([due.lastDay, due.provisional]).toEqual(['2020-10-14', false])
  })

  it('2026-12-25 → 2027-01-01 by the day of the week, and says that it is provisional: 2027 is not loaded', () => {
    const due = dueAfterWorkingDays(CALENDAR, at('2026-12-25T10:00:00'), 5)
    expect([due.lastDay, due.provisional]).toEqual(['2027-01-01', true])
    expect(dueAfterWorkingDays(CALENDAR, at('2026-12-24T10:00:00'), 5)).toMatchObject({
      lastDay: '2026-12-31',
      provisional: false,
    })
    expect([isWorkingDay(CALENDAR, '2027-01-01'), isWorkingDay(CALENDAR, '2026-12-31')]).toEqual(['unknown', true])
    expect(dayFact(CALENDAR, '2027-01-02')).toEqual({ day: '2027-01-02', kind: 'weekend', name: null, isKnown: false })
  })

  it('a minute before midnight and a minute after differ by one day', () => {
    const [before, after] = ['2026-11-24T23:59:00', '2026-11-25T00:01:00'].map(
      (text) => dueAfterWorkingDays(CALENDAR, at(text), 5).lastDay,
    )
    expect([before, after]).toEqual(['2026-12-01', '2026-12-02'])
  })
})

describe('against two libraries that know nothing of each other', () => {
  const libraries: Record<string, (day: string) => boolean> = {
    'chinese-days': (day) => chineseDays.isWorkday(day),
    tyme4ts: (day) => {
      const [y, m, d] = day.split('-').map(Number) as [number, number, number]
      const week = SolarDay.fromYmd(y, m, d).getWeek().getIndex()
      return LegalHoliday.fromYmd(y, m, d)?.isWork() ?? (week > 0 && week < 6)
    },
  }
  it.each(Object.keys(libraries))('%s: every start day of 2024–2026, one to ten working days', (name) => {
    const works = libraries[name] as (day: string) => boolean
    for (const start of days('2024-01-01', '2026-12-31')) {
      let theirs = start
      for (let n = 1; n <= 10; n += 1) {
        do theirs = addDays(theirs, 1)
        while (!works(theirs))
        const due = dueAfterWorkingDays(CALENDAR, startOfDay(start) + 1, n)
        // what neither library has is no holiday to them either: there both guess by the day of the week
        expect(due.lastDay, `${start} + ${n}`).toBe(theirs)
        expect(due.provisional, `${start} + ${n}`).toBe(theirs > '2026-12-31')
      }
    }
  })
})

describe('whatever the calendar', () => {
  const day = fc.integer({ min: 0, max: 1_460 }).map((n) => addDays('2024-01-01', n))
  const instant = fc.integer({ min: at('2024-01-01T00:00:00'), max: at('2027-12-31T00:00:00') })
  const n = fc.integer({ min: 1, max: 30 })
  /** Any year with any days off and any weekend days worked: more than the State Council would ever say. */
  const calendarYear = (year: number) =>
    fc.uniqueArray(fc.integer({ min: 0, max: 364 }), { maxLength: 40 }).map((offsets) => {
      const named = offsets.map((offset) => ({ day: addDays(`${year}-01-01`, offset), name: '节' }))
      const isMakeUp = (one: { day: string }) => isWeekend(one.day)
      return { year, document: '文', off: named.filter((o) => !isMakeUp(o)), makeUp: named.filter(isMakeUp) }
    })
  const calendar = fc
    .subarray([2024, 2025, 2026, 2027])
    .chain((years) => fc.tuple(...years.map(calendarYear)))
    .map((years): CalendarYears => ({ years }))

  it('nothing is due before it began, and the last day is a worked one', () => {
    fc.assert(
      fc.property(calendar, instant, n, (c, start, count) => {
        const due = dueAfterWorkingDays(c, start, count)
        expect(due.dueAt).toBeGreaterThan(start)
        expect(due.dueAt).toBe(endOfDay(due.lastDay))
        expect(workingDaysBetween(c, dayAt(start), due.lastDay)).toEqual({ count, provisional: due.provisional })
        expect(isWorkingDay(c, due.lastDay)).not.toBe(false)
      }),
    )
  })

  it('more days are never due sooner, and what begins later is never due sooner', () => {
    fc.assert(
      fc.property(calendar, instant, instant, n, (c, a, b, count) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)]
        const due = (start: number, days: number) => dueAfterWorkingDays(c, start, days).dueAt
        expect(due(first, count)).toBeLessThan(due(first, count + 1))
        expect(due(first, count)).toBeLessThanOrEqual(due(second, count))
      }),
    )
  })

  it('a year more moves only what counted days of that year', () => {
    fc.assert(
      fc.property(calendar, calendarYear(2027), instant, n, (c, year, start, count) => {
        const before = { years: c.years.filter((one) => one.year !== 2027) }
        const old = dueAfterWorkingDays(before, start, count)
        const fresh = dueAfterWorkingDays({ years: [...before.years, year] }, start, count)
        if (old.days.some((one) => one.day.startsWith('2027'))) return
        expect(fresh).toEqual(old)
      }),
    )
  })

  it('a day is counted on from itself, through weeks and years', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 800 }), (from, count) => {
        const to = addDays(from, count)
        expect(startOfDay(to) - startOfDay(from)).toBe(count * 86_400_000)
        expect(weekdayOf(to)).toBe(((weekdayOf(from) - 1 + count) % 7) + 1)
        expect([dayAt(startOfDay(to)), dayAt(endOfDay(to) - 1)]).toEqual([to, to])
      }),
    )
    expect([weekdayOf('2026-11-24'), weekdayOf('2026-11-22')]).toEqual([2, 7])
  })
})
