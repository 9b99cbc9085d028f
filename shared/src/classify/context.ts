import type { BilingualText } from './classification.ts'
import {
  assumed,
  asking,
  legalQuestion,
  media,
  mediaAfter,
  naming,
  negation,
  past,
  presentAgain,
  questioned,
  rumour,
} from './lexicon/context-words.ts'
import type { Hit } from './matcher.ts'
import type { NormalText } from './normalise.ts'
import type { Discount } from './rule.ts'

/** How far back the words of a clause can reach a match. */
const window = 18

const border = /[,，。！？!?;；:：\n]/

const isGap = (text: NormalText, index: number) => text.gap[index] === 1 && !/[a-z0-9]/.test(text.text[index] ?? '')

/** The part of the clause that stands before `index`, at most `window` characters. */
const clauseBefore = (text: NormalText, index: number): string => {
  let start = index
  while (start > 0 && index - start < window && !border.test(text.text[start - 1]!) && !isGap(text, start)) start--
  return text.text.slice(start, index)
}

/** Inside 《…》, or inside quotation marks that follow a word of naming. What is *said* in quotes stays: threats are quoted. */
const isTitle = (text: string, start: number): boolean => {
  const before = text.slice(Math.max(0, start - 20), start)
  if (before.lastIndexOf('《') > before.lastIndexOf('》')) return true
  const open = Math.max(before.lastIndexOf('“'), before.lastIndexOf('「'))
  if (open < 0 || open < Math.max(before.lastIndexOf('”'), before.lastIndexOf('」'))) return false
  return naming.test(before.slice(0, open))
}

/** A name of the place that is also in the address: 杀狗弄. */
const isPlace = (text: string, word: Hit, address: string): boolean =>
  address.length > 0 &&
  /[路街巷弄村桥店馆苑坊里园山]/.test(text[word.end] ?? '') &&
  address.includes(text.slice(word.start, word.end + 1))

/** What takes a word out of the here and now, or null where it stands as told. */
export const discountOf = (text: NormalText, word: Hit, address: string): Discount | null => {
  const before = clauseBefore(text, word.start)
  const after = text.text.slice(word.end, word.end + 24)
  if (before) {
    if (questioned.test(before)) return 'unsure'
    if (negation.test(before)) return 'negated'
    const actual = text.text.slice(word.start, word.end + 1).includes('着')
    const fear = assumed.exec(before)
    if (fear && !actual && !presentAgain.test(fear[1]!)) return 'feared'
    const then = past.exec(before)
    if (then && !presentAgain.test(then[1]!)) return 'past'
    const told = media.exec(before)
    if (told && !/了|后|完|因|有人|时|我/.test(told[1]!)) return 'titled'
    if (rumour.test(before)) return 'hearsay'
    const ask = asking.exec(before)
    if (ask && !/我|有人|现在|正在|刚/.test(ask[1]!)) return 'asked'
  }
  if (/^过(?![来去不])/.test(after) && !/[车人话]$/.test(text.text.slice(word.start, word.end))) return 'past'
  if (mediaAfter.test(after)) return 'titled'
  if (legalQuestion.test(after) && !/被|正在|现在/.test(before)) return 'asked'
  if (isTitle(text.text, word.start)) return 'titled'
  return isPlace(text.text, word, address) ? 'place' : null
}

/** These leave a doubt behind; the others explain the word away. */
export const halfDiscounts: ReadonlySet<string> = new Set(['hearsay', 'unsure'])

export const discountTexts: Readonly<Record<Discount, BilingualText>> = {
  negated: { zh: '被否定', en: 'is denied in the text' },
  feared: { zh: '只是担心或假设', en: 'is only feared or supposed' },
  past: { zh: '说的是过去', en: 'is told of the past' },
  hearsay: { zh: '只是听说', en: 'is hearsay' },
  unsure: { zh: '是疑问,未证实', en: 'is a question, not confirmed' },
  titled: { zh: '是名称、影视或游戏内容', en: 'is a title, a film or a game' },
  asked: { zh: '只是咨询', en: 'is only asked about' },
  place: { zh: '是地名', en: 'is the name of a place' },
}
