import { sql } from 'drizzle-orm'
import { targetMs, type SlaTargets } from '@liandong/shared/clocks/sla.ts'
import type { Db } from '../store/database.ts'

export type Segment = {
  name: string
  clock: string
  count: number
  p50Ms: number | null
  p90Ms: number | null
  breached: number
  /** What the rule in force now allows, for a case of the usual severity. */
  targetMs: number
  /** The versions of the targets these clocks were judged by (A11). */
  slaVersions: number[]
}

/** The clocks of domain.md §3.6 as segments of the work; each is reported by itself, never as one mean (NFPA 1710). */
const SEGMENTS = [
  ['triage', 'K1'],
  ['order', 'K2'],
  ['acknowledge', 'K3'],
  ['arrival', 'K4'],
  ['firstReport', 'K5'],
] as const

/** `readSegments` gives each segment's median and ninetieth percentile over the clocks started in the span. */
export async function readSegments(
  db: Db,
  { subdistrictId, from, to, targets }: { subdistrictId: string; from: number; to: number; targets: SlaTargets },
): Promise<Segment[]> {
  const { rows } = await db.execute<{
    clock: string
    count: string
    p50: string | null
    p90: string | null
    breached: string
    versions: number[]
  }>(sql`
    SELECT clock, count(*) AS count,
           percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS p50,
           percentile_cont(0.9) WITHIN GROUP (ORDER BY ms) AS p90,
           count(*) FILTER (WHERE breached) AS breached,
           array_agg(DISTINCT sla_version) AS versions
    FROM (SELECT clock, sla_version, breached_at IS NOT NULL AS breached,
                 extract(epoch FROM ended_at - started_at) * 1000 AS ms
          FROM clock
          WHERE subdistrict_id = ${subdistrictId} AND started_at >= ${new Date(from)} AND started_at < ${new Date(to)}
            AND NOT exercise AND state IN ('met', 'breached', 'running')) AS c
    GROUP BY clock`)
  return SEGMENTS.map(([name, clock]) => {
    const row = rows.find((r) => r.clock === clock)
    const ms = (value: string | null | undefined) =>
      value === null || value === undefined ? null : Math.round(Number(value))
    return {
      name,
      clock,
      count: Number(row?.count ?? 0),
      p50Ms: ms(row?.p50),
      p90Ms: ms(row?.p90),
      breached: Number(row?.breached ?? 0),
      targetMs: targetMs(targets[clock]),
      slaVersions: row?.versions ?? [],
    }
  })
}
