import type { Classification } from '../../classify/classification.ts'
import type { ArrivalProof } from '../../duty/arrival.ts'
import type { AlertWarning } from '../../wire/alert.ts'
import type { Clock } from '../../clocks/clock.ts'
import type { DispatchStage, Stage } from './lifecycle.ts'

/** Where an incident is: found by triage from its position or its words (domain.md A7). */
export type Place = {
  area: 'inside' | 'outside' | 'unknown'
  centreId: string | null
  gridId: string | null
  /** Building level, fit for a wall: no unit, no room, no name. */
  name: string | null
  confidence: number
}

/** One order to one unit. The four times of D9 and the times on the way are kept apart. */
export type Dispatch = {
  id: string
  /** An order from before call signs were kept has none. */
  unit: { id: string; name: string; callSign?: string }
  lead: boolean
  stage: DispatchStage
  issuedAt: string
  issuedBy: string
  deliveredAt: string | null
  seenAt: string | null
  acknowledgedAt: string | null
  departedAt: string | null
  /** True where arrival came without a departure (domain.md §3.1). */
  departSkipped: boolean
  arrivedAt: string | null
  /** How arrival is known; counted apart (domain.md §3.2). */
  arrivalProof: ArrivalProof | null
  /** How far from the scene the position was that came with it; absent where none came. */
  arrivalDistanceM?: number
  /** When the product said so by the circle; the time of the arrival itself is that of the fix. */
  fencedAt?: string
  /** How often such an arrival was taken back; from then on the circle says nothing of this order. */
  arrivalsRetracted?: number
  reportedAt: string | null
  endedAt: string | null
  declineReason: string | null
  /** The last telephone call about an order nobody acknowledged (D33). */
  called?: { outcome: 'reached' | 'unreached'; at: string; by: string }
  delayReason: string | null
}

export type DepartmentNotice = {
  id: string
  organisationId: string
  organisationName: string
  at: string
  by: string
  acknowledgedAt: string | null
  /** The room wrote down that it said so, by telephone or in the group. */
  byRoom?: boolean
}

export type Outcome = 'settled' | 'toPolice' | 'ticketed' | 'transferred' | 'noAction' | 'merged' | 'cancelled'

/** A matter the station leads (主办) and the subdistrict supports (协助), until the station answers or time is up (D13). */
export type PoliceLink = {
  since: string
  feedbackAt: string | null
  /** Absent while it is open; from before there were ends of links, it stays so. */
  linkEnded?: { at: string; why: 'feedback' | 'timeUp' }
}

/** How the alert reached the room: D23 counts the platform, D26 what the station hands over by phone or paper. */
export type Channel = 'platform' | 'offline' | 'device' | 'other'

export type IncidentState = {
  id: string
  /** Number of the day, for people to say aloud: 20261124-0017. */
  no: string
  stage: Stage
  /** Count of the events of this case. */
  version: number
  live: boolean
  alertIds: string[]
  sourceId: string
  channel: Channel
  severity: 1 | 2 | 3 | 4 | null
  classification: Classification | null
  /** 'system' until a person has said so. */
  classifiedBy: 'system' | 'person' | null
  summary: string | null
  address: string | null
  location: { lat: number; lon: number } | null
  place: Place | null
  reportedAt: string
  receivedAt: string
  triagedAt: string | null
  firstOrderAt: string | null
  outcome: Outcome | null
  outcomeAt: string | null
  closedAt: string | null
  clocks: Clock[]
  dispatches: Dispatch[]
  flags: string[]
  exercise: boolean
  handback: { dispatchId: string | null; by: string; at: string } | null
  ticketIds: string[]
  mergedInto: string | null
  /** Cancelling a severity 1–2 takes two people (domain.md §3.1). */
  cancelProposal: { by: string; at: string } | null
  police: PoliceLink | null
  settledBy: string | null
  /** 呼叫增援 that nobody has been sent for yet. */
  backup?: { at: string; unitId: string; count: number }
  /** Departments that were told together with an order (先期处置). */
  notices?: DepartmentNotice[]
  /** Alarms somebody has answered; a returning feed never starts them again. */
  attended: string[]
  warnings: AlertWarning[]
  /** Set once what was personal in this case has been erased; numbers and times are what is left. */
  erasedAt?: string
}
