import { unclassified } from '../../classify/unclassified.ts'
import type { Classification } from '../../classify/classification.ts'
import type { FoldEvent } from './evolve.ts'
import type { Channel, IncidentState } from './state.ts'

/** The data of `incident.opened`; summary, address and location are personal and may be absent for a reader. */
export type Opened = {
  no: string
  alertId: string
  sourceId: string
  channel: Channel
  severity: IncidentState['severity']
  reportedAt: string
  receivedAt: string
  exercise: boolean
  warnings: IncidentState['warnings']
  /** What the words say before triage has read them: the reporter may have to be hidden from the first moment. */
  flags?: string[]
  summary?: string | null
  address?: string | null
  location?: IncidentState['location']
}

/** Nobody has told it apart yet; `classifiedBy` null says so. The severity is the source's hint, else the middle one. */
const UNTOLD: Classification = {
  police: 'undecided',
  dispute: false,
  category: unclassified,
  subtype: null,
  subtypes: [],
  severity: 3,
  flags: [],
  confidence: 0,
  reasons: [],
  version: 'none',
}

/** `openIncident` is the state after `incident.opened`: on the board, not yet told apart. */
export function openIncident(id: string, event: FoldEvent): IncidentState {
  const d = event.data as Opened
  return {
    id,
    no: d.no,
    stage: 'received',
    version: event.version,
    live: true,
    alertIds: [d.alertId],
    sourceId: d.sourceId,
    channel: d.channel,
    severity: d.severity,
    classification: { ...UNTOLD, severity: d.severity ?? UNTOLD.severity, flags: d.flags ?? [] },
    classifiedBy: null,
    summary: d.summary ?? null,
    address: d.address ?? null,
    location: d.location ?? null,
    place: null,
    reportedAt: d.reportedAt,
    receivedAt: d.receivedAt,
    triagedAt: null,
    firstOrderAt: null,
    outcome: null,
    outcomeAt: null,
    closedAt: null,
    clocks: [],
    dispatches: [],
    flags: [],
    exercise: d.exercise,
    handback: null,
    ticketIds: [],
    mergedInto: null,
    cancelProposal: null,
    police: null,
    settledBy: null,
    attended: [],
    warnings: d.warnings,
  }
}
