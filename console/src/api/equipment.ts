import type { EquipmentForm, TakeForm } from '@liandong/shared/equipment/forms.ts'
import type { EquipmentCategory } from '@liandong/shared/equipment/ledger.ts'
import type { EquipmentView, VehicleView } from '@liandong/shared/wire/equipment.ts'
import type { Answer } from './answer.ts'
import type { Page } from './client.ts'
import { query, request } from './request.ts'

const at = encodeURIComponent
type One = { item: EquipmentView }
export type Service = { inService: true } | { inService: false; reason: string }

export const equipmentApi = {
  list: (cursor?: string, category?: EquipmentCategory, limit?: number) =>
    request<Page<EquipmentView>>('GET', `/equipment${query({ cursor, category, limit })}`),
  /** The whole ledger: a room hands out dozens of things, not thousands. */
  all: async (): Promise<Answer<EquipmentView[]>> => {
    const items: EquipmentView[] = []
    for (let cursor: string | undefined; ;) {
      const answer = await equipmentApi.list(cursor, undefined, 200)
      if (!answer.ok) return answer
      items.push(...answer.value.items)
      if (answer.value.nextCursor === null) return { ...answer, value: items }
      cursor = answer.value.nextCursor
    }
  },
  add: (form: EquipmentForm) => request<One>('POST', '/equipment', { body: form }),
  change: (id: string, version: number, form: EquipmentForm) =>
    request<One>('PUT', `/equipment/${at(id)}`, { body: { ...form, version } }),
  remove: (id: string, version: number) => request<void>('POST', `/equipment/${at(id)}/remove`, { body: { version } }),
  service: (id: string, version: number, service: Service) =>
    request<One>('POST', `/equipment/${at(id)}/service`, { body: { version, ...service } }),
  take: (form: TakeForm) => request<One>('POST', '/equipment/take', { body: form }),
  bringBack: (useId: string) => request<One>('POST', `/equipment-uses/${at(useId)}/return`),
  vehicles: () => request<Page<VehicleView>>('GET', '/vehicles'),
  vehicleService: (id: string, service: Service) =>
    request<void>('POST', `/vehicles/${at(id)}/service`, { body: service }),
}
