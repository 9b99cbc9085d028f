import type { CentreForm, VisitForm } from '@liandong/shared/centres/forms.ts'
import type { VisitStep } from '@liandong/shared/centres/queue.ts'
import type { Centre, CentreDetail, CentreRow, CentreVisit } from '@liandong/shared/wire/centre.ts'
import type { Page } from './client.ts'
import { query, request } from './request.ts'

const at = encodeURIComponent
/** Asked for by the page itself, not by the person: no use of the session. */
const UNASKED = { headers: { 'x-background': '1' } }

export const centresApi = {
  list: (cursor?: string) => request<Page<CentreRow>>('GET', `/centres${query({ cursor, limit: 200 })}`, UNASKED),
  centre: (id: string) => request<CentreDetail>('GET', `/centres/${at(id)}`, UNASKED),
  create: (organisationId: string, form: CentreForm) =>
    request<{ centre: Centre }>('POST', '/centres', { body: { ...form, organisationId } }),
  edit: (id: string, form: CentreForm & { version: number }) =>
    request<{ centre: Centre }>('PUT', `/centres/${at(id)}`, { body: form }),
  takeNumber: (id: string, visit: VisitForm) =>
    request<{ visit: CentreVisit; isFull: boolean }>('POST', `/centres/${at(id)}/visits`, { body: visit }),
  call: (id: string, windowId: string) =>
    request<{ visit: CentreVisit }>('POST', `/centres/${at(id)}/windows/${at(windowId)}/call`),
  turn: (id: string, windowId: string, isOpen: boolean) =>
    request<void>('POST', `/centres/${at(id)}/windows/${at(windowId)}/${isOpen ? 'open' : 'close'}`),
  step: (id: string, visitId: string, step: VisitStep) =>
    request<{ visit: CentreVisit }>('POST', `/centres/${at(id)}/visits/${at(visitId)}/${step}`),
}
