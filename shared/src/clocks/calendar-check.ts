import type { FieldError } from '../problems/refusal.ts'
import { findYear, type CalendarYear, type CalendarYears, type NamedDay } from './calendar.ts'
import { isDay, isWeekend, yearOf } from './day.ts'

export const MOST_NAME = 20
/** The plainest year there was had 27 days off, the fullest 33; far beyond is a slip of the pen. */
const OFF_DAYS = { least: 10, most: 40 }

type Words = { message: string; messageZh: string }

/** What may be wrong with one row; the day itself stands in the sentence, so that it is found in the file. */
const WRONG = {
  noDay: (text: string): Words => ({ message: `“${text}” is no day`, messageZh: `“${text}”不是有效日期` }),
  otherYear: (day: string, year: number): Words => ({
    message: `${day} is no day of ${year}`,
    messageZh: `${day} 不属于 ${year} 年`,
  }),
  twice: (day: string): Words => ({ message: `${day} is there twice`, messageZh: `${day} 重复` }),
  both: (day: string): Words => ({
    message: `${day} cannot be off and worked`,
    messageZh: `${day} 不能既放假又上班`,
  }),
  noWeekend: (day: string): Words => ({
    message: `${day} is no Saturday or Sunday: it is worked anyway`,
    messageZh: `${day} 不是周六或周日，无需调休上班`,
  }),
  name: (day: string): Words => ({
    message: `the name of ${day} is missing or longer than ${MOST_NAME} characters`,
    messageZh: `${day} 的名称为空或超过 ${MOST_NAME} 字`,
  }),
}

/** `checkDay` says what is wrong with one day of a year, whatever else stands there. */
export function checkDay({ day, name }: NamedDay, year: number, kind: 'off' | 'makeUp'): Words | undefined {
  if (!isDay(day)) return WRONG.noDay(day)
  if (yearOf(day) !== year) return WRONG.otherYear(day, year)
  if (kind === 'makeUp' && !isWeekend(day)) return WRONG.noWeekend(day)
  if (name.trim() === '' || [...name].length > MOST_NAME) return WRONG.name(day)
  return undefined
}

function checkDays(year: CalendarYear, kind: 'off' | 'makeUp', pointer: string): FieldError[] {
  const seen = new Set<string>()
  return year[kind].flatMap((one, i) => {
    const isTwice = seen.has(one.day)
    seen.add(one.day)
    const isBoth = kind === 'makeUp' && year.off.some((off) => off.day === one.day)
    const wrong =
      checkDay(one, year.year, kind) ?? (isTwice ? WRONG.twice(one.day) : isBoth ? WRONG.both(one.day) : undefined)
    return wrong ? [{ pointer: `${pointer}/${kind}/${i}/day`, ...wrong }] : []
  })
}

function checkYear(year: CalendarYear, pointer: string): FieldError[] {
  const { least, most } = OFF_DAYS
  const count = year.off.length
  const errors = [...checkDays(year, 'off', pointer), ...checkDays(year, 'makeUp', pointer)]
  if (count >= least && count <= most) return errors
  return [
    ...errors,
    {
      pointer: `${pointer}/off`,
      message: `${year.year} has ${count} days off; between ${least} and ${most} are plausible`,
      messageZh: `${year.year} 年有 ${count} 个放假日，应在 ${least} 至 ${most} 天之间`,
    },
  ]
}

/** `checkCalendar` says what is wrong with a proposed calendar, row by row; what is loaded already may not vanish. */
export function checkCalendar(proposed: CalendarYears, inForce: CalendarYears): FieldError[] {
  const pointer = (i: number) => `/content/years/${i}`
  const twice = proposed.years.flatMap(({ year }, i) =>
    proposed.years.findIndex((one) => one.year === year) < i
      ? [{ pointer: `${pointer(i)}/year`, message: `${year} is there twice`, messageZh: `${year} 年重复` }]
      : [],
  )
  const gone = inForce.years
    .filter(({ year }) => !findYear(proposed, year))
    .map(({ year }) => ({
      pointer: '/content/years',
      message: `${year} is loaded and may not vanish`,
      messageZh: `${year} 年已载入，不得删除`,
    }))
  return [...proposed.years.flatMap((year, i) => checkYear(year, pointer(i))), ...twice, ...gone]
}
