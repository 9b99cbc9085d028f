import type { UnitTrack } from '@liandong/shared/wire/track.ts'
import type { RevealRequest } from '@liandong/shared/access/reveal-body.ts'
import type { Revealed } from '@liandong/shared/access/reveal.ts'
import type { Board, TodayCounts } from '@liandong/shared/board/board.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { Basemap } from '@liandong/shared/geo/basemap.ts'
import type { Classification } from '@liandong/shared/classify/classification.ts'
import type { Parcel } from '@liandong/shared/duty/parcels.ts'
import type { Sos } from '@liandong/shared/duty/sos.ts'
import type { IncidentDetail } from '@liandong/shared/wire/incident-detail.ts'
import type { ErasureCounts, ErasurePreview, ErasureRow } from '@liandong/shared/wire/erasure.ts'
import type { LogEvent } from '@liandong/shared/wire/log-event.ts'
import { notifyApi } from './notify.ts'
import { settingsApi, type Mending, type QuarantinedBody, type QuarantineRow } from './settings.ts'
import type { SessionAnswer, SessionUser } from '@liandong/shared/wire/session.ts'
import type { CurrentCategories } from './category-store.ts'
import { sendCommand } from './command.ts'
import type { AuditDetail, AuditHeads, AuditRow, VerifyLine } from '@liandong/shared/wire/audit.ts'
import { download, query, request, requestLines } from './request.ts'

type Located = { lat: number; lon: number; crs: 'wgs84' | 'cgcs2000' | 'gcj02' | 'bd09'; accuracyM?: number }

/** An alert the desk writes down itself (D26). */
export type OfflineAlert = {
  externalNo: string
  narrative: string
  reportedAt?: string
  address?: string
  location?: Located
  caller?: { name?: string; phone?: string; anonymous?: boolean }
  sourceCategory?: string
  severity?: 1 | 2 | 3 | 4
  exercise?: boolean
}

export type Page<T> = { items: T[]; nextCursor: string | null }

export type BreachRow = {
  incidentId: string
  no: string
  summary: string | null
  placeName: string | null
  severity: 1 | 2 | 3 | 4 | null
  clock: string
  clockId: string
  subject: string | null
  unitName: string | null
  dueAt: string
  breachedAt: string
  endedAt: string | null
}

export type SegmentName = 'triage' | 'order' | 'acknowledge' | 'travel' | 'arrival' | 'firstReport'
export type SegmentRow = {
  name: SegmentName
  count: number
  p50Ms: number | null
  p90Ms: number | null
  breached: number
  /** The target in force; travel has no clock of its own. */
  targetMs?: number
}
export type DeadLetterRow = {
  id: number
  queue: string
  jobName: string
  attempts: number
  error: string
  failedAt: string
}
export type OwnSession = {
  id: string
  place: string
  device: string
  createdAt: string
  lastSeenAt: string
  isThis: boolean
}
export type ScreenRow = {
  id: string
  name: string
  pairedAt: string
  pairedBy: string
  place: string | null
  lastSeenAt: string | null
}
export type SignInRow = {
  accountId: string
  username: string
  name: string
  role: SessionUser['role']
  isDisabled: boolean
  sessions: number
  lastSeenAt: string | null
  waitsUntil: string | null
  hasSecondFactor: boolean
}
export type DemoAccount = { username: string; name?: string; role: SessionUser['role']; password?: string }

/** The place as the server publishes it; the map folder reads its parts. */
export type PlaceFiles = {
  boundary?: unknown
  centres?: unknown
  communities?: unknown
  grids?: unknown
  basemap?: Basemap
}

/** Whose data is to be erased: one of the two. */
export type ErasurePerson = { phone: string } | { incidentNo: string }
export type AuditFilter = {
  from?: string
  to?: string
  actor?: string
  type?: string
  kind?: string
  caseNo?: string
  q?: string
}

type Period = { from?: string; to?: string }
const at = encodeURIComponent

const attachmentPath = (incidentId: string, id: string): string => `/incidents/${at(incidentId)}/attachments/${at(id)}`
/** Where a picture or a sound is had from; the browser sends the session along. */
export const attachmentUrl = (incidentId: string, id: string): string => `/api/v1${attachmentPath(incidentId, id)}`

/** Every call the console makes, one line each. */
export const api = {
  session: () => request<SessionAnswer>('GET', '/session'),
  signIn: (username: string, password: string) =>
    request<SessionAnswer>('POST', '/session', { body: { username, password } }),
  signInWays: () => request<{ singleSignOn: { name: string } | null }>('GET', '/session/ways'),
  proveSecondFactor: (code: string) => request<SessionAnswer>('POST', '/session/second-factor', { body: { code } }),
  beginEnrolment: () => request<{ secret: string; uri: string }>('POST', '/session/enrolment'),
  confirmEnrolment: (code: string) =>
    request<SessionAnswer & { recoveryCodes: string[] }>('POST', '/session/enrolment/confirm', { body: { code } }),
  changePassword: (present: string, next: string) =>
    request<SessionAnswer>('PUT', '/session/password', { body: { present, next } }),
  mySessions: () => request<Page<OwnSession>>('GET', '/session/mine'),
  endMySession: (id: string) => request<void>('DELETE', `/session/mine/${at(id)}`),
  signOut: () => request<void>('DELETE', '/session'),
  demo: () => request<{ accounts: DemoAccount[] }>('GET', '/demo'),

  board: () => request<Board>('GET', '/board'),
  incident: (id: string) => request<IncidentDetail>('GET', `/incidents/${at(id)}`),
  /** Read by the page itself, not by the person: no use of the session. */
  incidentUnasked: (id: string) =>
    request<IncidentDetail>('GET', `/incidents/${at(id)}`, { headers: { 'x-background': '1' } }),
  track: (id: string) => request<{ units: UnitTrack[] }>('GET', `/incidents/${at(id)}/track`),
  incidents: (filter: { q?: string; stage?: string; cursor?: string; limit?: number } & Period = {}) =>
    request<Page<IncidentState>>('GET', `/incidents${query(filter)}`),
  events: (after: number, limit = 200) =>
    request<{ events: LogEvent[]; nextAfter: number; head: number }>('GET', `/events${query({ after, limit })}`),
  place: () => request<PlaceFiles>('GET', '/place', { timeoutMs: 30_000 }),
  currentCategories: () => request<CurrentCategories>('GET', '/categories/current'),
  command: sendCommand,

  /** A picture of half a megabyte through a thin network: longer than anything else may take. */
  attach: (parcel: Parcel, bytes: Blob, sentAt: string) =>
    request<void>(
      'PUT',
      attachmentPath(parcel.incidentId, parcel.id) + query({ occurredAt: parcel.occurredAt, sentAt }),
      {
        raw: bytes,
        headers: { 'content-type': parcel.mediaType },
        timeoutMs: 110_000,
      },
    ),

  reveal: (id: string, body: RevealRequest) => request<Revealed>('POST', `/incidents/${at(id)}/reveal`, { body }),
  previewErasure: (person: ErasurePerson) => request<ErasurePreview>('POST', '/erasures/preview', { body: person }),
  erase: (person: ErasurePerson, caseIds: readonly string[], reason: string) =>
    request<{ counts: ErasureCounts }>('POST', '/erasures', { body: { ...person, caseIds, reason } }),
  erasures: (cursor?: string) => request<Page<ErasureRow>>('GET', `/erasures${query({ cursor })}`),

  postAlert: (alert: OfflineAlert) =>
    request<{ alertId: string; duplicate: boolean; warnings?: { pointer: string; code: string; message: string }[] }>(
      'POST',
      '/alerts',
      { body: alert },
    ),
  classify: (words: { narrative: string; address?: string; location?: Located; sourceCategory?: string }) =>
    request<{ classification: Classification }>('POST', '/classify', { body: words }),
  postPosition: (location: Located, fixAt: string) =>
    request<void>('POST', '/positions', { body: { location, at: fixAt } }),

  /** The same key is the same call, however often it is sent. */
  callSos: (id: string, body: object) => request<{ sos: Sos }>('POST', '/sos', { body: { ...body, id } }),
  attendSos: (unitId: string) => request<{ sos: Sos }>('POST', `/sos/${at(unitId)}/attend`),
  endSos: (unitId: string, text: string) => request<{ sos: Sos }>('POST', `/sos/${at(unitId)}/end`, { body: { text } }),

  breaches: (filter: { cursor?: string } & Period = {}) => request<Page<BreachRow>>('GET', `/breaches${query(filter)}`),
  segments: (period: Period = {}) => request<{ segments: SegmentRow[] }>('GET', `/segments${query(period)}`),
  intake: (period: Period = {}) => request<TodayCounts>('GET', `/insight/intake${query(period)}`),
  quarantine: (cursor?: string) => request<Page<QuarantineRow>>('GET', `/quarantine${query({ cursor })}`),
  openQuarantined: (id: string) => request<QuarantinedBody>('GET', `/quarantine/${at(id)}`),
  mendQuarantined: (id: string, body: Mending) =>
    request<{ alertId: string }>('POST', `/quarantine/${at(id)}/mend`, { body }),
  ...settingsApi,
  ...notifyApi,
  askPairing: () => request<{ code: string; expiresAt: string }>('POST', '/wall-pairings'),
  pollPairing: () =>
    request<{ state: 'waiting' | 'paired' | 'gone'; code?: string; expiresAt?: string }>('POST', '/wall-pairings/poll'),
  screens: (cursor?: string) => request<Page<ScreenRow>>('GET', `/screens${query({ cursor })}`),
  pairScreen: (code: string, name: string) => request<{ id: string }>('POST', '/screens', { body: { code, name } }),
  revokeScreen: (id: string) => request<void>('DELETE', `/screens/${at(id)}`),
  signIns: (cursor?: string) => request<Page<SignInRow>>('GET', `/sign-ins${query({ cursor })}`),
  signInAct: (id: string, act: 'unlock' | 'end' | 'reset-second-factor') =>
    request<void>('POST', `/sign-ins/${at(id)}/${act}`),
  deadLetters: (cursor?: string) => request<Page<DeadLetterRow>>('GET', `/dead-letters${query({ cursor })}`),
  replayLetter: (id: number) => request<void>('POST', `/dead-letters/${id}/replay`),

  audit: (filter: AuditFilter & { cursor?: string }) =>
    request<Page<AuditRow> & { searchedTo: string | null }>('GET', `/audit${query(filter)}`, { timeoutMs: 30_000 }),
  auditEvent: (seq: number) => request<AuditDetail>('GET', `/audit/${seq}`),
  auditHeads: () => request<AuditHeads>('GET', '/audit/heads'),
  exportAudit: (filter: AuditFilter, format: 'csv' | 'ndjson') =>
    download(`/audit/export${query({ ...filter, format })}`),
  verifyAudit: (told: (line: VerifyLine) => void, signal: AbortSignal) =>
    requestLines<VerifyLine>('POST', '/audit/verify', told, signal),
}
