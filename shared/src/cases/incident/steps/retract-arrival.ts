import { mayRetractArrival } from '../../../duty/arrival.ts'
import { decided, refuse } from '../../../problems/refusal.ts'
import { toMs } from '../../../time.ts'
import type { Step } from '../step.ts'
import { onDispatch } from '../find-dispatch.ts'
import { judgeOccurredAt } from '../occurred-at.ts'

/**
 * 没有到: the circle around the scene took a unit for arrived that only drove past. The unit says so within five minutes,
 * the room as long as nothing was reported from there. The twenty minutes run on as if nothing had been (K4).
 */
export const retractArrival: Step<'retractArrival'> = (state, body, { now, actor }) =>
  onDispatch(state, body.dispatchId, actor, (d) => {
    const when = judgeOccurredAt(body, now, d.fencedAt ?? d.issuedAt)
    const isUnit = actor.kind === 'user' && actor.role === 'responder'
    const verdict = mayRetractArrival(d, { isUnit, at: toMs(when.occurredAt) })
    if (verdict !== 'yes')
      return refuse('arrivalStands', { why: verdict, unit: d.unit, ...(d.arrivedAt ? { at: d.arrivedAt } : {}) })
    return decided({
      type: 'incident.arrivalRetracted',
      data: { dispatchId: d.id, unitId: d.unit.id, arrivedAt: d.arrivedAt, ...when },
    })
  })
