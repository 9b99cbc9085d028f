import type { ClockPolicy } from '../policy.ts'

/** K1 研判: from received to told apart; 60 s for severity 1, else 120 s (design; cf. NFPA 1225, 60 s at 90 %). */
export const K1: ClockPolicy = {
  id: 'K1',
  name: 'triage',
  label: { zh: '研判', en: 'Triage' },
  source: 'domain §3.6 K1 (design)',
  starts: (event, after) => (event.type === 'incident.opened' ? { subject: null, at: after.receivedAt } : undefined),
  ends: (event, after) => {
    if (after.stage === 'received') return undefined
    const untold = after.stage === 'merged' || after.stage === 'cancelled'
    return { how: untold ? 'stopped' : 'met', at: event.at }
  },
  targetSeconds: (state, targets) => (state.severity === 1 ? targets.K1Severity1 : targets.K1),
  followsSeverity: true,
  steps: [{ name: 'half', afterShare: 0.5 }],
}
