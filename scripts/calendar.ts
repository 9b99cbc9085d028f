import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import chineseDays from 'chinese-days'

/**
 * The calendar the product is delivered with, made from the package chinese-days (MIT): `node scripts/calendar.ts` writes
 * it, and a test says whether it is what the package says. Later years are uploaded by the administrator.
 */
export const CALENDAR_FILE = fileURLToPath(new URL('../shared/src/clocks/calendar-delivered.ts', import.meta.url))

/** The notices of the General Office of the State Council, by the year they are about. */
const NOTICES: Record<number, string> = {
  2024: '国办发明电〔2023〕7号',
  2025: '国办发明电〔2024〕12号',
  2026: '国办发明电〔2025〕7号',
}

type Day = { day: string; name: string }

/** Days the package has a holiday for (`National Day,国庆节,3`); of others it gives the day of the week. */
export function daysOf(year: number): { off: Day[]; makeUp: Day[] } {
  const off: Day[] = []
  const makeUp: Day[] = []
  for (let ms = Date.UTC(year, 0, 1); ms < Date.UTC(year + 1, 0, 1); ms += 86_400_000) {
    const day = new Date(ms).toISOString().slice(0, 10)
    const { work, name: words } = chineseDays.getDayDetail(day)
    const name = words.split(',')[1]
    if (name === undefined) continue
    const days = work ? makeUp : off
    days.push({ day, name })
  }
  return { off, makeUp }
}

const list = (days: readonly Day[]): string =>
  days.map(({ day, name }) => `        { day: '${day}', name: '${name}' },\n`).join('')

const year = ([of, document]: [string, string]): string => {
  const { off, makeUp } = daysOf(Number(of))
  return `    {
      year: ${of},
      document: '${document}',
      off: [
${list(off)}      ],
      makeUp: [
${list(makeUp)}      ],
    },
`
}

export const deliveredCalendar = (): string =>
  `// Made by scripts/calendar.ts from the package chinese-days; do not edit.
import { delivered } from '../settings/version.ts'
import type { CalendarVersion } from './calendar.ts'

/** The notices of the State Council for 2024–2026. */
export const DELIVERED_CALENDAR: CalendarVersion = delivered({
  years: [
${Object.entries(NOTICES).map(year).join('')}  ],
})
`

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(CALENDAR_FILE, deliveredCalendar())
