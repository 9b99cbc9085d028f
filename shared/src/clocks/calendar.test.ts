import { describe, expect, it } from 'vitest'
import { checkCalendar } from './calendar-check.ts'
import { DELIVERED_CALENDAR } from './calendar-delivered.ts'
import { planCalendar, readCalendarRows, readHolidayCn, toDayText, type CalendarFile } from './calendar-file.ts'
import { calendarChanges, missingYear, type CalendarYear, type CalendarYears } from './calendar.ts'
import { addDays, isDay } from './day.ts'
import { movedDue, ticketDue } from './ticket-due.ts'
import { toMs } from '../time.ts'

const IN_FORCE = DELIVERED_CALENDAR.content
const named = (from: string, count: number, name: string) =>
  Array.from({ length: count }, (_, i) => ({ day: addDays(from, i), name }))
/** 2027 as nobody has announced it yet. */
const YEAR: CalendarYear = {
  year: 2027,
  document: '国办发明电〔2026〕9号',
  off: [...named('2027-01-01', 3, '元旦'), ...named('2027-02-05', 8, '春节'), ...named('2027-10-01', 7, '国庆节')],
  makeUp: [{ day: '2027-01-31', name: '春节' }],
}
const with2027 = (year: Partial<CalendarYear> = {}): CalendarYears => ({
  years: [...IN_FORCE.years, { ...YEAR, ...year }],
})
const said = (content: CalendarYears) => checkCalendar(content, IN_FORCE).map((one) => one.messageZh)

describe('A11: what may stand in a calendar', () => {
  it('takes what is right, and the calendar it was delivered with', () => {
    expect(said(with2027())).toEqual([])
    expect(said(IN_FORCE)).toEqual([])
  })

  it.each([
    ['a day that is none', { off: [...YEAR.off, { day: '2027-02-30', name: '春节' }] }, '“2027-02-30”不是有效日期'],
    ['a day of another year', { off: [...YEAR.off, { day: '2026-12-31', name: '元旦' }] }, '2026-12-31 不属于 2027 年'],
    ['a day twice', { off: [...YEAR.off, { day: '2027-01-01', name: '元旦' }] }, '2027-01-01 重复'],
    ['off and worked', { makeUp: [{ day: '2027-01-02', name: '元旦' }] }, '2027-01-02 不能既放假又上班'],
    ['a Monday made up', { makeUp: [{ day: '2027-03-01', name: '元旦' }] }, '2027-03-01 不是周六或周日，无需调休上班'],
    [
      'a name too long',
      { makeUp: [{ day: '2027-01-31', name: '节'.repeat(21) }] },
      '2027-01-31 的名称为空或超过 20 字',
    ],
    ['too few days off', { off: YEAR.off.slice(0, 9) }, '2027 年有 9 个放假日，应在 10 至 40 天之间'],
    ['too many', { off: named('2027-06-01', 41, '节') }, '2027 年有 41 个放假日，应在 10 至 40 天之间'],
  ])('refuses %s and names it', (_, year, sentence) => {
    expect(said(with2027(year))).toEqual([sentence])
  })

  it('a year that is loaded may not vanish, nor stand there twice', () => {
    expect(said({ years: [...IN_FORCE.years.slice(1), YEAR] })).toEqual(['2024 年已载入，不得删除'])
    expect(said({ years: [...with2027().years, YEAR] })).toEqual(['2027 年重复'])
  })
})

describe('A11: an uploaded year', () => {
  const plan = (file: CalendarFile) => planCalendar(file, { year: 2027, document: YEAR.document, inForce: IN_FORCE })
  const rows = [
    ...YEAR.off.map(({ day, name }) => [day, '休', name]),
    ...YEAR.makeUp.map(({ day, name }) => [day, '班', name]),
  ]

  it('reads a table, with or without a head, with days as people type them', () => {
    for (const table of [rows, [['日期', '类型', '名称'], ...rows, ['', '', '']]])
      expect(plan(readCalendarRows(table))).toEqual({ problems: [], content: with2027() })
    for (const text of ['2027/1/1', '2027年1月1日', '2027.01.01', '2027-01-01T00:00:00.000Z'])
      expect(toDayText(text), text).toBe('2027-01-01')
  })

  it('reads the form of holiday-cn to the same', () => {
    const days = rows.map(([date, kind, name]) => ({ name, date, isOffDay: kind === '休' }))
    expect(plan(readHolidayCn({ year: 2027, papers: [], days }, 2027)).content).toEqual(with2027())
    expect(plan(readHolidayCn({ year: 2026, days }, 2027)).problems[0]?.messageZh).toBe('文件不是 2027 年的日历')
    for (const other of [null, [], 'x', { year: 2027 }])
      expect(plan(readHolidayCn(other, 2027)).problems, JSON.stringify(other)).toHaveLength(1)
    expect(plan(readHolidayCn({ year: 2027, days: [null, 7, {}] }, 2027)).problems.map((one) => one.row)).toEqual([
      1, 2, 3,
    ])
  })

  it('names every wrong row by its number, and then makes no calendar', () => {
    const table = [...rows, ['2027-13-01', '休', '节'], ['2027-05-01', '假', '节'], ['2027-01-01', '休', '元旦']]
    const { problems, content } = plan(readCalendarRows(table))
    expect(content).toBeNull()
    expect(problems.map((one) => [one.row, one.messageZh])).toEqual([
      [20, '“2027-13-01”不是有效日期'],
      [21, '2027-05-01 的类型“假”应为“休”或“班”'],
      [22, '2027-01-01 与第 1 行重复'],
    ])
  })

  it('what the notice says of the December before goes to that year, which keeps the rest', () => {
    const { content } = plan(readCalendarRows([...rows, ['2026-12-31', '休', '元旦'], ['2026-12-26', '班', '元旦']]))
    const of2026 = content?.years.find((one) => one.year === 2026)
    const before = IN_FORCE.years.find((one) => one.year === 2026)
    expect(of2026?.off).toEqual([...(before?.off ?? []), { day: '2026-12-31', name: '元旦' }])
    expect(of2026?.makeUp).toEqual([...(before?.makeUp ?? []), { day: '2026-12-26', name: '元旦' }])
    expect(content?.years.find((one) => one.year === 2027)).toEqual(YEAR)
  })

  it('the difference to the one in force is its own days', () => {
    const changes = calendarChanges(IN_FORCE, with2027())
    expect(changes.map((one) => one.day)).toEqual([...YEAR.off, ...YEAR.makeUp].map((one) => one.day).toSorted())
    expect(changes[0]).toMatchObject({ before: { kind: 'workday', isKnown: false }, after: { kind: 'holiday' } })
    expect(calendarChanges(IN_FORCE, IN_FORCE)).toEqual([])
  })

  it('sixty days before a year that is not loaded somebody is told', () => {
    expect(missingYear(IN_FORCE, '2026-11-01')).toBeUndefined()
    expect(missingYear(IN_FORCE, '2026-11-02')).toBe(2027)
    expect(missingYear(IN_FORCE, '2027-03-01')).toBe(2027)
    expect(missingYear(with2027(), '2026-12-31')).toBeUndefined()
  })

  it('a day is one that the calendar has', () => {
    expect(['2024-02-29', '2026-02-29', '2026-2-1', '0026-01-01', '', '2026-01-01T00'].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ])
  })
})

describe('D17: what becomes of a ticket when a calendar arrives', () => {
  const next = { version: 1, effectiveFrom: 0, content: with2027() }
  const ticketOf = (issued: string) => {
    const issuedAt = toMs(`${issued}T10:00:00+08:00`)
    const { dueAt, provisional, calendarVersion } = ticketDue(DELIVERED_CALENDAR, issuedAt)
    return { issuedAt, dueAt, provisional, calendarVersion }
  }

  it('a provisional due date is found anew, once; a certain one stays', () => {
    const ticket = ticketOf('2026-12-25')
    const moved = movedDue(ticket, next)
    expect(moved).toEqual({
      dueAt: toMs('2027-01-05T00:00:00+08:00'),
      provisional: false,
      calendarVersion: 1,
      ruleVersion: 1,
    })
    expect(movedDue({ ...ticket, ...moved }, next), 'once').toBeUndefined()
    const [of2026] = IN_FORCE.years.filter((one) => one.year === 2026)
    const off = [...(of2026?.off ?? []), { day: '2026-12-31', name: '元旦' }]
    const amended = { years: with2027().years.map((one) => (one.year === 2026 ? { ...one, off } : one)) }
    const certain = ticketOf('2026-12-24')
    expect(ticketDue({ ...next, content: amended }, certain.issuedAt).dueAt).not.toBe(certain.dueAt)
    expect(movedDue(certain, { ...next, content: amended }), 'it was certain').toBeUndefined()
    expect(movedDue(ticket, DELIVERED_CALENDAR), 'the calendar it was found by').toBeUndefined()
  })

  it('a calendar that says nothing of the year leaves it as it is', () => {
    expect(movedDue(ticketOf('2026-12-25'), { ...next, content: IN_FORCE })).toBeUndefined()
  })

  it('a ticket from before there were due dates gets one', () => {
    const old = { issuedAt: toMs('2026-09-30T10:00:00+08:00'), dueAt: null, provisional: null, calendarVersion: null }
    expect(movedDue(old, DELIVERED_CALENDAR)).toMatchObject({ dueAt: toMs('2026-10-14T00:00:00+08:00') })
  })
})
