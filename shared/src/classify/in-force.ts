import { fromSource, isOffered, labelIn, policeOf, type CategoryVersion } from './category-tree.ts'
import type { BilingualText, Classification, ClassificationReason } from './classification.ts'
import { unclassified } from './unclassified.ts'

/** The source's own code, and the names its mapping may stand under: its id and its kind. */
export type SourceCode = { code: string; source: readonly string[] }

const reason = (phrase: string, effect: string, text: BilingualText): ClassificationReason => ({
  phrase,
  start: 0,
  end: 0,
  rule: 'source',
  effect,
  text,
})

/**
 * `inForce` puts what the classifier found into the tree in force: what is retired is given to no new case, and where
 * the words told nothing the source's own code is taken as a hint. A mapping decides nothing by itself: it names a
 * category, and against a matter held harmless it raises a doubt; it never makes one harmless.
 */
export function inForce(found: Classification, tree: CategoryVersion, told: SourceCode | null): Classification {
  return { ...withoutRetired(withSource(found, tree, told), tree), categoryVersion: tree.version }
}

function withoutRetired(found: Classification, { content }: CategoryVersion): Classification {
  const subtypes = found.subtypes.filter((code) => isOffered(content, code))
  if (isOffered(content, found.category)) return { ...found, subtypes, subtype: subtypes[0] ?? null }
  const { zh, en } = labelIn(content, found.category)
  const text = { zh: `类别“${zh}”已停用`, en: `the category ${en} is retired` }
  const reasons = [{ ...reason('', 'mark', text), rule: 'categories' }, ...found.reasons]
  return { ...found, category: unclassified, subtypes, subtype: subtypes[0] ?? null, reasons }
}

function withSource(found: Classification, { content }: CategoryVersion, told: SourceCode | null): Classification {
  const mapped = told ? fromSource(content, told.source, told.code) : undefined
  if (told === null || mapped === undefined || !isOffered(content, mapped.code)) return found
  const isPolice = policeOf(content, mapped.code) === true
  if (found.police === 'nonPolice' && isPolice) {
    const text = {
      zh: `来源类别“${mapped.zh}”属警务，与正文不一致`,
      en: `the source category ${mapped.en} is a police matter, unlike the narrative`,
    }
    return { ...found, police: 'undecided', reasons: [reason(told.code, 'doubt', text), ...found.reasons] }
  }
  if (found.category !== unclassified) return found
  const text = { zh: `来源类别：${mapped.zh}`, en: `source category: ${mapped.en}` }
  const category = mapped.parent ?? mapped.code
  const subtype = mapped.parent === null ? {} : { subtype: mapped.code, subtypes: [mapped.code] }
  return { ...found, category, ...subtype, reasons: [reason(told.code, 'mark', text), ...found.reasons] }
}
