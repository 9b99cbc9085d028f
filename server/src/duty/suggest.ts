import { and, count, eq, gte } from 'drizzle-orm'
import type { BoardUnit } from '@liandong/shared/board/board.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { distanceM, type GeoPoint } from '@liandong/shared/geo/point.ts'
import { openStreetNet } from '@liandong/shared/geo/street-net.ts'
import { openWays, type Ways } from '@liandong/shared/geo/ways.ts'
import { rankOffDuty, rankUnits, type Measured } from '@liandong/shared/duty/rank.ts'
import { HOUR_MS } from '@liandong/shared/time.ts'
import type { UnitSuggestion } from '@liandong/shared/wire/incident-detail.ts'
import { loadPlace } from '../demo/place/place.ts'
import type { Db } from '../store/database.ts'
import { dispatch, incident } from '../store/schema.ts'
import type { UnitDirectory } from './unit-directory.ts'

const MOST = 5
const MOST_OFF_DUTY = 20
/** A shift is twelve hours (domain.md §2.1). */
const SHIFT_MS = 12 * HOUR_MS

/** The streets of the place, made ready when the first unit is looked for. */
let waysTo: ((to: GeoPoint) => Ways) | undefined
const streets = () => (waysTo ??= openWays(openStreetNet(loadPlace().gazetteer.roads)))

type World = { units: readonly BoardUnit[]; directory: UnitDirectory; orders: ReadonlyMap<string, number>; now: number }
export type Suggested = {
  suggestions: UnitSuggestion[]
  offDuty: UnitSuggestion[]
  vehicles: { free: number; total: number }
}

/** The units a dispatcher is offered first, and who else could be called by telephone (shared/duty/rank). */
export function suggestUnits(state: IncidentState, { units, directory, orders, now }: World): Suggested {
  const at = state.location
  const way = at ? streets()(at) : undefined
  // whoever has declined this case is not offered it again
  const declined = new Set(state.dispatches.filter((d) => d.stage === 'declined').map((d) => d.unit.id))
  const asked = units.filter((unit) => !declined.has(unit.id))
  const measured = asked.map((unit): Measured => {
    const row = directory.find(unit.id)
    return {
      unit,
      distanceM: at && unit.location ? distanceM(at, unit.location) : null,
      roadM: unit.location ? (way?.(unit.location) ?? null) : null,
      fixAgeMs: unit.locationAt === null ? null : now - Date.parse(unit.locationAt),
      orders: orders.get(unit.id) ?? 0,
      silentMs: row?.lastContactAt ? now - row.lastContactAt.getTime() : null,
      phone: row?.phone ?? null,
    }
  })
  const heard = new Map(units.map((unit) => [unit.id, unit.lastContactAt ?? null]))
  const withContact = (s: UnitSuggestion): UnitSuggestion => ({ ...s, lastContactAt: heard.get(s.unitId) ?? null })
  const need = { dispute: state.classification?.dispute ?? false, severity: state.severity }
  const vehicles = units.filter((unit) => unit.kind === 'vehicle')
  const free = vehicles.filter((unit) => unit.onDuty && unit.incidentId === null)
  return {
    vehicles: { free: free.length, total: vehicles.length },
    suggestions: rankUnits(measured, need).slice(0, MOST).map(withContact),
    offDuty: rankOffDuty(measured, need).slice(0, MOST_OFF_DUTY).map(withContact),
  }
}

/** How many orders each unit has had in this shift. */
export async function countOrders(db: Db, subdistrictId: string, now: number): Promise<Map<string, number>> {
  const rows = await db
    .select({ unitId: dispatch.unitId, n: count() })
    .from(dispatch)
    .innerJoin(incident, eq(incident.id, dispatch.incidentId))
    .where(and(eq(incident.subdistrictId, subdistrictId), gte(dispatch.issuedAt, new Date(now - SHIFT_MS))))
    .groupBy(dispatch.unitId)
  return new Map(rows.map((row) => [row.unitId, row.n]))
}
