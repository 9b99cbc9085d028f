import { maskSaidNames } from './spoken-names.ts'
import { findSpokenNumbers } from './spoken-numbers.ts'

/** Masking defaults of domain.md §2.5: `138****1234`, `张*`, `330***********1234`. */
export const maskPhone = (phone: string): string => {
  const digits = phone.replace(/\D/g, '')
  return digits.length < 7 ? '****' : `${digits.slice(0, 3)}****${digits.slice(-4)}`
}

export const maskName = (name: string): string => (name === '' ? '' : `${[...name][0]}*`)

export const maskIdNumber = (id: string): string =>
  `${id.slice(0, 3)}${'*'.repeat(Math.max(id.length - 7, 0))}${id.slice(-4)}`

const maskNumbers = (text: string): string => {
  let masked = ''
  let from = 0
  for (const { start, end, digits, kind } of findSpokenNumbers(text)) {
    const number = kind === 'phone' ? maskPhone(digits.replace(/^(?:00)?86(?=1\d{10}$)/, '')) : maskIdNumber(digits)
    masked += text.slice(from, start) + number
    from = end
  }
  return masked + text.slice(from)
}

/** `maskNarrative` hides what identifies a person inside their own words: phones, identity numbers, cards, said names. */
export const maskNarrative = (text: string): string => maskSaidNames(maskNumbers(text))

/** The home within the building, where even that would say who called: 3幢2单元501 becomes 3幢***. */
const HOME =
  /(?:(?<=[幢栋棟座弄号]|号楼|#)[-－ ]?\d{1,2}(?:单元|[-－])[-－ ]?\d{0,4}[室号]?|(?<=[幢栋棟座])[-－ ]?\d{3,4}室?|\d{1,2}单元\d{0,4}室?|\d{3,4}室|(?<!\d)\d{1,3}[-－]\d{1,2}[-－]\d{3,4}(?!\d)|[〇零一二两三四五六七八九十]{1,3}单元[〇零一二三四五六七八九十百]{0,6}室?|[〇零一二三四五六七八九]{3,4}室)/gu
export const maskHomes = (text: string): string => text.replace(HOME, '***')

/** Every text somewhere inside a value, as people who only read it are shown it. */
export function maskDeep<T>(value: T, mask: (text: string) => string = maskNarrative): T {
  if (typeof value === 'string') return mask(value) as T
  if (Array.isArray(value)) return value.map((one: unknown) => maskDeep(one, mask)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, maskDeep(one as unknown, mask)])) as T
}

export const SUMMARY_LENGTH = 80

/** `toSummary` is the one line a queue shows of a narrative: shortened, personal numbers masked. */
export function toSummary(narrative: string): string {
  const line = maskNarrative(narrative.replace(/\s+/g, ' ').trim())
  const letters = [...line]
  return letters.length <= SUMMARY_LENGTH ? line : `${letters.slice(0, SUMMARY_LENGTH - 1).join('')}…`
}
