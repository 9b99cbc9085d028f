/**
 * Finds the numbers that belong to a person inside their own words: telephones, identity numbers, bank cards; also with
 * blanks and dashes, in full-width digits and spoken out (幺三八…). What is merely a number (amounts, dates, houses,
 * numbers of cases) is left alone: an operator who cannot read 12000元 or 3幢2单元501 is not helped.
 */
export type SpokenNumber = { start: number; end: number; digits: string; kind: 'phone' | 'long' }

const SPOKEN = '〇零○一壹幺二贰两三叁四肆五伍六陆七柒八捌九玖'
const VALUE = '00011122233445566778899'.split('')
const CHINESE = new Map(Array.from(SPOKEN, (letter, i) => [letter, VALUE[i] as string]))

/** One letter for each letter, so that a place in the shadow is the place in the words. */
const arabic = (text: string): string =>
  text.replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
const spokenOut = (text: string): string => arabic(text).replace(/./gsu, (letter) => CHINESE.get(letter) ?? letter)

/** What people put between the digits of one number. */
const GAP = String.raw`[ \u3000\t.·•_\-－—–]`

/** Eighteen digits with the date of birth where it belongs, or the fifteen of an old card; the last may be an X. */
const IDENTITY = new RegExp(
  String.raw`(?<!\d)\d{6}${GAP}?(?:(?:18|19|20)\d{2}${GAP}?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])${GAP}?\d{3}[\dXxＸｘ]|\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})(?!\d)`,
  'gu',
)
/** 16 to 19 digits in one run or in fours: a bank card, or an identity number said wrongly. */
const CARD = new RegExp(
  String.raw`(?<!\d)(?:\d{15,18}[\dXxＸｘ]|\d{4}(?:${GAP}\d{4}){3}(?:${GAP}?\d{1,3})?)(?!\d)`,
  'gu',
)

const MOBILE_GROUPS = [
  String.raw`1[3-9]\d{9}`,
  String.raw`1[3-9]\d${GAP}+\d{4}${GAP}*\d{4}`,
  String.raw`1[3-9]\d\d{4}${GAP}+\d{4}`,
  String.raw`1[3-9]\d\d${GAP}+\d{3,4}${GAP}+\d{3,4}`,
  String.raw`1[3-9]\d${GAP}+\d{3}${GAP}+\d{5}`,
  String.raw`1[3-9]\d${GAP}+\d{5}${GAP}+\d{3}`,
  // every digit by itself
  String.raw`1${GAP}+[3-9](?:${GAP}+\d){9}`,
].join('|')
const MOBILE = new RegExp(String.raw`(?<!\d)(?:(?:\+|00)?86${GAP}*)?(?:${MOBILE_GROUPS})(?!\d)`, 'gu')
/** Land lines with their area code, the code in brackets or not. */
const LAND_LINE = new RegExp(
  String.raw`(?<!\d)(?:[(（]0\d{2,3}[)）]|0\d{2,3})${GAP}?(?:[2-9]\d{6,7}|[2-9]\d{2,3}${GAP}\d{4})(?!\d)`,
  'gu',
)
/** Without an area code only where the words say what it is: 20261124 is a date. */
const SAID_LINE = new RegExp(
  String.raw`(?<=(?:电话|座机|固话|来电|致电|号码)[是为:：]?${GAP}?)[2-9]\d{2,3}${GAP}?\d{4}(?!\d)`,
  'gu',
)
/** Eleven digits spoken one by one; a 一 that follows (…二三四一个人) is no digit of it. */
const SPOKEN_MOBILE = new RegExp(String.raw`1(?:${GAP}|，|、)?[3-9](?:(?:${GAP}|，|、)?\d){9}`, 'gu')
const SPOKEN_AT_LEAST = 4
const NOT_SPOKEN = new RegExp(`[^${SPOKEN}]`, 'gu')
/** No shorter number is anybody's: most texts end here, and lists are long. */
const MAY_HOLD_ONE = new RegExp(`(?:[\\d０-９${SPOKEN}](?:${GAP}|[，、()（）])*){7}`, 'u')

export function findSpokenNumbers(text: string): SpokenNumber[] {
  if (!MAY_HOLD_ONE.test(text)) return []
  const plain = arabic(text)
  const found: SpokenNumber[] = []
  const take = (shadow: string, pattern: RegExp, kind: SpokenNumber['kind']) => {
    for (const match of shadow.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length]
      if (found.some((one) => start < one.end && one.start < end)) continue
      found.push({ start, end, digits: match[0].replace(/[^\dXxＸｘ]/gu, ''), kind })
    }
  }
  take(plain, IDENTITY, 'long')
  take(plain, CARD, 'long')
  take(plain, MOBILE, 'phone')
  take(plain, LAND_LINE, 'phone')
  take(plain, SAID_LINE, 'phone')
  const spoken = spokenOut(text)
  const isSpoken = ({ 0: words, index }: RegExpMatchArray): boolean =>
    text.slice(index, (index ?? 0) + words.length).replace(NOT_SPOKEN, '').length >= SPOKEN_AT_LEAST
  for (const match of spoken.matchAll(SPOKEN_MOBILE)) {
    const [start, end] = [match.index, match.index + match[0].length]
    if (!isSpoken(match) || found.some((one) => start < one.end && one.start < end)) continue
    found.push({ start, end, digits: match[0].replace(/\D/gu, ''), kind: 'phone' })
  }
  return found.toSorted((a, b) => a.start - b.start)
}

/** A telephone as it is compared: its last eleven digits, whatever stood before or between them. */
export const phoneDigits = (phone: string): string => arabic(phone).replace(/\D/gu, '').slice(-11)

/** Whole telephone numbers alone are searched for: part of one would find whom nobody asked about. */
export function readPhone(words: string): string | undefined {
  const [only, ...more] = findSpokenNumbers(words.trim())
  if (only === undefined || more.length > 0 || only.kind !== 'phone') return undefined
  return only.end - only.start === words.trim().length ? phoneDigits(only.digits) : undefined
}
