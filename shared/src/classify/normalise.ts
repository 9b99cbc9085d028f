import { simplified } from './lexicon/traditional.ts'

/** Text folded for matching, with a map back: character i of `text` came from original [from[i], to[i]). */
export type NormalText = {
  text: string
  from: Int32Array
  to: Int32Array
  /** 1 where a blank was dropped before this character: joined for words, still a border for negation. */
  gap: Uint8Array
}

const isWord = (code: number) => (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)

/** Zero-width, bidirectional, soft-hyphen, variation and combining marks: invisible, so never a border between the parts of a word. */
const isInvisible = (code: number) =>
  code === 0xad ||
  code === 0x34f ||
  code === 0x61c ||
  code === 0x180e ||
  code === 0xfeff ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x206f) ||
  (code >= 0xfe00 && code <= 0xfe0f) ||
  (code >= 0x300 && code <= 0x36f)

/** Marks typed between the characters of a word to hide it (打*架, 打 架, 打_架). */
const isFiller = (code: number) =>
  code === 0x2a || code === 0x5f || code === 0xb7 || code === 0x7e || code === 0x5e || code === 0x2022 || code === 0x2d

const isBlank = (code: number) =>
  code === 0x20 || code === 9 || code === 0x3000 || code === 0xa0 || (code >= 0x2000 && code <= 0x200a)

const fold = (code: number): number => {
  if (code >= 0xff01 && code <= 0xff5e) code -= 0xfee0
  if (code >= 0x41 && code <= 0x5a) return code + 32
  if (code < 0x2e80) return code
  if ((code >= 0xf900 && code <= 0xfaff) || code <= 0x2fdf)
    code = String.fromCharCode(code).normalize('NFKC').charCodeAt(0)
  return simplified.get(code) ?? code
}

/** Linear in the length; half width, lower case, simplified, without invisible marks or blanks between Han characters. */
export const normalise = (original: string): NormalText => {
  const length = original.length
  const codes = new Uint16Array(length)
  const from = new Int32Array(length)
  const to = new Int32Array(length)
  const gap = new Uint8Array(length)
  let size = 0
  let blankAt = -1
  for (let index = 0; index < length; index++) {
    const raw = original.charCodeAt(index)
    if (isInvisible(raw)) continue
    let code = fold(raw)
    if (isBlank(code) || (code < 0x20 && code !== 10) || isFiller(code)) {
      if (blankAt < 0) blankAt = index
      if (!isFiller(code) && size > 0) gap[size] = 1
      continue
    }
    if (blankAt >= 0) {
      // A blank between Latin words is part of the phrase; between Han characters it is dropped.
      const before = size > 0 ? codes[size - 1]! : 0
      if (isWord(before) && isWord(code)) {
        codes[size] = 0x20
        from[size] = blankAt
        to[size] = index
        size++
      }
      blankAt = -1
    }
    if (code === 0x2019) code = 0x27
    codes[size] = code
    from[size] = index
    to[size] = index + 1
    size++
  }
  let text = ''
  for (let start = 0; start < size; start += 8192)
    text += String.fromCharCode(...codes.subarray(start, Math.min(size, start + 8192)))
  return { text, from, to, gap }
}

export const isLatin = isWord
