import type { EquipmentCategory, StockState } from '../equipment/ledger.ts'

export type EquipmentUseView = {
  id: string
  quantity: number
  unitId: string
  unitName: string
  takenAt: string
  incidentNo: string | null
}

export type EquipmentView = {
  id: string
  category: EquipmentCategory
  name: string
  serial: string | null
  quantity: number
  free: number
  state: StockState
  outOfService: { reason: string; since: string } | null
  organisationId: string
  organisation: string
  place: string | null
  uses: EquipmentUseView[]
  version: number
}

/** A vehicle is a unit: free, on a case, off duty by the rota, or out of service. */
export type VehicleView = {
  id: string
  name: string
  state: StockState | 'offDuty'
  incidentId: string | null
  incidentNo: string | null
  outOfService: { reason: string; since: string } | null
}
