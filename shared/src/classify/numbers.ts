import type { Hit } from './matcher.ts'

/** Numbers in both writings, read only as far as the policy needs them: how many people, how much money, how old, how long ago. */
export const numberConcepts: readonly string[] = ['many', 'few', 'money', 'child', 'elder', 'ago', 'paid', 'swindled']

export type NumberHit = Hit & { concept: string }

const figure = '(?:\\d{1,9}(?:\\.\\d{1,2})?|[零一二两三四五六七八九十几数][零一二两三四五六七八九十百千万几]{0,6})'
const pattern = new RegExp(
  `(${figure})(多|来|余|几)?(?:(个?人|名|位|个?(?:工人|民工|农民工|业主|村民|家长|老人|员工|司机|学员|商户|租户|储户|学生|家属|居民|保安|小伙|男的|女的|青年|混混|骑手|社会青年|大汉))|(万|千|百)?(?:多|余)?(元|块|万|w\\b|k\\b)|(岁)|(个?月前|年前|天前|周前|个?星期前))`,
  'g',
)
const digits: Readonly<Record<string, number>> = {
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
  几: 5,
  数: 5,
}
const scales: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10000 }

export const readNumber = (written: string): number => {
  if (/^\d/.test(written)) return Number.parseFloat(written)
  let total = 0
  let current = 0
  for (const char of written) {
    const scale = scales[char]
    if (scale === undefined) current = digits[char] ?? 0
    else {
      total += (current || 1) * scale
      current = 0
    }
  }
  return total + current
}

const conceptOf = (value: number, match: RegExpMatchArray): string | null => {
  if (match[3]) return value >= 10 || (match[2] === '多' && value >= 8) ? 'many' : value >= 3 ? 'few' : null
  if (match[5]) return 'money'
  if (match[6]) return value < 18 ? 'child' : value >= 65 ? 'elder' : null
  if (match[7]) return 'ago'
  return null
}

/** 转了六千, 投了三万二, 被刷12000: money told without its unit. */
const paying = new RegExp(
  `(?:(?:收|转|汇|付|投|充|交|骗|刷|划|扣|打|借|贷|输|给)(?:了|走|去|过去|给[^，,。]{1,4})+|被骗|骗)(${figure})`,
  'g',
)

export const numberHits = (text: string): NumberHit[] => {
  const found: NumberHit[] = []
  for (const match of text.matchAll(pattern)) {
    const concept = conceptOf(readNumber(match[1]!), match)
    if (concept) found.push({ concept, start: match.index, end: match.index + match[0].length })
    // A text of numbers alone tells nothing after the first few hundred.
    if (found.length >= 300) break
  }
  for (const match of text.matchAll(paying)) {
    if (readNumber(match[1]!) >= 100)
      found.push({
        concept: match[0].startsWith('被骗') ? 'swindled' : 'paid',
        start: match.index,
        end: match.index + match[0].length,
      })
    if (found.length >= 400) break
  }
  return found
}
