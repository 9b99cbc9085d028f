/** Readers of single fields of a call log: what cannot be read is null, never a guess. */
export const textOf = (value: string | undefined): string | null => {
  const text = value?.trim() ?? ''
  return text === '' ? null : text
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})$/
const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2}):(\d{2}) (AM|PM)$/i

/** A local time without its zone, read as if it were UTC: gaps come out right, and only gaps are used. */
export function localTime(value: string | undefined): number | null {
  const text = value?.trim() ?? ''
  const iso = ISO.exec(text)
  if (iso) {
    const [, year, month, day, hour, minute, second] = iso.map(Number)
    return Date.UTC(year!, month! - 1, day!, hour!, minute!, second!)
  }
  const american = AMERICAN.exec(text)
  if (!american) return null
  const [, month, day, year, hour, minute, second] = american.map(Number)
  const noon = american[7]?.toUpperCase() === 'PM' ? 12 : 0
  return Date.UTC(year!, month! - 1, day!, (hour! % 12) + noon, minute!, second!)
}

export function positionOf(lat: string | undefined, lon: string | undefined): { lat: number; lon: number } | null {
  if (textOf(lat) === null || textOf(lon) === null) return null
  const position = { lat: Number(lat), lon: Number(lon) }
  return Number.isFinite(position.lat) && Number.isFinite(position.lon) ? position : null
}

/** Joins what is there: "Music-Loud (P), Apartment Building". */
export const joined = (...parts: (string | null)[]): string | null => {
  const said = parts.filter((part) => part !== null)
  return said.length === 0 ? null : said.join(', ')
}

/** An alert must say something; a row without a word says that. */
export const NOTHING_SAID = '(no words recorded)'
