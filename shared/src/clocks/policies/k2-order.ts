import type { ClockPolicy } from '../policy.ts'

/** K2 派单: from told apart to the order; 60 s (design). It starts anew when every unit has declined. */
export const K2: ClockPolicy = {
  id: 'K2',
  name: 'order',
  label: { zh: '派单', en: 'Order' },
  source: 'domain §3.6 K2 (design)',
  starts: (event, after) =>
    after.stage === 'triaged' && after.clocks.every((c) => c.clock !== 'K2' || c.endedAt !== null)
      ? { subject: null, at: event.at }
      : undefined,
  ends: (event, after) => {
    if (after.stage === 'triaged' || after.stage === 'received') return undefined
    return { how: event.type === 'incident.dispatched' ? 'met' : 'stopped', at: event.at }
  },
  targetSeconds: (_, targets) => targets.K2,
  steps: [],
}
