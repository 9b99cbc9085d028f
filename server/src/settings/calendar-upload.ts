import { readCalendarRows, readHolidayCn, type CalendarFile } from '@liandong/shared/clocks/calendar-file.ts'
import { readSpreadsheet } from '../people/import/spreadsheet.ts'

/** A year's file as it was uploaded: JSON by its first sign, a spreadsheet otherwise. What cannot be read is row 0. */
export async function readCalendarFile(body: unknown, year: number): Promise<CalendarFile> {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
  if (/^(\uFEFF)?\s*[{[]/.test(bytes.toString('utf8', 0, 64))) return readHolidayCn(parseJson(bytes), year)
  const read = await readSpreadsheet(bytes)
  if (!read.ok) return { rows: [], problems: [{ row: 0, message: read.message, messageZh: read.messageZh }] }
  return readCalendarRows(read.rows)
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}
