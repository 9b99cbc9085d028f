import { decided, refuse } from '../../../problems/refusal.ts'
import type { Step } from '../step.ts'
import { onDispatch } from '../find-dispatch.ts'
import { isActiveDispatch } from '../lifecycle.ts'
import { judgeOccurredAt } from '../occurred-at.ts'

/** D9: issued, delivered, seen and acknowledged are four times. These two are receipts of the device. */
const receipt =
  (type: 'incident.delivered' | 'incident.seen', field: 'deliveredAt' | 'seenAt'): Step<'deliver' | 'see'> =>
  (state, body, { now, actor }) =>
    onDispatch(state, body.dispatchId, actor, (d) => {
      if (d[field] !== null) return refuse('alreadyDone', { at: d[field] })
      return decided({ type, data: { dispatchId: d.id, unitId: d.unit.id, ...judgeOccurredAt(body, now, d.issuedAt) } })
    })

export const deliver: Step<'deliver'> = receipt('incident.delivered', 'deliveredAt')
export const see: Step<'see'> = receipt('incident.seen', 'seenAt')

/**
 * 签收. A second acknowledgement is refused; one that arrives after departure only fills in its time
 * (domain.md §3.1: out of order is normal offline).
 */
export const acknowledge: Step<'acknowledge'> = (state, body, { now, actor }) =>
  onDispatch(state, body.dispatchId, actor, (d) => {
    if (d.acknowledgedAt !== null) return refuse('alreadyDone', { at: d.acknowledgedAt, unit: d.unit })
    if (!isActiveDispatch(d)) return refuse('dispatchForbids', { stage: d.stage })
    const when = judgeOccurredAt(body, now, d.issuedAt)
    return decided({ type: 'incident.acknowledged', data: { dispatchId: d.id, unitId: d.unit.id, ...when } })
  })

/** A decline needs a reason and is possible until departure; the desk is alarmed and offers again at once. */
export const decline: Step<'decline'> = (state, body, { now, actor }) =>
  onDispatch(state, body.dispatchId, actor, (d) => {
    if (!['created', 'delivered', 'seen', 'acknowledged'].includes(d.stage)) {
      return refuse('dispatchForbids', { stage: d.stage })
    }
    const when = judgeOccurredAt(body, now, d.issuedAt)
    return decided({
      type: 'incident.declined',
      data: { dispatchId: d.id, unitId: d.unit.id, ...when },
      personal: { reason: body.reason },
    })
  })

/** D33: nobody acknowledged, so the room telephones; what came of it is kept. It stops no clock: 签收 does. */
export const call: Step<'call'> = (state, body, { now, actor }) =>
  onDispatch(state, body.dispatchId, actor, (d) => {
    if (!isActiveDispatch(d)) return refuse('dispatchForbids', { stage: d.stage })
    if (d.acknowledgedAt !== null) return refuse('alreadyDone', { at: d.acknowledgedAt, unit: d.unit })
    const when = judgeOccurredAt(body, now, d.issuedAt)
    return decided({
      type: 'incident.called',
      data: { dispatchId: d.id, unitId: d.unit.id, outcome: body.outcome, ...when },
    })
  })
