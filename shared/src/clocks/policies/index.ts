import type { ClockPolicy } from '../policy.ts'
import { K1 } from './k1-triage.ts'
import { K2 } from './k2-order.ts'
import { K3 } from './k3-acknowledge.ts'
import { K4 } from './k4-arrival.ts'
import { K5 } from './k5-first-report.ts'
import { POLICE_LINK } from './police-link.ts'

/** The clocks that run on incidents. */
export const CLOCK_POLICIES: readonly ClockPolicy[] = [K1, K2, K3, K4, K5, POLICE_LINK]

export const policyOf = (clock: string): ClockPolicy | undefined => CLOCK_POLICIES.find((p) => p.id === clock)
