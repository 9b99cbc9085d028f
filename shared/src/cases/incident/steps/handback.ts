import { decided, refuse } from '../../../problems/refusal.ts'
import type { Step } from '../step.ts'
import { onDispatch } from '../find-dispatch.ts'
import { judgeOccurredAt } from '../occurred-at.ts'

/**
 * 带回移交 (D15): not settled on the spot; facts, parties, demands, risk and evidence go back to the room, and the
 * ticket is filled from them. It is word from the scene, so it counts as the first report where none was made.
 */
export const handback: Step<'handback'> = (state, body, { now, actor }) =>
  onDispatch(state, body.dispatchId, actor, (d) => {
    if (d.arrivedAt === null) return refuse('dispatchForbids', { stage: d.stage, missing: 'arrive' })
    const { facts, parties, demands, risk, evidence } = body
    const when = judgeOccurredAt(body, now, d.arrivedAt)
    const data = { dispatchId: d.id, unitId: d.unit.id, ...when }
    const first = d.reportedAt === null
    const reported = { type: 'incident.reported', data: { ...data, first }, personal: { text: facts } }
    const form = Object.fromEntries(
      Object.entries({ facts, parties, demands, risk, evidence }).filter(([, value]) => value !== undefined),
    )
    const back = { type: 'incident.handedBack', data, personal: form }
    return decided(...(first ? [reported] : []), back)
  })
