import { sql } from 'drizzle-orm'
import type { Db } from '../store/database.ts'

/** Months kept ready ahead of time; an event of any other month lands in the default partition and is safe there. */
const AHEAD = 3

/** The log is partitioned by month. Creating one that exists does nothing. */
export async function ensurePartitions(db: Db, now: number): Promise<void> {
  const start = new Date(now)
  for (let i = 0; i <= AHEAD; i++) {
    const from = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + i, 1))
    const to = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + i + 1, 1))
    const name = `event_${from.toISOString().slice(0, 7).replace('-', '_')}`
    const bounds = `FROM ('${from.toISOString()}') TO ('${to.toISOString()}')`
    await db.execute(sql.raw(`CREATE TABLE IF NOT EXISTS ${name} PARTITION OF event FOR VALUES ${bounds}`))
    // the parent's trigger does not see a month that is emptied by its own name
    await db.execute(
      sql.raw(
        `CREATE OR REPLACE TRIGGER event_stays BEFORE TRUNCATE ON ${name} FOR EACH STATEMENT EXECUTE FUNCTION refuse_any_change()`,
      ),
    )
  }
}
