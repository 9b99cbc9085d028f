import { endsWithDispatch, occurredAt, type ClockPolicy } from '../policy.ts'

/**
 * K3 签收: from the order to its acknowledgement. The goal is 30 s (Ankang bulletin); the unit is reminded at 30 s,
 * red (breached) at 60 s, the shift leader told at 120 s, a backup offered at 180 s (design): ladder.ts says when.
 */
export const K3: ClockPolicy = {
  id: 'K3',
  name: 'acknowledge',
  label: { zh: '签收', en: 'Acknowledge' },
  source: 'domain §3.6 K3',
  starts: (event) =>
    event.type === 'incident.dispatched' ? { subject: event.data.dispatchId as string, at: event.at } : undefined,
  ends: (event, after, clock) => {
    const dispatch = after.dispatches.find((d) => d.id === clock.subject)
    if (dispatch?.acknowledgedAt) return { how: 'met', at: dispatch.acknowledgedAt }
    // whoever departs, arrives or reports has taken the order, said so or not
    if (dispatch && ['enRoute', 'arrived', 'reported'].includes(dispatch.stage))
      return { how: 'met', at: occurredAt(event) }
    return endsWithDispatch(event, after, clock)
  },
  targetSeconds: (_, targets) => targets.K3,
  climbsLadder: true,
  steps: [
    { name: 'remind', afterShare: 0.5 },
    { name: 'leader', afterShare: 2 },
    { name: 'backup', afterShare: 3 },
  ],
}
