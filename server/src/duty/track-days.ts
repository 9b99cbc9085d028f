import { sql } from 'drizzle-orm'
import { DAY_MS } from '@liandong/shared/time.ts'
import type { Db } from '../store/database.ts'

/** Days kept ready ahead of time. */
const AHEAD = 3
const NAME = /^unit_track_(\d{4})_(\d{2})_(\d{2})$/

/**
 * `rollTrackDays` makes the partitions of the days to come and drops those whose last row has been kept for long enough;
 * what landed in the default one goes by its time. Running it again does nothing.
 */
export async function rollTrackDays(db: Db, now: number, keepDays: number): Promise<void> {
  const today = Math.floor(now / DAY_MS) * DAY_MS
  const { rows } = await db.execute<{ name: string }>(
    sql`SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'unit_track'::regclass`,
  )
  const known = new Set(rows.map((row) => row.name))
  for (let from = today; from <= today + AHEAD * DAY_MS; from += DAY_MS) {
    const name = `unit_track_${new Date(from).toISOString().slice(0, 10).replaceAll('-', '_')}`
    if (!known.has(name)) await makeDay(db, name, from)
  }
  for (const name of known) {
    const [, year, month, day] = NAME.exec(name) ?? []
    if (year === undefined) continue
    const endedAt = Date.UTC(Number(year), Number(month) - 1, Number(day)) + DAY_MS
    if (endedAt + keepDays * DAY_MS <= now) await db.execute(sql.raw(`DROP TABLE ${name}`))
  }
  await db.execute(
    sql`DELETE FROM unit_track_other WHERE received_at < ${new Date(now - keepDays * DAY_MS).toISOString()}::timestamptz`,
  )
}

async function makeDay(db: Db, name: string, from: number): Promise<void> {
  const bounds = `FROM ('${new Date(from).toISOString()}') TO ('${new Date(from + DAY_MS).toISOString()}')`
  // rows of that day may lie in the default partition already, where they are as safe; and another server may be quicker
  await db
    .execute(sql.raw(`CREATE TABLE IF NOT EXISTS ${name} PARTITION OF unit_track FOR VALUES ${bounds}`))
    .catch((error: { cause?: { code?: string } }) => {
      if (!['23514', '42P07', '23505'].includes(error.cause?.code ?? '')) throw error
    })
}
