import type { AlertCaller, AlertWarning } from './alert.ts'
import type { IncidentState } from '../cases/incident/state.ts'
import type { CommandName } from '../cases/incident/lifecycle.ts'
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
  /** After a handback, for the command room: where the ticket would go and why, and where else it could go (D14). */
  ticketRoute?: { organisationId: string; reason: string } | null
  responsible?: { id: string; name: string; kind: string }[]
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
