/**
 * The first Han character, in pinyin order, of each initial letter. The browser's own Chinese collation knows the
 * order, so no dictionary is shipped (after the well-known boundary table; i, u and v begin no syllable).
 */
const FIRST = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥仨他穵夕丫帀'
const LETTERS = 'abcdefghjklmnopqrstwxyz'

const collator = new Intl.Collator('zh-Hans-u-co-pinyin')

/** Names and places that are read otherwise than the collation's first reading: the reading here counts as well. */
const ALSO: Record<string, string> = {
  单: 's',
  曾: 'z',
  解: 'x',
  仇: 'q',
  查: 'z',
  翟: 'z',
  区: 'o',
  盖: 'g',
  乐: 'y',
  重: 'z',
  长: 'z',
  行: 'h',
  调: 't',
  都: 'd',
  厦: 'x',
  沈: 's',
  贾: 'j',
}

const HAN = /\p{Script=Han}/u

const known = new Map<string, string>()

/** The initials one character may stand for, most usual first: `派` → `p`, `单` → `ds`. Latin and digits stand for themselves. */
export function initialsOf(character: string): string {
  const found = known.get(character)
  if (found !== undefined) return found
  const made = HAN.test(character)
    ? firstLetter(character) + (ALSO[character] ?? '')
    : /[\p{L}\p{N}]/u.test(character)
      ? character.toLowerCase()
      : ''
  known.set(character, made)
  return made
}

function firstLetter(character: string): string {
  let letter = ''
  for (let i = 0; i < LETTERS.length; i++) {
    if (collator.compare(character, FIRST[i] as string) < 0) break
    letter = LETTERS[i] as string
  }
  return letter
}

/**
 * `matchRank` says how well a name answers what was typed: 0 is the name itself, 1 its beginning, 2 its initials from
 * the beginning, 3 somewhere inside, 4 initials somewhere inside; undefined is no match. Spaces do not count.
 */
export function matchRank(name: string, typed: string): number | undefined {
  const [text, wanted] = [squash(name), squash(typed)]
  if (wanted === '') return 3
  if (text === wanted) return 0
  if (text.startsWith(wanted)) return 1
  const letters = [...text].map(initialsOf)
  if (initialsMatch(letters, wanted, 0)) return 2
  if (text.includes(wanted)) return 3
  return letters.some((_, from) => from > 0 && initialsMatch(letters, wanted, from)) ? 4 : undefined
}

const squash = (text: string): string => text.toLowerCase().replace(/[\s·・-]+/g, '')

function initialsMatch(letters: readonly string[], wanted: string, from: number): boolean {
  const typed = [...wanted]
  return typed.every((letter, i) => letters[from + i]?.includes(letter) ?? false)
}

/** The best matches first; among equals the order that came in. */
export function rankMatches<T>(items: readonly T[], typed: string, nameOf: (item: T) => string): T[] {
  return items
    .flatMap((item) => {
      const rank = matchRank(nameOf(item), typed)
      return rank === undefined ? [] : [{ item, rank }]
    })
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
}
