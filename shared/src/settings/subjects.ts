import type { SlaTargets } from '../clocks/sla.ts'
import type { DutyRules } from '../duty/duty-rules.ts'

/** What is set by versions, and what a version of it holds. */
export type Settings = { sla: SlaTargets; dutyRules: DutyRules }

export type Subject = keyof Settings
