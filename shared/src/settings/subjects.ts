import type { Ladder } from '../clocks/ladder.ts'
import type { SlaTargets } from '../clocks/sla.ts'

/** What is set by versions, and what a version of it holds. */
export type Settings = { sla: SlaTargets; ladder: Ladder }

export type Subject = keyof Settings
