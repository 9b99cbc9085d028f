import { decided, refuse } from '../../../problems/refusal.ts'
import type { DecidedEvent } from '../../../wire/log-event.ts'
import type { IncidentState } from '../state.ts'
import type { Step } from '../step.ts'
import { onDispatch } from '../find-dispatch.ts'
import { isActiveDispatch } from '../lifecycle.ts'
import { judgeOccurredAt } from '../occurred-at.ts'

/** The first feedback ends the link. */
export const linkEnd = ({ police }: IncidentState): DecidedEvent[] =>
  police === null || police.linkEnded ? [] : [{ type: 'incident.policeLinkEnded', data: { why: 'feedback' } }]

/**
 * 首报 (D11) and every report after it. From the police liaison it is the station's feedback, which closes the
 * link that a transfer keeps open (domain.md §3.1).
 */
export const report: Step<'report'> = (state, body, { now, actor }) => {
  const said = {
    ...(body.partiesPresent ? { partiesPresent: body.partiesPresent } : {}),
    ...(body.injured === undefined ? {} : { injured: body.injured }),
    ...(body.policeNeeded === undefined ? {} : { policeNeeded: body.policeNeeded }),
    ...(body.canSettle === undefined ? {} : { canSettle: body.canSettle }),
  }
  const personal = body.text ? { text: body.text } : {}
  if (actor.kind === 'user' && actor.role === 'police') {
    return decided({ type: 'incident.policeReported', data: said, personal }, ...linkEnd(state))
  }
  return onDispatch(state, body.dispatchId, actor, (d) => {
    if (!isActiveDispatch(d)) return refuse('dispatchForbids', { stage: d.stage })
    if (d.arrivedAt === null) return refuse('dispatchForbids', { stage: d.stage, missing: 'arrive' })
    const first = d.reportedAt === null
    const when = judgeOccurredAt(body, now, d.arrivedAt)
    return decided({
      type: 'incident.reported',
      data: { dispatchId: d.id, unitId: d.unit.id, first, ...said, ...when },
      personal,
    })
  })
}
