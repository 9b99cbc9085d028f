import { decided, refuse } from '../../../problems/refusal.ts'
import { POLICE_LINK_MS } from '../../../clocks/policies/police-link.ts'
import { toMs } from '../../../time.ts'
import type { Step } from '../step.ts'

/** D18: a case under supervision is not closed by the one who handled it. */
const SUPERVISED = ['major', 'difficult', 'sensitive']

/** 撤销: with a reason; at severity 1–2 the first person proposes and a second one confirms. */
export const cancel: Step<'cancel'> = (state, body, { actor }) => {
  const personal = { reason: body.reason }
  const grave = state.severity !== null && state.severity <= 2
  if (!grave) return decided({ type: 'incident.cancelled', data: {}, personal })
  if (state.cancelProposal === null) return decided({ type: 'incident.cancelProposed', data: {}, personal })
  const by = actor.kind === 'user' ? actor.id : undefined
  if (by === state.cancelProposal.by) return refuse('secondPersonRequired', { proposedAt: state.cancelProposal.at })
  return decided({ type: 'incident.cancelled', data: { proposedBy: state.cancelProposal.by }, personal })
}

/** 回访: what the caller said afterwards. */
export const visit: Step<'visit'> = (_state, body) =>
  decided({
    type: 'incident.visited',
    data: body.result ? { result: body.result } : {},
    ...(body.text ? { personal: { text: body.text } } : {}),
  })

/** 归档, from an outcome alone. */
export const close: Step<'close'> = (state, body, { now, actor }) => {
  const police = state.police
  if (police && police.feedbackAt === null && now - toMs(police.since) < POLICE_LINK_MS) {
    return refuse('policeLinkOpen', { since: police.since })
  }
  const supervised = state.flags.some((flag) => SUPERVISED.includes(flag))
  if (supervised && actor.kind === 'user' && actor.role === 'operator')
    return refuse('leaderRequired', { flags: state.flags })
  return decided({
    type: 'incident.closed',
    data: { outcome: state.outcome },
    ...(body.text ? { personal: { text: body.text } } : {}),
  })
}

/** 重开, from closed alone; the order clock starts again. */
export const reopen: Step<'reopen'> = (_state, body) =>
  decided({ type: 'incident.reopened', data: {}, personal: { reason: body.reason } })
