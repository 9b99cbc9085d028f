import { sql } from 'drizzle-orm'
import type { TodayCounts } from '@liandong/shared/board/board.ts'
import { DAY_MS, SHANGHAI_OFFSET_MS } from '@liandong/shared/time.ts'
import type { Db } from '../store/database.ts'

/** Midnight in Shanghai before `now`, epoch ms. */
export const startOfDay = (now: number): number =>
  Math.floor((now + SHANGHAI_OFFSET_MS) / DAY_MS) * DAY_MS - SHANGHAI_OFFSET_MS

/**
 * `countIntake` counts what came in between two instants, drills left out: D23 platform, D24 disputes, D26 offline,
 * D25 and D27 the tickets that came of each. An incident counts once for each alert that opened it, also when it was
 * merged into another: the article counts 派单 (alerts handed over), not events.
 */
export async function countIntake(db: Db, subdistrictId: string, from: number, to: number): Promise<TodayCounts> {
  const [a, b] = [new Date(from), new Date(to)]
  const { rows } = await db.execute<Record<string, string>>(sql`
    SELECT count(*) AS alerts,
           count(*) FILTER (WHERE channel = 'platform') AS platform,
           count(*) FILTER (WHERE channel = 'offline') AS offline,
           count(*) FILTER (WHERE police = 'police') AS police,
           count(*) FILTER (WHERE police = 'nonPolice') AS "nonPolice",
           count(*) FILTER (WHERE police IS NULL OR police = 'undecided') AS undecided,
           count(*) FILTER (WHERE dispute) AS dispute
    FROM incident
    WHERE subdistrict_id = ${subdistrictId} AND received_at >= ${a} AND received_at < ${b} AND NOT exercise`)
  const tickets = await db.execute<Record<string, string>>(sql`
    SELECT count(*) FILTER (WHERE channel = 'platform') AS platform, count(*) FILTER (WHERE channel = 'offline') AS offline
    FROM ticket WHERE subdistrict_id = ${subdistrictId} AND issued_at >= ${a} AND issued_at < ${b} AND NOT exercise`)
  const breaches = await db.execute<{ n: string }>(sql`
    SELECT count(*) AS n FROM clock
    WHERE subdistrict_id = ${subdistrictId} AND breached_at >= ${a} AND breached_at < ${b} AND NOT exercise`)
  const n = (value: string | undefined) => Number(value ?? 0)
  const row = rows[0]
  return {
    alerts: n(row?.alerts),
    platform: n(row?.platform),
    offline: n(row?.offline),
    police: n(row?.police),
    nonPolice: n(row?.nonPolice),
    undecided: n(row?.undecided),
    dispute: n(row?.dispute),
    ticketsPlatform: n(tickets.rows[0]?.platform),
    ticketsOffline: n(tickets.rows[0]?.offline),
    breaches: n(breaches.rows[0]?.n),
  }
}
