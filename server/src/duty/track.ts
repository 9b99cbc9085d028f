import { and, asc, eq, gte, lte } from 'drizzle-orm'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { UnitTrack } from '@liandong/shared/wire/track.ts'
import type { Db } from '../store/database.ts'
import { unitTrack } from '../store/schema.ts'

/** A line on a map is no better for more. */
const MOST_POINTS = 500

/** Where the units of a case were while they were on it: from each order to its end, thinned evenly. */
export async function readTracks(
  db: Db,
  subdistrictId: string,
  state: IncidentState,
  now: number,
): Promise<UnitTrack[]> {
  const tracks = state.dispatches.map(async (d) => {
    const rows = await db
      .select({ lat: unitTrack.lat, lon: unitTrack.lon, at: unitTrack.at, accuracyM: unitTrack.accuracyM })
      .from(unitTrack)
      .where(
        and(
          eq(unitTrack.subdistrictId, subdistrictId),
          eq(unitTrack.unitId, d.unit.id),
          gte(unitTrack.receivedAt, new Date(d.issuedAt)),
          lte(unitTrack.receivedAt, new Date(d.endedAt ?? now)),
        ),
      )
      .orderBy(asc(unitTrack.at))
    const step = Math.max(1, Math.ceil(rows.length / MOST_POINTS))
    const points = rows
      .filter((_, i) => i % step === 0 || i === rows.length - 1)
      .map((row) => ({ ...row, at: row.at.toISOString() }))
    return { dispatchId: d.id, unitId: d.unit.id, points }
  })
  return Promise.all(tracks)
}
