import { checkDay } from './calendar-check.ts'
import { findYear, type CalendarYear, type CalendarYears, type NamedDay } from './calendar.ts'
import { isDay, yearOf } from './day.ts'

/** One row of a file as it was written; `row` counts from 1 as a spreadsheet does. */
export type CalendarRow = {
  row: number
  day: string
  name: string
  kind: 'off' | 'makeUp' | undefined
  kindText: string
}
export type RowProblem = { row: number; message: string; messageZh: string }
export type CalendarFile = { rows: CalendarRow[]; problems: RowProblem[] }

const OFF = ['休', '放假', '节假日', 'off']
const WORKED = ['班', '上班', '补班', '调休', 'work']

const toKind = (text: string): CalendarRow['kind'] =>
  OFF.includes(text) ? 'off' : WORKED.includes(text) ? 'makeUp' : undefined

/** `2027/1/1` and `2027年1月1日` as people type them, `2027-01-01T00:00:00.000Z` as a spreadsheet keeps a date. */
export function toDayText(text: string): string {
  const [, year, month, day] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T00:00:00\.000Z)?$/.exec(text.trim()) ?? []
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text.trim()
}

/** Rows of a table: day, 休 or 班, name. A head and empty rows are passed over. */
export function readCalendarRows(cells: readonly (readonly string[])[]): CalendarFile {
  const rows = cells.flatMap((line, i) => {
    const [day = '', kindText = '', name = ''] = line.map((cell) => cell.trim())
    const isHead = i === 0 && !/\d/.test(day)
    if (isHead || line.every((cell) => cell.trim() === '')) return []
    return [{ row: i + 1, day: toDayText(day), kind: toKind(kindText.toLowerCase()), kindText, name }]
  })
  return { rows, problems: [] }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The public form of the data set holiday-cn: `{year, days: [{name, date, isOffDay}]}`. Rows are numbered by their place. */
export function readHolidayCn(value: unknown, year: number): CalendarFile {
  const days = isRecord(value) ? value.days : undefined
  if (!isRecord(value) || !Array.isArray(days))
    return noRows('this is no JSON of the form {year, days}', 'JSON 应含 year 和 days 两项')
  if (value.year !== year)
    return noRows(`the file is of ${JSON.stringify(value.year)}, not of ${year}`, `文件不是 ${year} 年的日历`)
  const rows = days.map((one: unknown, i): CalendarRow => {
    const { date, name, isOffDay } = isRecord(one) ? one : {}
    const kind = isOffDay === true ? 'off' : isOffDay === false ? 'makeUp' : undefined
    return { row: i + 1, day: textOf(date), name: textOf(name), kind, kindText: String(isOffDay) }
  })
  return { rows, problems: [] }
}

const noRows = (message: string, messageZh: string): CalendarFile => ({
  rows: [],
  problems: [{ row: 0, message, messageZh }],
})

/** The notice of a year may speak of the last days of the year before; they go there if that is loaded. */
const belongsTo = (inForce: CalendarYears, year: number, day: string): number =>
  isDay(day) && day.startsWith(`${year - 1}-12`) && findYear(inForce, year - 1) ? year - 1 : year

function wrongRow(row: CalendarRow, year: number, before: readonly CalendarRow[]): Omit<RowProblem, 'row'> | undefined {
  if (row.kind === undefined)
    return {
      message: `${row.day}: “${row.kindText}” is neither off nor worked`,
      messageZh: `${row.day} 的类型“${row.kindText}”应为“休”或“班”`,
    }
  const wrong = checkDay(row, year, row.kind)
  if (wrong) return wrong
  const other = before.find((one) => one.day === row.day)
  if (!other) return undefined
  return { message: `${row.day} stands in row ${other.row} already`, messageZh: `${row.day} 与第 ${other.row} 行重复` }
}

/**
 * `planCalendar` puts the rows of one year into the calendar in force, and names every row that cannot be; with any of
 * those there is no calendar.
 */
export function planCalendar(
  { rows, problems }: CalendarFile,
  { year, document, inForce }: { year: number; document: string; inForce: CalendarYears },
): { problems: RowProblem[]; content: CalendarYears | null } {
  const wrong = rows.flatMap((row, i) => {
    const found = wrongRow(row, belongsTo(inForce, year, row.day), rows.slice(0, i))
    return found ? [{ row: row.row, ...found }] : []
  })
  const all = [...problems, ...wrong]
  if (all.length > 0) return { problems: all, content: null }
  const of = (kind: 'off' | 'makeUp', inYear: number): NamedDay[] =>
    rows
      .filter((row) => row.kind === kind && yearOf(row.day) === inYear)
      .map(({ day, name }) => ({ day, name }))
      .toSorted(byDay)
  const own: CalendarYear = { year, document, off: of('off', year), makeUp: of('makeUp', year) }
  const kept = inForce.years
    .filter((one) => one.year !== year)
    .map((one) => (one.year === year - 1 ? amended(one, of('off', year - 1), of('makeUp', year - 1)) : one))
  return { problems: [], content: { years: [...kept, own].toSorted((a, b) => a.year - b.year) } }
}

const byDay = (a: NamedDay, b: NamedDay): number => (a.day < b.day ? -1 : 1)

/** A year of which another notice has said something: what it says of a day holds. */
function amended(year: CalendarYear, off: readonly NamedDay[], makeUp: readonly NamedDay[]): CalendarYear {
  const said = new Set([...off, ...makeUp].map((one) => one.day))
  const merge = (old: readonly NamedDay[], more: readonly NamedDay[]) =>
    [...old.filter((one) => !said.has(one.day)), ...more].toSorted(byDay)
  return { ...year, off: merge(year.off, off), makeUp: merge(year.makeUp, makeUp) }
}
