import { readFileSync } from 'node:fs'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../platform/embedded-postgres.ts'
import { migrateDatabase, openDatabase, type Database } from './database.ts'
import * as schema from './schema.ts'

let postgres: EmbeddedPostgres
let database: Database
const dir = mkdtempSync(join(tmpdir(), 'liandong-schema-'))

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ dataDir: join(dir, 'postgres'), log: () => undefined })
  database = openDatabase(postgres.connectionString, 3)
  await migrateDatabase(database)
})
afterAll(async () => {
  await database.close()
  await postgres.stop()
  rmSync(dir, { recursive: true, force: true })
})

describe('the schema', () => {
  it('has in code the very columns the migrations made', async () => {
    const { rows } = await database.pool.query<{ table_name: string; column_name: string; is_nullable: string }>(
      `SELECT table_name, column_name, is_nullable FROM information_schema.columns WHERE table_schema = 'public'`,
    )
    for (const table of Object.values(schema).filter((value) => is(value, PgTable))) {
      const inCode = Object.values(getTableColumns(table)).map((c) => `${c.name}${c.notNull ? '' : '?'}`)
      const made = rows
        .filter((r) => r.table_name === getTableName(table))
        .map((r) => `${r.column_name}${r.is_nullable === 'NO' ? '' : '?'}`)
      expect(inCode.toSorted(), getTableName(table)).toEqual(made.toSorted())
    }
  })

  it('migrates twice, and from two processes at once, to the same end', async () => {
    await expect(Promise.all([migrateDatabase(database), migrateDatabase(database)])).resolves.toBeDefined()
  })

  it('fills in the call signs of units that have none, no two alike', async () => {
    const { pool } = database
    await pool.query(`INSERT INTO organisation (id, subdistrict_id, kind, name) VALUES ('s', 's', 'subdistrict', 's')`)
    const names = ['王建国', '李娜', '网格 02', '巡逻车 1 号', '巡逻车 1 号', '应急联动处置分队一组']
    await pool.query('ALTER TABLE unit DROP COLUMN call_sign')
    await pool.query(
      `INSERT INTO unit (id, subdistrict_id, organisation_id, name, kind, force, tier, duty)
       SELECT 's' || n, 's', 's', name, 'person', 'grid', 1, '[]' FROM unnest($1::text[]) WITH ORDINALITY AS t (name, n)`,
      [names],
    )
    await pool.query(readFileSync(new URL('migrations/0013_call_sign.sql', import.meta.url), 'utf8'))
    const { rows } = await pool.query(`SELECT call_sign FROM unit WHERE subdistrict_id = 's' ORDER BY id`)
    expect(rows.map((row) => row.call_sign)).toEqual([
      '网格 01',
      '网格 02',
      '网格 02 02',
      '巡逻车 1 号',
      '巡逻车 1 号 02',
      '应急联动处置分队一组',
    ])
  })

  it('lets a unit have one active order and an incident one active lead, whatever the code says', async () => {
    const { pool } = database
    await pool.query(`INSERT INTO organisation (id, subdistrict_id, kind, name) VALUES ('o', 'o', 'subdistrict', 'o')`)
    await pool.query(
      `INSERT INTO unit (id, subdistrict_id, organisation_id, name, kind, force, tier, duty, call_sign) SELECT id, 'o', 'o', id, 'person', 'grid', 1, '[]', id FROM unnest(array['u1','u2']) AS id`,
    )
    const incident = `INSERT INTO incident (id, subdistrict_id, no, stage, version, live, channel, exercise, reported_at, received_at, state)
      VALUES ($1, 'o', $2, 'triaged', 1, true, 'platform', false, now(), now(), '{}')`
    const [a, b] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b']
    await pool.query(incident, [a, '1'])
    await pool.query(incident, [b, '2'])
    const order = (id: number, incidentId: string | undefined, unitId: string, lead: boolean) =>
      pool.query(
        `INSERT INTO dispatch (id, incident_id, unit_id, lead, active, issued_at, issued_by) VALUES ($1, $2, $3, $4, true, now(), 'x')`,
        [`00000000-0000-7000-8000-0000000000${id}`, incidentId, unitId, lead],
      )
    await order(10, a, 'u1', true)
    await expect(order(11, b, 'u1', true)).rejects.toMatchObject({ code: '23505', constraint: 'dispatch_unit_active' })
    await expect(order(12, a, 'u2', true)).rejects.toMatchObject({ code: '23505', constraint: 'dispatch_lead_active' })
    await order(13, a, 'u2', false)
  })
})
