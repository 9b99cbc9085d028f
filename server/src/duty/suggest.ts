import type { BoardUnit } from '@liandong/shared/board/board.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { distanceM } from '@liandong/shared/geo/point.ts'
import { rankUnits } from '@liandong/shared/duty/rank.ts'
import type { UnitSuggestion } from '@liandong/shared/wire/incident-detail.ts'

const MOST = 5

/** The units a dispatcher is offered first: on duty and free (D8), by skill, tier and way (shared/duty/rank). */
export function suggestUnits(state: IncidentState, units: readonly BoardUnit[], now: number): UnitSuggestion[] {
  const at = state.location
  // whoever has declined this case is not offered it again
  const declined = new Set(state.dispatches.filter((d) => d.stage === 'declined').map((d) => d.unit.id))
  const heard = new Map(units.map((unit) => [unit.id, unit.lastContactAt ?? null]))
  const asked = units.filter((unit) => !declined.has(unit.id))
  const measured = asked.map((unit) => ({
    unit,
    distanceM: at && unit.location ? distanceM(at, unit.location) : null,
    fixAgeMs: unit.locationAt === null ? null : now - Date.parse(unit.locationAt),
  }))
  return rankUnits(measured, { dispute: state.classification?.dispute ?? false, severity: state.severity })
    .slice(0, MOST)
    .map((s) => ({ ...s, lastContactAt: heard.get(s.unitId) ?? null }))
}
