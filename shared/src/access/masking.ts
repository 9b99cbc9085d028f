/** Masking defaults of domain.md §2.5: `138****1234`, `张*`, `330***********1234`. */
export const maskPhone = (phone: string): string => {
  const digits = phone.replace(/\D/g, '')
  return digits.length < 7 ? '****' : `${digits.slice(0, 3)}****${digits.slice(-4)}`
}

export const maskName = (name: string): string => (name === '' ? '' : `${[...name][0]}*`)

export const maskIdNumber = (id: string): string =>
  `${id.slice(0, 3)}${'*'.repeat(Math.max(id.length - 7, 0))}${id.slice(-4)}`

const ID_NUMBER = /(?<!\d)\d{17}[\dXx](?!\d)/g
/** Mobile numbers, and land lines with their area code. */
const PHONE = /(?<!\d)(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8})(?!\d)/g

/** `maskNarrative` hides the phones and identity numbers people say inside their own words. */
export const maskNarrative = (text: string): string =>
  text.replace(ID_NUMBER, (id) => maskIdNumber(id)).replace(PHONE, (phone) => maskPhone(phone))

export const SUMMARY_LENGTH = 80

/** `toSummary` is the one line a queue shows of a narrative: shortened, personal numbers masked. */
export function toSummary(narrative: string): string {
  const line = maskNarrative(narrative.replace(/\s+/g, ' ').trim())
  const letters = [...line]
  return letters.length <= SUMMARY_LENGTH ? line : `${letters.slice(0, SUMMARY_LENGTH - 1).join('')}…`
}
