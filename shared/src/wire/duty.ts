import type { EntryKind, EntryState } from '../duty/rota-entry.ts'
import type { DutyCycle } from '../duty/roster.ts'
import type { RollCallAnswer, RollCallScope } from '../duty/roll-call.ts'
import type { DutyPattern } from '../duty/on-duty.ts'
import type { Overlap } from '../duty/rota-coverage.ts'

/** What the rota's routes answer; instants are ISO 8601. */

export type RotaUnit = {
  id: string
  name: string
  kind: 'person' | 'team' | 'vehicle' | 'seat'
  organisationId: string
  organisation: string
  /** The role of whoever signs in for it, where that is a post of the room. */
  post: string | null
  duty: DutyPattern
  cycle: DutyCycle | null
  version: number
  spans: { fromAt: string; untilAt: string; organisationId: string }[]
}

export type RotaEntryView = {
  id: string
  unitId: string
  unit: string
  kind: EntryKind
  state: EntryState
  fromAt: string
  untilAt: string
  organisationId: string | null
  otherUnitId: string | null
  otherUnit: string | null
  backFromAt: string | null
  backUntilAt: string | null
  reason: string
  decisionReason: string | null
  askedBy: string
  askedAt: string
  agreedBy: string | null
  decidedBy: string | null
  version: number
}

export type GapView = {
  needId: string
  organisationId: string
  organisation: string
  post: string | null
  fromAt: string
  /** Null where no end is in sight. */
  untilAt: string | null
  missing: number
}

export type OverlapView = { unitId: string; unit: string; kind: Overlap['kind']; fromAt: string; untilAt: string }

export type RotaView = {
  fromAt: string
  toAt: string
  units: RotaUnit[]
  entries: RotaEntryView[]
  gaps: GapView[]
  overlaps: OverlapView[]
}

export type NeedView = {
  id: string
  organisationId: string
  organisation: string
  post: string | null
  atLeast: number
  fromMinute: number
  toMinute: number
  version: number
}

/** What one shift leaves the next (domain.md §3.9), filled by the product itself. */
export type HandoverSheet = {
  filledAt: string
  /** Open alerts by state, drills left out. */
  openByStage: Record<string, number>
  incidents: { id: string; no: string; stage: string; severity: number | null; flags: string[]; place: string | null }[]
  clocks: { incidentId: string; incidentNo: string; clock: string; state: string; dueAt: string }[]
  /** By the day they are due; a sheet from before has no due dates. */
  ticketsDue: { id: string; no: string; organisation: string; stage: string; issuedAt: string; dueAt?: string | null }[]
  /** Orders that run: from the signature on they are the seat's, whoever gave them. */
  orders: { incidentNo: string; unit: string; stage: string; issuedAt: string }[]
  vehicles: {
    id: string
    name: string
    state: string
    onDuty: boolean
    equipment: string[]
    /** Why it cannot be driven. */
    outOfService?: string
  }[]
  /** What is not in its place: out with somebody, or broken. Sheets signed before there was a ledger have none. */
  equipment?: {
    category: string
    name: string
    serial: string | null
    quantity: number
    unit: string | null
    outOfService: string | null
    since: string
  }[]
  silentSources: { id: string; name: string; since: string }[]
  deadLetters: number
  quarantined: number
  callBacks: { incidentId: string; incidentNo: string; since: string }[]
  gaps: { organisation: string; post: string | null; fromAt: string; untilAt: string | null; missing: number }[]
}

export type HandoverView = {
  id: string
  turnAt: string
  sheet: HandoverSheet
  notes: string
  outBy: string | null
  outAt: string | null
  inBy: string | null
  inAt: string | null
  unsignedAt: string | null
  version: number
}

/** A roll-call in a list. `answered` are those in time; `late` came after its end. */
export type RollCallSummary = {
  id: string
  scope: RollCallScope
  incidentId: string | null
  incidentNo: string | null
  startedAt: string
  startedBy: string
  dueAt: string
  endedAt: string | null
  endedHow: 'time' | 'hand' | null
  asked: number
  answered: number
  late: number
}

export type RollCallView = RollCallSummary & {
  units: {
    id: string
    name: string
    answer: RollCallAnswer | null
    /** Who of the room answered for it. */
    answeredBy: string | null
    hasFix: boolean
    lastContactAt: string | null
  }[]
}
