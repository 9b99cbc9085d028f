import type { CalendarYears } from '@liandong/shared/clocks/calendar.ts'
import type { Settings, Subject } from '@liandong/shared/settings/subjects.ts'
import type { Page } from './client.ts'
import { query, request } from './request.ts'

export type QuarantineRow = {
  id: string
  sourceId: string
  code: string
  errors: { pointer: string; message: string }[]
  bodyBytes: number
  receivedAt: string
}
export type Mending = { externalNo?: string; narrative?: string; address?: string }
export type QuarantinedBody = {
  id: string
  code: string
  errors: { pointer: string; message: string }[]
  body: string
  fields: { externalNo: string | null; narrative: string | null; address: string | null }
}

export type SourceSettings = { labelZh: string; labelEn: string; silenceMinutes: number | null }
export type SourceSetting = SourceSettings & {
  id: string
  kind: string
  enabled: boolean
  version: number
  lastAlertAt: string | null
  silentSince: string | null
}
export type SourceKey = {
  id: string
  prefix: string
  signed: boolean
  demo: boolean
  state: 'valid' | 'expired' | 'revoked'
  createdAt: string | null
  expiresAt: string | null
  lastUsedAt: string | null
}
export type MadeKey = { id: string; prefix: string; key: string; secret: string | null }

export type VersionRow<S extends Subject> = {
  version: number
  document: string
  effectiveFrom: string
  content: Settings[S]
  state: 'proposed' | 'approved' | 'rejected'
  createdBy: string
  createdAt: string
  decidedBy: string | null
  decidedAt: string | null
}
export type VersionPage<S extends Subject> = Page<VersionRow<S>> & {
  current: { version: number; content: Settings[S] }
}
export type Proposal<S extends Subject> = {
  basedOn: number
  document: string
  effectiveFrom: string
  content: Settings[S]
}

/** The dry run of one year's file; with a wrong row there is no calendar. */
export type CalendarCheck = {
  year: number
  rows: number
  problems: { row: number; message: string }[]
  content: CalendarYears | null
}

/** A file is read and checked row by row. */
const CHECK_MS = 60_000

const at = encodeURIComponent
/** `dutyRules` stands at `/duty-rules`. */
const addressOf = (subject: Subject): string =>
  `/${subject.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/** What administrators set; spread into `api`. */
export const settingsApi = {
  sources: (cursor?: string) => request<Page<SourceSetting>>('GET', `/sources${query({ cursor })}`),
  addSource: (body: SourceSettings & { kind: string }) => request<SourceSetting>('POST', '/sources', { body }),
  changeSource: (id: string, body: SourceSettings & { enabled: boolean; version: number }) =>
    request<SourceSetting>('PUT', `/sources/${at(id)}`, { body }),
  sourceKeys: (id: string) => request<Page<SourceKey>>('GET', `/sources/${at(id)}/keys`),
  addSourceKey: (id: string, signed: boolean) =>
    request<MadeKey>('POST', `/sources/${at(id)}/keys`, { body: { signed } }),
  rotateSourceKey: (id: string, overlapHours: number) =>
    request<MadeKey>('POST', `/source-keys/${at(id)}/rotate`, { body: { overlapHours } }),
  revokeSourceKey: (id: string) => request<void>('POST', `/source-keys/${at(id)}/revoke`, { body: {} }),
  // what is set by versions stands at the address of its subject
  versions: <S extends Subject>(subject: S, cursor?: string) =>
    request<VersionPage<S>>('GET', `${addressOf(subject)}${query({ cursor })}`),
  proposeVersion: <S extends Subject>(subject: S, body: Proposal<S>) =>
    request<VersionRow<S>>('POST', addressOf(subject), { body }),
  checkCalendar: (year: number, file: Blob) =>
    request<CalendarCheck>('POST', `/calendar/check${query({ year })}`, { raw: file, timeoutMs: CHECK_MS }),
  decideVersion: <S extends Subject>(subject: S, version: number, approve: boolean) =>
    request<VersionRow<S>>('POST', `${addressOf(subject)}/${version}/decide`, { body: { approve } }),
}
