import type { ClassificationReason } from './classification.ts'
import { discountOf, discountTexts, halfDiscounts } from './context.ts'
import { lexicon } from './lexicon/index.ts'
import { buildMatcher, type Hit, type Hits } from './matcher.ts'
import { normalise, type NormalText } from './normalise.ts'
import { conceptsOf, findPattern, readPattern, type Found, type Pattern } from './pattern.ts'
import type { Claim, Discount, Rule } from './rule.ts'

/** Non-police, dispute and letter words count in the first part only; danger words count wherever they stand. */
export const scoredLength = 4000

/** Concepts the engine itself asks for, beside those of the rules. */
const engineConcepts = ['letter', 'letterWeak', 'urgent', 'prompt', 'now', 'quarrel', 'quarrelWord']

const names = [...new Set([...engineConcepts, ...lexicon.rules.flatMap((rule) => rule.when.flatMap(conceptsOf))])]
const matcher = buildMatcher(lexicon.terms, names)

type Compiled = { rule: Rule; patterns: readonly Pattern[] }
const compiled: readonly Compiled[] = lexicon.rules.map((rule) => ({
  rule,
  patterns: rule.when.map((line) => readPattern(line, matcher.idOf)),
}))

/** A rule that was met: `claim` is what it still claims after its surroundings were read. */
export type Finding = { rule: Rule; claim: Claim | 'discounted'; reason: ClassificationReason; start: number }

export type Assessment = { findings: Finding[]; has: (concept: string) => boolean; length: number }

const isDanger = (rule: Rule) => rule.claim === 'police' || rule.claim === 'doubt'

const reasonOf = (original: string, text: NormalText, rule: Rule, found: Found): ClassificationReason => {
  // The whole stretch when it is short, else the first word alone.
  const first = Math.min(...found.words.map((word) => word.start))
  const last = Math.max(...found.words.map((word) => word.end))
  const close = last - first <= 24
  const head = found.words[0]!
  const start = text.from[close ? first : head.start]!
  const end = text.to[(close ? last : head.end) - 1]!
  const discount = found.discount as Discount | null
  return {
    phrase: original.slice(start, end),
    start,
    end,
    rule: rule.row,
    effect: discount ?? rule.claim,
    text: discount
      ? { zh: `${rule.text.zh}:${discountTexts[discount].zh}`, en: `${rule.text.en}: ${discountTexts[discount].en}` }
      : rule.text,
  }
}

const never = () => null

/** Reads one text with every rule; linear in its length. */
export const assess = (original: string, address = ''): Assessment => {
  const text = normalise(original)
  const hits = matcher.find(text)
  const head: Hits =
    text.text.length > scoredLength ? hits.map((list) => list.filter((hit) => hit.start < scoredLength)) : hits
  const place = address.length <= 200 ? normalise(address).text : ''
  const plain = new Map<number, Discount | null>()
  const judgePlain = (word: Hit): Discount | null => {
    const known = plain.get(word.start * 32 + (word.end - word.start))
    if (known !== undefined) return known
    const discount = discountOf(text, word, place)
    plain.set(word.start * 32 + (word.end - word.start), discount)
    return discount
  }
  const met = new Map<string, Finding>()
  for (const { rule, patterns } of compiled) {
    const judge =
      rule.claim === 'nonPolice'
        ? never
        : rule.keeps
          ? (word: Hit) => {
              const discount = judgePlain(word)
              return discount && !rule.keeps!.includes(discount) ? discount : null
            }
          : judgePlain
    let best: Found | null = null
    for (const pattern of patterns) {
      const found = findPattern(pattern, isDanger(rule) || rule.claim === 'mark' ? hits : head, text.text, judge)
      if (!found) continue
      if (!best || (best.discount !== null && found.discount === null)) best = found
      if (best.discount === null) break
    }
    if (!best) continue
    const claim =
      best.discount === null
        ? rule.claim
        : !halfDiscounts.has(best.discount)
          ? 'discounted'
          : isDanger(rule)
            ? 'doubt'
            : rule.claim
    met.set(rule.id, { rule, claim, reason: reasonOf(original, text, rule, best), start: best.words[0]!.start })
  }
  const holds = (id: string) => met.has(id) && met.get(id)!.claim !== 'discounted'
  const findings = [...met.values()].filter(({ rule }) => !rule.unless?.some(holds))
  return { findings, has: (concept) => (head[matcher.idOf(concept)]?.length ?? 0) > 0, length: text.text.length }
}
