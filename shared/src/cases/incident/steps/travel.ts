import { decided, refuse } from '../../../problems/refusal.ts'
import type { Step } from '../step.ts'
import { onDispatch } from '../find-dispatch.ts'
import { isActiveDispatch } from '../lifecycle.ts'
import { judgeOccurredAt } from '../occurred-at.ts'
import { ARRIVAL_RADIUS_M, wayToScene, type ArrivalProof } from '../../../duty/arrival.ts'

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
 * 到场: ends the 20 minutes (D10). How it is known is counted apart: by the position sent with it, by the circle around
 * the scene (then the product itself says so), by the button alone, or by somebody else's word (the desk on the radio),
 * which is `manual` (domain.md §3.2). A position that is too far off proves nothing: the distance is kept and shown.
 */
export const arrive: Step<'arrive'> = (state, body, { now, actor, arrivalRadiusM = ARRIVAL_RADIUS_M }) =>
  onDispatch(state, body.dispatchId, actor, (d) => {
    if (d.arrivedAt !== null) return refuse('alreadyDone', { at: d.arrivedAt, unit: d.unit })
    const byCircle = actor.kind === 'system' && actor.id === 'geofence'
    // once taken back, the circle has lost its say on this order
    if (!isActiveDispatch(d) || (byCircle && d.arrivalsRetracted)) return refuse('dispatchForbids', { stage: d.stage })
    const byOther = actor.kind === 'user' && actor.role !== 'responder'
    const way = body.location && state.location ? wayToScene(body.location, state.location, arrivalRadiusM) : undefined
    const seen: ArrivalProof = byCircle ? 'geofence' : 'gps'
    const proof: ArrivalProof = byOther || body.manualReason ? 'manual' : way?.isThere ? seen : 'button'
    const distance = way && !byOther ? { distanceM: way.distanceM } : {}
    return decided({
      type: 'incident.arrived',
      data: { dispatchId: d.id, unitId: d.unit.id, proof, ...distance, ...judgeOccurredAt(body, now, d.issuedAt) },
      personal: {
        ...(body.location ? { location: body.location } : {}),
        ...(body.manualReason ? { manualReason: body.manualReason } : {}),
      },
    })
  })
