import { decided, refuse, refuseField } from '../../../problems/refusal.ts'
import type { Step } from '../step.ts'
import { linkEnd } from './report.ts'

/**
 * 处结. On the spot it takes a first report (domain.md §3.1). What needs nobody on the scene (a question answered
 * by phone, a matter passed to 12345) ends with a text that says why, by the command room alone.
 */
export const settle: Step<'settle'> = (state, body, { actor }) => {
  const outcome = body.outcome ?? 'settled'
  const role = actor.kind === 'user' ? actor.role : undefined
  const personal = {
    ...(body.text ? { text: body.text } : {}),
    ...(body.transferTo ? { transferTo: body.transferTo } : {}),
  }
  if (outcome !== 'settled') {
    const isRoom = actor.kind === 'system' || role === 'operator' || role === 'leader'
    if (!isRoom) return refuse('notYours', { command: 'settle', outcome })
    if (!body.text) return refuseField('reasonRequired', '/text', 'say why nobody has to go, or where it went')
  } else if (role !== 'police' && !state.dispatches.some((d) => d.reportedAt !== null)) {
    return refuse('firstReportRequired', { stage: state.stage })
  }
  const feedback = role === 'police' ? [{ type: 'incident.policeReported', data: {}, personal }, ...linkEnd(state)] : []
  return decided(...feedback, { type: 'incident.settled', data: { outcome }, personal })
}
