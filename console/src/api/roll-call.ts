import type { RollCallSummary, RollCallView } from '@liandong/shared/wire/duty.ts'
import type { Page } from './client.ts'
import { query, request } from './request.ts'

type One = { rollCall: RollCallView }
const at = encodeURIComponent

/** Roll-calls (点名). */
export const rollCallApi = {
  start: (incidentId: string | null) => request<One>('POST', '/roll-calls', { body: { incidentId } }),
  list: (cursor?: string) => request<Page<RollCallSummary>>('GET', `/roll-calls${query({ cursor, limit: 20 })}`),
  read: (id: string) => request<One>('GET', `/roll-calls/${at(id)}`),
  answer: (id: string, body: object) => request<void>('POST', `/roll-calls/${at(id)}/answer`, { body }),
  answerFor: (id: string, unitId: string) =>
    request<One>('POST', `/roll-calls/${at(id)}/answer-for`, { body: { unitId } }),
  end: (id: string) => request<One>('POST', `/roll-calls/${at(id)}/end`),
}
