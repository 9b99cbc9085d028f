import type { EntryAct } from '@liandong/shared/duty/rota-entry.ts'
import type { DutyCycle } from '@liandong/shared/duty/roster.ts'
import type { EntryForm, NeedForm } from '@liandong/shared/duty/rota-forms.ts'
import type { GapView, HandoverView, NeedView, RotaEntryView, RotaView } from '@liandong/shared/wire/duty.ts'
import type { NoticeView } from '@liandong/shared/wire/notice.ts'
import type { Page } from './client.ts'
import { query, request } from './request.ts'

const at = encodeURIComponent

export type OnDutyRow = {
  id: string
  name: string
  kind: string
  post: string | null
  organisationId: string
  organisation: string
}
export type HandoverRow = Pick<HandoverView, 'id' | 'turnAt' | 'outBy' | 'inBy' | 'unsignedAt'>
export type RotaCheck = {
  digest: string
  counts: { create: number; problem: number }
  gaps: GapView[]
  lines: { row: number; name: string; outcome: 'create' | 'problem'; problems: { column: string; message: string }[] }[]
}

export const rotaApi = {
  onDuty: (instant: string, organisationId?: string) =>
    request<{ at: string; items: OnDutyRow[] }>('GET', `/duty${query({ at: instant, organisationId })}`),
  rota: (from: string, to: string) => request<RotaView>('GET', `/duty/rota${query({ from, to })}`),
  ask: (entry: EntryForm, gapReason: string | null) =>
    request<{ entry: RotaEntryView }>('POST', '/duty/entries', { body: { entry, gapReason } }),
  entryGaps: (id: string) => request<{ gaps: GapView[] }>('GET', `/duty/entries/${at(id)}/gaps`),
  act: (id: string, act: EntryAct, version: number, reason: string | null = null) =>
    request<{ entry: RotaEntryView }>('POST', `/duty/entries/${at(id)}/${act}`, { body: { version, reason } }),
  setCycle: (unitId: string, version: number, cycle: DutyCycle | null) =>
    request<void>('PUT', `/duty/units/${at(unitId)}/cycle`, { body: { version, cycle } }),
  makeCalendar: () => request<{ path: string }>('POST', '/duty/calendar', { body: {} }),
  revokeCalendar: () => request<void>('DELETE', '/duty/calendar'),
  checkRota: (file: Blob) => request<RotaCheck>('POST', '/duty/import/check', { raw: file, timeoutMs: 30_000 }),
  applyRota: (digest: string, file: Blob) =>
    request<{ counts: RotaCheck['counts'] }>('POST', `/duty/import/apply${query({ digest })}`, {
      raw: file,
      timeoutMs: 30_000,
    }),
  needs: (cursor?: string) => request<Page<NeedView>>('GET', `/duty/needs${query({ cursor })}`),
  addNeed: (form: NeedForm) => request<{ need: NeedView }>('POST', '/duty/needs', { body: form }),
  removeNeed: (id: string, version: number) =>
    request<void>('POST', `/duty/needs/${at(id)}/remove`, { body: { version } }),
  handover: (id?: string) =>
    request<{ handover: HandoverView | null }>('GET', `/handovers/${id === undefined ? 'current' : at(id)}`),
  handovers: (cursor?: string) => request<Page<HandoverRow>>('GET', `/handovers${query({ cursor })}`),
  notices: () => request<Page<NoticeView>>('GET', `/notices${query({ limit: 100 })}`),
  acknowledgeNotice: (incidentId: string, noticeId: string) =>
    request<unknown>('POST', `/incidents/${at(incidentId)}/commands/acknowledgeNotice`, { body: { noticeId } }),
  sign: (id: string, as: 'out' | 'in', version: number, notes: string | null) =>
    request<{ handover: HandoverView }>('POST', `/handovers/${at(id)}/sign`, { body: { as, version, notes } }),
}
