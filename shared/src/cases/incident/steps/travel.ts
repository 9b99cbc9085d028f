import { decided, refuse } from '../../../problems/refusal.ts'
import type { Step } from '../step.ts'
import { onDispatch } from '../find-dispatch.ts'
import { isActiveDispatch } from '../lifecycle.ts'
import { judgeOccurredAt } from '../occurred-at.ts'

/** 出发. May be skipped; late, it fills in its time without moving the unit back. */
export const depart: Step<'depart'> = (state, body, { now, actor }) =>
  onDispatch(state, body.dispatchId, actor, (d) => {
    if (d.departedAt !== null) return refuse('alreadyDone', { at: d.departedAt, unit: d.unit })
    if (!isActiveDispatch(d)) return refuse('dispatchForbids', { stage: d.stage })
    const when = judgeOccurredAt(body, now, d.issuedAt)
    return decided({
      type: 'incident.departed',
      data: { dispatchId: d.id, unitId: d.unit.id, ...when },
      ...(body.delayReason ? { personal: { delayReason: body.delayReason } } : {}),
    })
  })

/**
 * 到场: ends the 20 minutes (D10). How it is known is counted apart: by position, by the button alone, or by
 * somebody else's word (the desk on the radio), which is `manual` (domain.md §3.2).
 */
export const arrive: Step<'arrive'> = (state, body, { now, actor }) =>
  onDispatch(state, body.dispatchId, actor, (d) => {
    if (d.arrivedAt !== null) return refuse('alreadyDone', { at: d.arrivedAt, unit: d.unit })
    if (!isActiveDispatch(d)) return refuse('dispatchForbids', { stage: d.stage })
    const byOther = actor.kind === 'user' && actor.role !== 'responder'
    const proof = byOther || body.manualReason ? 'manual' : body.location ? 'gps' : 'button'
    return decided({
      type: 'incident.arrived',
      data: { dispatchId: d.id, unitId: d.unit.id, proof, ...judgeOccurredAt(body, now, d.issuedAt) },
      personal: {
        ...(body.location ? { location: body.location } : {}),
        ...(body.manualReason ? { manualReason: body.manualReason } : {}),
      },
    })
  })
