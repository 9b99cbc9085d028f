import type { AlertCaller, AlertWarning } from './alert.ts'
import type { IncidentState } from '../cases/incident/state.ts'
import type { CommandName } from '../cases/incident/lifecycle.ts'
import type { AttachmentView } from './attachment.ts'
import type { LogEvent } from './log-event.ts'

/** An alert as people see it: verbatim words, the caller masked. */
export type AlertView = {
  id: string
  externalNo: string
  sourceId: string
  narrative: string
  /** Past 2,000 characters the narrative is shown shortened; it is kept whole. */
  narrativeShortened: boolean
  address: string | null
  location: { lat: number; lon: number } | null
  caller: AlertCaller | null
  sourceCategory: string | null
  /** What the source’s own code means here, by the mapping in force; a code of the category tree. */
  mappedCategory?: string | null
  severity: 1 | 2 | 3 | 4 | null
  reportedAt: string
  receivedAt: string
  warnings: AlertWarning[]
  exercise: boolean
  incidentId: string | null
  /** The reporter is hidden from this reader: violence at home (protection.ts). */
  reporterProtected?: true
}

export type CommandOffer = {
  name: CommandName
  allowed: boolean
  refusal?: { code: string; title: { zh: string; en: string } }
}

/** `GET /incidents/:id`. */
export type IncidentDetail = IncidentState & {
  alerts: AlertView[]
  events: LogEvent[]
  commands: CommandOffer[]
  /** Units that could be sent, best first, with the reasons in words of the message files. */
  suggestions: UnitSuggestion[]
  /** Not on duty, but to be called by telephone: a second list, never mixed with the first (D8). */
  offDuty?: UnitSuggestion[]
  /** Vehicles of the street (D7): said before the order, not only when it is refused. */
  vehicles?: { free: number; total: number }
  /** 先期处置: whom an order would tell as well, and whom else it could; for the command room. */
  notify?: {
    proposed: { organisationId: string; reason: string } | null
    departments: { id: string; name: string }[]
  }
  /** After a handback, for the command room: where the ticket would go and why, and where else it could go (D14). */
  ticketRoute?: { organisationId: string; reason: string } | null
  responsible?: { id: string; name: string; kind: string }[]
  /** When a ticket issued now would be due. */
  ticketDue?: { dueAt: string; provisional: boolean }
  /** The tickets that came of it, for the command room; null where a due date is not known yet. */
  tickets?: { id: string; no: string; organisationName: string; dueAt: string | null; dueProvisional: boolean | null }[]
  /** Pictures and voice notes, in the order they were taken; absent where the reader is shown none. */
  attachments?: AttachmentView[]
  /** Whom the order was called out to, and what came of it; for the command room. */
  notifications?: NotificationView[]
  /** Earlier incidents at the same place within 30 days. */
  earlier: { id: string; no: string; reportedAt: string; category: string | null; stage: string }[]
}

export type UnitSuggestion = {
  unitId: string
  name: string
  distanceM: number | null
  etaMin: number | null
  /** Only where it has to be called. */
  phone?: string
  reasons: { code: string; value?: string | number }[]
  lastContactAt?: string | null
}

/** One call of one recipient on one channel, and each try of it; for the command room. */
export type NotificationView = {
  id: string
  dispatchId: string
  step: string
  channel: string
  recipientName: string | null
  state: 'pending' | 'sending' | 'sent' | 'cancelled' | 'dead'
  createdAt: string
  attempts: { at: string; tookMs: number; ok: boolean; said: string }[]
}

/** RFC 9457 with a stable code; `errors` names the field. */
export type ProblemBody = {
  type: string
  title: string
  status: number
  code: string
  detail?: string
  instance?: string
  errors?: { pointer: string; message: string }[]
} & Record<string, unknown>

/** `stateOf` is what a board keeps of a case that was read whole: what only the case page needs is left out. */
export function stateOf({
  alerts: _alerts,
  events: _events,
  commands: _commands,
  suggestions: _suggestions,
  offDuty: _offDuty,
  vehicles: _vehicles,
  notify: _notify,
  notifications: _notifications,
  attachments: _attachments,
  tickets: _tickets,
  earlier: _earlier,
  ...state
}: IncidentDetail): IncidentState {
  return state
}
