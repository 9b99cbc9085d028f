import { decided } from '../../../problems/refusal.ts'
import type { Step } from '../step.ts'

/** D13: the station takes the lead (主办=派出所); the units stay attached as support while the link lasts. */
export const transferPolice: Step<'transferPolice'> = (_state, body) =>
  decided({
    type: 'incident.transferredToPolice',
    data: {},
    ...(body.reason ? { personal: { reason: body.reason } } : {}),
  })
