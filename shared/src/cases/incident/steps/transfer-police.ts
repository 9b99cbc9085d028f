import { decided } from '../../../problems/refusal.ts'
import type { Step } from '../step.ts'

/** D13: the station takes the lead (主办=派出所); the units on the scene stay attached as support. */
export const transferPolice: Step<'transferPolice'> = (_state, body) =>
  decided({
    type: 'incident.transferredToPolice',
    data: {},
    ...(body.reason ? { personal: { reason: body.reason } } : {}),
  })
