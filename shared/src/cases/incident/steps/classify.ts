import { unclassified } from '../../../classify/categories.ts'
import { decided, refuseField } from '../../../problems/refusal.ts'
import type { Step } from '../step.ts'

/**
 * D12: the room tells police from non-police; every change keeps what was there before, who, when and why.
 * Confirming takes no reason; turning a decision round does.
 */
export const classify: Step<'classify'> = (state, body) => {
  const before = state.classifiedBy === null ? null : state.classification
  const turns = before !== null && before.police !== 'undecided' && before.police !== body.police
  if (turns && body.reason === undefined) {
    return refuseField('reasonRequired', '/reason', 'turning a classification round takes a reason')
  }
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
