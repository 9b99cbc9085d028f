import { DISPATCH_STAGES, isActiveDispatch, type DispatchStage } from '../cases/incident/lifecycle.ts'
import type { IncidentState } from '../cases/incident/state.ts'

/** domain.md §3.2: 备勤 已派 途中 现场 返回 暂离 停勤 交班中. */
export const UNIT_STATES = [
  'standby',
  'assigned',
  'enRoute',
  'onScene',
  'returning',
  'away',
  'offDuty',
  'handover',
] as const
export type UnitState = (typeof UNIT_STATES)[number]

const WHILE: Partial<Record<DispatchStage, UnitState>> = {
  created: 'assigned',
  delivered: 'assigned',
  seen: 'assigned',
  acknowledged: 'assigned',
  enRoute: 'enRoute',
  arrived: 'onScene',
  reported: 'onScene',
}

/** What an order makes of the unit that has it. */
export const stateUnderOrder = (stage: DispatchStage): UnitState => WHILE[stage] ?? 'standby'

type Assignable = { id: string; state: UnitState; onDuty: boolean; incidentId: string | null }

/**
 * `unitStates` derives what every unit is doing from the orders it has; its own word (away …) stands otherwise. Should it
 * ever have two, the furthest counts: a new order never makes one who is on the scene merely assigned.
 */
export function unitStates<U extends Assignable>(units: readonly U[], live: readonly IncidentState[]): U[] {
  const orders = new Map<string, { state: UnitState; incidentId: string; rank: number }>()
  for (const incident of live) {
    for (const d of incident.dispatches) {
      const rank = DISPATCH_STAGES.indexOf(d.stage)
      if (!isActiveDispatch(d) || rank <= (orders.get(d.unit.id)?.rank ?? -1)) continue
      orders.set(d.unit.id, { state: stateUnderOrder(d.stage), incidentId: incident.id, rank })
    }
  }
  return units.map((unit) => {
    const order = orders.get(unit.id)
    const free: UnitState = UNDER_ORDER.includes(unit.state) ? (unit.onDuty ? 'standby' : 'offDuty') : unit.state
    const next = order ? { state: order.state, incidentId: order.incidentId } : { state: free, incidentId: null }
    return next.state === unit.state && next.incidentId === unit.incidentId ? unit : { ...unit, ...next }
  })
}

const UNDER_ORDER: readonly UnitState[] = ['assigned', 'enRoute', 'onScene']
