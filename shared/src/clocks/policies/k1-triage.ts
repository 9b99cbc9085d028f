import { SECOND_MS } from '../../time.ts'
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
  targetMs: (state) => (state.severity === 1 ? 60 : 120) * SECOND_MS,
  followsSeverity: true,
  steps: [
    { name: 'half', afterMs: 30 * SECOND_MS, applies: (state) => state.severity === 1 },
    { name: 'half', afterMs: 60 * SECOND_MS, applies: (state) => state.severity !== 1 },
  ],
}
