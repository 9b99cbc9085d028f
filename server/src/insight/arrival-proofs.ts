import { sql } from 'drizzle-orm'
import { ARRIVAL_PROOFS, type ArrivalProof } from '@liandong/shared/duty/arrival.ts'
import type { Db } from '../store/database.ts'

/** How the arrivals of the orders of a span are known, each proof counted apart (K4); drills left out. */
export async function countArrivalProofs(
  db: Db,
  { subdistrictId, from, to }: { subdistrictId: string; from: number; to: number },
): Promise<Record<ArrivalProof, number>> {
  const { rows } = await db.execute<{ proof: ArrivalProof; count: string }>(sql`
    SELECT d ->> 'arrivalProof' AS proof, count(*) AS count
    FROM dispatch JOIN incident ON incident.id = dispatch.incident_id, jsonb_array_elements(incident.state -> 'dispatches') AS d
    WHERE incident.subdistrict_id = ${subdistrictId} AND NOT incident.exercise
      AND dispatch.issued_at >= ${new Date(from)} AND dispatch.issued_at < ${new Date(to)}
      AND d ->> 'id' = dispatch.id::text AND d ->> 'arrivalProof' IS NOT NULL
    GROUP BY 1`)
  const counts = Object.fromEntries(ARRIVAL_PROOFS.map((proof) => [proof, 0])) as Record<ArrivalProof, number>
  for (const { proof, count } of rows) counts[proof] = Number(count)
  return counts
}

/** Arrivals that the circle gave and somebody took back: what the figures of the circle are worth (K4). */
export async function countRetractions(
  db: Db,
  { subdistrictId, from, to }: { subdistrictId: string; from: number; to: number },
): Promise<number> {
  const { rows } = await db.execute<{ count: string }>(sql`
    SELECT coalesce(sum((d ->> 'arrivalsRetracted')::int), 0) AS count
    FROM dispatch JOIN incident ON incident.id = dispatch.incident_id, jsonb_array_elements(incident.state -> 'dispatches') AS d
    WHERE incident.subdistrict_id = ${subdistrictId} AND NOT incident.exercise
      AND dispatch.issued_at >= ${new Date(from)} AND dispatch.issued_at < ${new Date(to)}
      AND d ->> 'id' = dispatch.id::text`)
  return Number(rows[0]?.count ?? 0)
}
