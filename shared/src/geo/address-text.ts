import { withoutFamily } from '../access/spoken-names.ts'

/** Addresses as people type and dispatchers hear them, made alike before they are compared. */

const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}

/** chineseNumber reads 三, 十二, 二十, 一百二十, 一百零五 and digit strings such as 一二〇; undefined for anything else. */
export function chineseNumber(text: string): number | undefined {
  if (/^[〇零一二两三四五六七八九]+$/.test(text)) return Number([...text].map((digit) => DIGITS[digit]).join(''))
  const parts =
    /^(?:([一二两三四五六七八九])千)?(?:零?([一二两三四五六七八九])百)?(?:零?([一二三四五六七八九])?(十))?零?([一二三四五六七八九])?$/.exec(
      text,
    )
  if (parts === null || text === '') return undefined
  const digit = (part: string | undefined): number => (part === undefined ? 0 : (DIGITS[part] ?? 0))
  const tens = parts[4] === undefined ? 0 : parts[3] === undefined ? 1 : digit(parts[3])
  return digit(parts[1]) * 1000 + digit(parts[2]) * 100 + tens * 10 + digit(parts[5])
}

/** normaliseAddress: one width, no blanks, digits for numbers before 幢 号 单元 …, and 幢 for all its spellings. */
export function normaliseAddress(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[〇零一二两三四五六七八九十百千]+(?=幢|栋|棟|号|單元|单元|室|楼|座|组|弄|#)/gu, (number) =>
      String(chineseNumber(number) ?? number),
    )
    .replace(/(\d+)(?:栋|棟|号楼|#楼|#|座)/gu, '$1幢')
    .replace(/(\d+)号(?=\d+单元)/gu, '$1幢')
}

/** What follows the name of a compound: 3幢, 3幢2单元501, 3-2-501. */
export function readHouse(rest: string): number | undefined {
  const match = /^[,，、的]?(?:小区)?第?(\d{1,3})(?:幢|号(?!线|门)|-\d)/u.exec(rest)
  return match === null ? undefined : Number(match[1])
}

/** What follows the name of a road: 120号, 120-3号, 120弄; a bare number counts only at the end. */
export function readDoor(rest: string): number | undefined {
  const match = /^(?:第)?(\d{1,4})(?:-\d{1,3})?(?:号(?!线)|弄|(?!\d|号|幢|米|年|月|日|多|人|元|路))/u.exec(rest)
  return match === null ? undefined : Number(match[1])
}

/**
 * withoutUnit cuts an address at the building: unit, floor, room and whatever else follows belong to a family, not on a wall.
 * Long digit runs (telephones, identity numbers) go too.
 */
export function withoutUnit(address: string): string {
  const text = withoutFamily(normaliseAddress(address).replace(PHONE, '')).replace(/[A-Za-z]?\d{5,}[A-Za-z]?/gu, '')
  const building = /^.*?\d+(?:幢|号(?!线))/u.exec(text)
  if (building !== null) return building[0]
  return text
    .replace(/(\d{1,3})-\d{1,2}-\d{2,4}.*$/u, '$1幢')
    .replace(/\d+(?:单元|楼|层|室).*$/u, '')
    .replace(/(?:\d{1,2}-)?\d{3,4}(?!\d|弄|国道|省道|县道|路|街|米|年|公里).*$/u, '')
    .replace(/[,，。;；(（].*$/u, '')
    .slice(0, 24)
}

/** A phone with dashes is no house. */
const PHONE = /1[3-9]\d-?\d{4}-?\d{4}|0\d{2,3}-\d{7,8}/gu
