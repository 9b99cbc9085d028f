import type { FoldEvent } from '../cases/incident/evolve.ts'
import type { IncidentState } from '../cases/incident/state.ts'
import type { DecidedEvent } from '../wire/log-event.ts'
import type { Clock } from './clock.ts'
import type { SlaTargets } from './sla.ts'

/**
 * A clock as a record (domain.md §3.6): what starts it, what ends it, how long, what is said on the way.
 * Adding a clock is one file in policies/ and one line in its index.
 */
export type ClockPolicy = {
  id: string
  name: string
  label: { zh: string; en: string }
  /** Who says so: article [S], rule, or "design". */
  source: string
  starts: (event: FoldEvent, after: IncidentState) => { subject: string | null; at: string } | undefined
  ends: (event: FoldEvent, after: IncidentState, clock: Clock) => { how: 'met' | 'stopped'; at: string } | undefined
  /** True where what ended the clock turned out to be nothing: it runs on from where it started. */
  resumes?: (event: FoldEvent, clock: Clock) => boolean
  /** Of the version the clock started under. */
  targetSeconds: (state: IncidentState, targets: SlaTargets) => number
  /** True where a change of severity moves the due time of a running clock. */
  followsSeverity?: true
  /** True where the steps come in the seconds of the order ladder; their shares hold for clocks from before it. */
  climbsLadder?: true
  steps: readonly ClockStep[]
  /** What time does at the end in place of a breach, where nobody has missed anything. */
  whenOver?: (clock: Clock) => DecidedEvent
}

export type ClockStep = {
  name: string
  /** Of the target: 0.5 is half way, 2 is as long again after it ran out. */
  afterShare: number
  /** A step that does not apply (any more) is passed over in silence. */
  applies?: (state: IncidentState, clock: Clock) => boolean
}

export const occurredAt = (event: FoldEvent): string => (event.data.occurredAt as string | undefined) ?? event.at

/** Ends a dispatch's clock when that dispatch ends, whoever ended it. */
export function endsWithDispatch(event: FoldEvent, after: IncidentState, clock: Clock) {
  const dispatch = after.dispatches.find((d) => d.id === clock.subject)
  return dispatch?.endedAt ? ({ how: 'stopped', at: dispatch.endedAt } as const) : undefined
}
