import type { Hit, Hits } from './matcher.ts'

/**
 * A pattern in one line:  `hold blade@6 + family + !kitchen`
 * - `hold blade@6`  a word of hold, then one of blade at most 6 characters on, in one sentence (4 when not said)
 * - `a|b`           a word of either concept
 * - ` + `           the next part stands anywhere in the text
 * - `!c`            and no word of c stands anywhere
 */
type Step = { concept: number; reach: number }
export type Pattern = { parts: readonly (readonly Step[])[]; absent: readonly number[] }

const defaultReach = 4

export const conceptsOf = (source: string): string[] =>
  source
    .split(/[\s+]+/)
    .map((token) => token.replace(/^!/, '').replace(/@\d+$/, ''))
    .filter(Boolean)

export const readPattern = (source: string, idOf: (concept: string) => number): Pattern => {
  const parts: Step[][] = []
  const absent: number[] = []
  for (const part of source.split(' + ')) {
    if (part.startsWith('!')) absent.push(idOf(part.slice(1)))
    else {
      parts.push(
        part
          .trim()
          .split(/\s+/)
          .map((token) => {
            const [concept, reach] = token.split('@')
            return { concept: idOf(concept!), reach: reach ? Number(reach) : defaultReach }
          }),
      )
    }
  }
  return { parts, absent }
}

/** After so many explained-away matches the rest is not weighed: what is told that often is a doubt, and the work stays bounded. */
const patience = 200

const barrier = /[。！？!?;；\n]/

/** Every place where one part holds, as the list of its words; stops when `take` says so. Linear: no step looks back. */
const walk = (steps: readonly Step[], hits: Hits, text: string, take: (words: Hit[]) => boolean): boolean => {
  const first = hits[steps[0]!.concept]!
  if (steps.length === 1) {
    for (const hit of first) if (take([hit])) return true
    return false
  }
  const cursors = steps.map(() => 0)
  for (const hit of first) {
    const words = [hit]
    let last = hit
    for (let index = 1; index < steps.length; index++) {
      const step = steps[index]!
      const list = hits[step.concept]!
      let cursor = cursors[index]!
      while (cursor < list.length && list[cursor]!.start < hit.end) cursor++
      cursors[index] = cursor
      while (cursor < list.length && list[cursor]!.start < last.end) cursor++
      const next = list[cursor]
      if (
        !next ||
        next.start - last.end > step.reach ||
        (next.start > last.end && barrier.test(text.slice(last.end, next.start)))
      )
        break
      words.push(next)
      last = next
    }
    if (words.length === steps.length && take(words)) return true
  }
  return false
}

export type Found = { words: Hit[]; discount: string | null }

/**
 * The first match that stands (not discounted), else the first discounted one, else null.
 * Each part must be found; the parts' words are judged together.
 */
export const findPattern = (
  pattern: Pattern,
  hits: Hits,
  text: string,
  judge: (word: Hit) => string | null,
): Found | null => {
  for (const part of pattern.parts) for (const step of part) if (hits[step.concept]!.length === 0) return null
  for (const id of pattern.absent) if (hits[id]!.length > 0) return null
  const words: Hit[] = []
  let discount: string | null = null
  for (const part of pattern.parts) {
    let weak: { words: Hit[]; discount: string } | null = null
    let explained = 0
    const stands = walk(part, hits, text, (candidate) => {
      let found: string | null = null
      for (const word of candidate) if ((found = judge(word)) !== null) break
      if (found !== null) {
        weak ??= { words: candidate, discount: found }
        if (++explained < patience) return false
        weak = { words: candidate, discount: 'unsure' }
        return true
      }
      words.push(...candidate)
      return true
    })
    if (stands && explained < patience) continue
    const fallback = weak as { words: Hit[]; discount: string } | null
    if (!fallback) return null
    words.push(...fallback.words)
    discount ??= fallback.discount
  }
  return { words, discount }
}
