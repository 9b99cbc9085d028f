import { sql } from 'drizzle-orm'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { DAY_MS } from '@liandong/shared/time.ts'
import { insertIncidents } from '../../src/cases/incident-store.ts'
import { SUBDISTRICT_ID } from '../../src/demo/roster/organisations.ts'
import { seedDemo } from '../../src/demo/seed.ts'
import { ensurePartitions } from '../../src/log/partitions.ts'
import { migrateDatabase, openDatabase, type Database } from '../../src/store/database.ts'
import { closedAt } from './incidents.ts'
import { KEY } from './stage.ts'

/** Opens a database with the product's schema and demo in it, before any server runs on it. */
export async function prepare<T>(databaseUrl: string, run: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase(databaseUrl, 4)
  try {
    await migrateDatabase(database)
    await seedDemo(database, KEY, Date.now())
    await ensurePartitions(database.db, Date.now())
    return await run(database)
  } finally {
    await database.close()
  }
}

const YEARS_MS = 3 * 365 * DAY_MS
const SLICE = 50_000

/**
 * Ended incidents of three years, with their alerts, orders, clocks and one event each, written by the database itself:
 * they all tell the same story, but every index is as large as in life.
 */
export async function fillStored({ db, pool }: Database, count: number): Promise<void> {
  const now = Date.now()
  const template = closedAt('template', now - DAY_MS)
  const step = Math.max(1, Math.floor((YEARS_MS - 2 * DAY_MS) / count))
  const from = now - YEARS_MS
  const id = (kind: string) =>
    `(lpad(to_hex(${from}::bigint + i * ${step}), 12, '0') || '7' || '${kind}' || '8' || lpad(to_hex(i), 15, '0'))::uuid`
  const at = `to_timestamp((${from}::bigint + i * ${step}) / 1000.0)`
  const state = JSON.stringify(template).replaceAll("'", "''")
  for (let first = 1; first <= count; first += SLICE) {
    const rows = `generate_series(${first}::bigint, ${Math.min(first + SLICE - 1, count)}::bigint) AS i`
    await db.execute(
      sql.raw(`INSERT INTO incident
      SELECT ${id('aaa')}, '${SUBDISTRICT_ID}', 'S' || i, 'closed', 30, false, true, 3, 'nonPolice', true, '纠纷', 'platform', false, ${at}, ${at},
        'village-' || lpad((1 + i % 38)::text, 2, '0'), '映荷苑 ' || (i % 4000) || ' 幢', '${state}'::jsonb FROM ${rows}`),
    )
    await db.execute(
      sql.raw(`INSERT INTO alert (id, subdistrict_id, source_id, external_no, body, narrative, exercise, warnings, reported_at, received_at, incident_id)
      SELECT ${id('bbb')}, '${SUBDISTRICT_ID}', 'platform-110', 'S' || i, '\\x7b7d', '房东不退押金', false, '[]', ${at}, ${at}, ${id('aaa')} FROM ${rows}`),
    )
    await db.execute(
      sql.raw(
        `INSERT INTO dispatch SELECT ${id('ccc')}, ${id('aaa')}, 'unit-squad-1', true, false, ${at}, 'user-operator' FROM ${rows}`,
      ),
    )
    await db.execute(
      sql.raw(`INSERT INTO clock
      SELECT ${id('aaa')}, k || '.case.1', '${SUBDISTRICT_ID}', k, NULL, 'met', ${at}, ${at}, NULL, ${at}, NULL, false FROM ${rows}, unnest(ARRAY['K1','K2','K3','K4']) AS k`),
    )
    await db.execute(
      sql.raw(`INSERT INTO event
      SELECT '${SUBDISTRICT_ID}', i, ${id('ddd')}, 'incident.closed', 1, now(), '{"kind":"system","id":"play"}', 'incident', ${id('aaa')}::text, 30, '{}', NULL, NULL, '\\x00' FROM ${rows}`),
    )
  }
  await db.execute(sql.raw(`INSERT INTO log_head VALUES ('${SUBDISTRICT_ID}', ${count}, '\\x00')`))
  await pool.query('VACUUM ANALYZE')
}

/** Live incidents written as the opener writes them; they count as triaged. */
export async function fillLive({ db }: Database, states: readonly IncidentState[]): Promise<void> {
  for (let i = 0; i < states.length; i += 500) {
    await db.transaction(async (tx) => {
      await insertIncidents(tx, SUBDISTRICT_ID, states.slice(i, i + 500))
      await tx.execute(sql`UPDATE incident SET triaged = true WHERE NOT triaged`)
    })
  }
}
