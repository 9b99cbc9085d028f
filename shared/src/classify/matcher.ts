import { isLatin, type NormalText } from './normalise.ts'
import { numberConcepts, numberHits } from './numbers.ts'
import { readTerms } from './terms.ts'

export type Hit = { start: number; end: number }

/** Hits by concept number, in the order of their start. */
export type Hits = readonly Hit[][]

type Node = { next: Map<number, Node>; concepts: number[]; trap: boolean }

export type Matcher = { find: (text: NormalText) => Hits; idOf: (concept: string) => number }

/** The concept whose words swallow what lies inside them: 打车 is no blow. */
export const trapConcept = 'trap'

const keptAtEachEnd = 1000

const newNode = (): Node => ({ next: new Map(), concepts: [], trap: false })

/**
 * One pass over the text, all terms at once; the work per character is bounded by the longest term.
 * `unions` are names like `a|b`: every hit of a or b is also one of `a|b`.
 */
export const buildMatcher = (terms: Readonly<Record<string, string>>, names: readonly string[]): Matcher => {
  const ids = new Map(names.map((name, index) => [name, index]))
  const memberOf = new Map<string, number[]>()
  for (const [name, id] of ids)
    for (const member of name.split('|')) memberOf.set(member, [...(memberOf.get(member) ?? []), id])
  const root = newNode()
  // A Chinese word in a pattern that names no concept stands for itself; a Latin one is a slip of the pen.
  const literal = [...memberOf.keys()].filter((name) => terms[name] === undefined)
  for (const name of literal)
    if (/^[a-z]/i.test(name) && !numberConcepts.includes(name))
      throw new Error(`no such concept in the lexicon: ${name}`)
  const all = {
    ...terms,
    ...Object.fromEntries(literal.filter((name) => !numberConcepts.includes(name)).map((name) => [name, name])),
  }
  for (const [concept, list] of Object.entries(all)) {
    const numbers = memberOf.get(concept) ?? []
    for (const term of readTerms(list)) {
      let node = root
      for (let index = 0; index < term.length; index++) {
        const code = term.charCodeAt(index)
        let next = node.next.get(code)
        if (!next) node.next.set(code, (next = newNode()))
        node = next
      }
      if (concept === trapConcept) node.trap = true
      for (const id of numbers) if (!node.concepts.includes(id)) node.concepts.push(id)
    }
  }

  const find = ({ text }: NormalText): Hits => {
    const hits: Hit[][] = names.map(() => [])
    const length = text.length
    let trapEnd = 0
    const ends: number[] = []
    const nodes: Node[] = []
    for (let start = 0; start < length; start++) {
      let node = root.next.get(text.charCodeAt(start))
      if (!node) continue
      ends.length = 0
      nodes.length = 0
      const latinStart = isLatin(text.charCodeAt(start))
      // A Latin term must begin and end at the border of a word: no `fight` in `firefighter`.
      if (latinStart && start > 0 && isLatin(text.charCodeAt(start - 1))) continue
      let end = start + 1
      let trapHere = 0
      while (node) {
        if (node.trap || node.concepts.length > 0) {
          const inWord = isLatin(text.charCodeAt(end - 1)) && end < length && isLatin(text.charCodeAt(end))
          if (!inWord) {
            ends.push(end)
            nodes.push(node)
            if (node.trap) trapHere = end
          }
        }
        if (end >= length) break
        node = node.next.get(text.charCodeAt(end))
        end++
      }
      const reach = Math.max(trapEnd, trapHere)
      for (let index = 0; index < ends.length; index++) {
        const stop = ends[index]!
        // Inside a trap and not the trap itself: swallowed.
        // Begun inside an earlier trap: swallowed too, the trap is a word of its own (偷偷|拿).
        if (stop < trapHere || start < trapEnd) continue
        for (const id of nodes[index]!.concepts) hits[id]!.push({ start, end: stop })
      }
      trapEnd = reach
    }
    const unsorted = new Set<number>()
    for (const { concept, start, end } of numberHits(text)) {
      for (const id of memberOf.get(concept) ?? []) {
        hits[id]!.push({ start, end })
        unsorted.add(id)
      }
    }
    for (const id of unsorted) hits[id]!.sort((a, b) => a.start - b.start)
    // A word told thousands of times says no more than its first and last thousand; the work of the rules stays bounded.
    return hits.map((list) =>
      list.length > 2 * keptAtEachEnd ? [...list.slice(0, keptAtEachEnd), ...list.slice(-keptAtEachEnd)] : list,
    )
  }
  return { find, idOf: (concept) => ids.get(concept) ?? -1 }
}
