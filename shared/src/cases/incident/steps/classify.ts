import { isOffered, nodesOf, type CategoryTree } from '../../../classify/category-tree.ts'
import { DELIVERED_CATEGORIES } from '../../../classify/delivered-categories.ts'
import { unclassified } from '../../../classify/unclassified.ts'
import { decided, refuseField } from '../../../problems/refusal.ts'
import type { Step } from '../step.ts'

/**
 * D12: the room tells police from non-police; every change keeps what was there before, who, when and why.
 * Confirming takes no reason; turning a decision round does.
 */
export const classify: Step<'classify'> = (state, body, { categories: tree = DELIVERED_CATEGORIES }) => {
  const before = state.classifiedBy === null ? null : state.classification
  const turns = before !== null && before.police !== 'undecided' && before.police !== body.police
  if (turns && body.reason === undefined) {
    return refuseField('reasonRequired', '/reason', 'turning a classification round takes a reason')
  }
  const refusal =
    refuseCode(tree.content, body.category, 'category', [before?.category]) ??
    refuseCode(tree.content, body.subtype, 'subtype', before?.subtypes ?? [])
  if (refusal) return refusal
  const category = body.category ?? before?.category ?? (body.dispute ? '纠纷' : unclassified)
  const classification = {
    police: body.police,
    dispute: body.dispute ?? before?.dispute ?? false,
    category,
    subtype: body.subtype === undefined ? (before?.subtype ?? null) : body.subtype,
    subtypes: body.subtype ? [body.subtype] : (before?.subtypes ?? []),
    severity: body.severity ?? before?.severity ?? state.severity ?? 3,
    flags: before?.flags ?? [],
    confidence: 1,
    reasons: before?.reasons ?? [],
    version: 'person',
    categoryVersion: tree.version,
  }
  return decided({
    type: 'incident.classified',
    data: {
      classification: { ...classification, reasons: [] },
      severity: classification.severity,
      previous: before && { police: before.police, dispute: before.dispute, category: before.category },
      reclassified: turns,
    },
    personal: { classification, ...(body.reason ? { reason: body.reason } : {}) },
  })
}

/** What a case has already it may keep; a new code must be in the tree in force, at its level, and not retired. */
function refuseCode(
  tree: CategoryTree,
  code: string | null | undefined,
  field: 'category' | 'subtype',
  has: readonly (string | undefined)[],
) {
  if (code === undefined || code === null || has.includes(code)) return undefined
  const node = nodesOf(tree).get(code)
  if (node === undefined || (node.parent === null) !== (field === 'category'))
    return refuseField('invalidBody', `/${field}`, `there is no ${field} ${code}`, `没有这个类别：${code}`)
  if (isOffered(tree, code)) return undefined
  return refuseField('invalidBody', `/${field}`, `${code} is retired`, `类别“${code}”已停用`)
}
