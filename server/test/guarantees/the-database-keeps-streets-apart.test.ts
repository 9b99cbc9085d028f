import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DATA_CLASSES, dataClassOf, type DataClass } from '@liandong/shared/access/data-class.ts'
import { ROLES } from '@liandong/shared/access/actor.ts'
import { append } from '../../src/log/append.ts'
import { appendAudit } from '../../src/log/audit.ts'
import { migrateDatabase, openDatabase, type Database } from '../../src/store/database.ts'
import { event, incident, organisation } from '../../src/store/schema.ts'
import { MOST_SCOPED, ScopedDatabases } from '../../src/store/scoped-databases.ts'
import { roleOf } from '../../src/store/wall-roles.ts'
import { usePostgres } from '../harness/postgres.ts'
import { twoStreets, STREETS } from '../harness/two-streets.ts'

const postgres = usePostgres()
let owner: Database
let scoped: ScopedDatabases
beforeAll(async () => {
  owner = openDatabase(await postgres.freshDatabase(), 4)
  await migrateDatabase(owner)
  await twoStreets(owner)
  scoped = new ScopedDatabases(owner.connectionString)
})
afterAll(async () => {
  await scoped.close()
  await owner.close()
})

const [east, west] = STREETS
/** What PostgreSQL says to a class that asks for what is not its own. */
const DENIED = { cause: { code: '42501' } }

describe('D31: the second wall', () => {
  it('a query that forgets its subdistrict reads the caller’s rows alone', async () => {
    for (const street of STREETS) {
      const { db } = scoped.of(street, 'work')
      const read = await db.select({ of: incident.subdistrictId }).from(incident)
      expect(read.length, street).toBeGreaterThan(0)
      expect(new Set(read.map((row) => row.of))).toEqual(new Set([street]))
    }
    expect(new Set((await owner.db.select().from(incident)).map((row) => row.subdistrictId)).size).toBe(2)
  })

  it.each(DATA_CLASSES)('every table %s may read holds rows of the caller’s subdistrict alone', async (dataClass) => {
    const { rows: tables } = await owner.pool.query<{ name: string }>(
      `SELECT DISTINCT c.table_name AS name FROM information_schema.columns c
       JOIN information_schema.column_privileges p USING (table_schema, table_name, column_name)
       WHERE c.table_schema = 'public' AND c.column_name = 'subdistrict_id' AND p.privilege_type = 'SELECT' AND p.grantee = $1`,
      [roleOf(dataClass)],
    )
    expect(tables.length).toBeGreaterThan(3)
    const { pool } = scoped.of(west, dataClass)
    for (const { name } of tables) {
      const { rows } = await pool.query(`SELECT DISTINCT subdistrict_id AS of FROM ${name}`)
      expect([[], [west]], name).toContainEqual(rows.map((row) => row.of))
    }
  })

  it('rows without a subdistrict of their own follow the row they belong to', async () => {
    const orders = await scoped.of(west, 'work').pool.query('SELECT unit_id FROM dispatch')
    expect(orders.rows).toEqual([{ unit_id: `unit-${west}` }])
    const keys = await scoped.of(west, 'config').pool.query('SELECT source_id FROM source_key')
    expect(keys.rows).toEqual([{ source_id: `source-${west}` }])
    const places = await scoped.of(west, 'config').pool.query('SELECT organisation_id FROM organisation_place')
    expect(places.rows.every((row) => row.organisation_id.endsWith(west))).toBe(true)
    const kept = await scoped.of(west, 'work').pool.query('SELECT actor_id FROM idempotency')
    expect(kept.rows).toEqual([{ actor_id: `user-operator-${west}` }])
  })

  it('a change that forgets its subdistrict changes the caller’s rows alone, and none can be put elsewhere', async () => {
    const { db } = scoped.of(west, 'config')
    await db.update(organisation).set({ phone: '0571-86000000' })
    const phones = await owner.db.select().from(organisation)
    expect(phones.filter((row) => row.phone === '0571-86000000').every((row) => row.subdistrictId === west)).toBe(true)
    expect(phones.some((row) => row.subdistrictId === east)).toBe(true)
    await expect(db.update(organisation).set({ subdistrictId: east })).rejects.toMatchObject(DENIED)
    const line = { type: 'forged.line', data: {} }
    const by = { actor: { kind: 'system', id: 'watch' } as const, now: Date.now() }
    await expect(db.transaction((tx) => appendAudit(tx, east, 'x', line, by))).rejects.toMatchObject(DENIED)
  })

  it('a connection set to no subdistrict reads nothing', async () => {
    const client = new pg.Client({ connectionString: owner.connectionString, options: '-c role=liandong_work' })
    await client.connect()
    try {
      expect((await client.query('SELECT FROM incident')).rowCount).toBe(0)
      expect((await client.query('SELECT FROM event')).rowCount).toBe(0)
    } finally {
      await client.end()
    }
  })

  it('however two streets take turns on the same few connections, each reads its own', async () => {
    const reads = Array.from({ length: 200 }, (_, i) => STREETS[i % 2] as string).map(async (street, i) => {
      const { db } = scoped.of(street, 'work')
      const one = () =>
        sql`SELECT current_setting('liandong.subdistrict') AS at, count(*) AS n, min(subdistrict_id) AS of FROM incident`
      const read =
        i % 3 === 0
          ? await db.transaction((tx) => tx.execute<{ at: string; of: string }>(one()))
          : await db.execute<{ at: string; of: string }>(one())
      expect(read.rows[0]).toMatchObject({ at: street, of: street })
    })
    await Promise.all(reads)
    const { rows } = await owner.pool.query(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    )
    expect(rows[0].n).toBeLessThanOrEqual(4 + MOST_SCOPED)
  })

  it('a transaction that fails leaves no connection at another street', async () => {
    for (let i = 0; i < 20; i++) {
      await expect(scoped.of(east, 'work').db.transaction((tx) => tx.execute(sql`SELECT 1 / 0`))).rejects.toBeDefined()
      const { rows } = await scoped.of(west, 'work').pool.query('SELECT DISTINCT subdistrict_id AS of FROM incident')
      expect(rows).toEqual([{ of: west }])
    }
  })

  it('a connection that somebody lets go inside a transaction serves nobody else', async () => {
    const { pool } = scoped.of(east, 'audit')
    for (let i = 0; i < 3; i++) {
      const client = await pool.connect()
      await client.query('BEGIN')
      client.release()
    }
    const { rows } = await scoped.of(west, 'audit').pool.query('SELECT DISTINCT subdistrict_id AS of FROM event')
    expect(rows).toEqual([{ of: west }])
  })
})

describe('三员: the database knows what each class may touch', () => {
  const CASES = [
    'incident',
    'alert',
    'dispatch',
    'ticket',
    'clock',
    'event',
    'idempotency',
    'centre_visit',
    'notification',
    'attachment',
  ]

  it('the system administrator’s database reads no case and nothing of the log', async () => {
    for (const role of ['admin', 'security'] as const) {
      const { db, pool } = scoped.of(east, dataClassOf(role))
      await expect(db.select().from(incident)).rejects.toMatchObject(DENIED)
      for (const table of CASES)
        await expect(pool.query(`SELECT FROM ${table}`), table).rejects.toMatchObject({ code: '42501' })
    }
  })

  it('the auditor’s reads of cases their numbers, and writes nothing but lines of the log', async () => {
    const { pool } = scoped.of(east, dataClassOf('auditor'))
    expect((await pool.query('SELECT no FROM incident')).rows).toEqual([{ no: `no-${east}` }])
    for (const column of ['state', 'place_name', '*'])
      await expect(pool.query(`SELECT ${column} FROM incident`)).rejects.toMatchObject({ code: '42501' })
    const { rows } = await owner.pool.query(
      `SELECT DISTINCT table_name AS name FROM information_schema.table_privileges
       WHERE grantee = 'liandong_audit' AND privilege_type <> 'SELECT' ORDER BY 1`,
    )
    expect(rows.map((row) => row.name)).toEqual(['event', 'log_head'])
  })

  it('who works on cases reads no password, no second factor, no key of a source, no session', async () => {
    const { pool } = scoped.of(east, 'work')
    for (const query of [
      'password_hash FROM account',
      'totp_secret FROM account',
      '1 FROM source_key',
      '1 FROM session',
      'secret FROM channel_setting',
    ])
      await expect(pool.query(`SELECT ${query}`), query).rejects.toMatchObject({ code: '42501' })
  })

  it('the key of a tracker is read by no class; who keeps the devices reads no track', async () => {
    for (const dataClass of DATA_CLASSES) {
      const { pool } = scoped.of(east, dataClass)
      for (const columns of ['key_hash', '*'])
        await expect(pool.query(`SELECT ${columns} FROM tracker`), dataClass).rejects.toMatchObject({ code: '42501' })
      if (dataClass !== 'work')
        await expect(pool.query('SELECT FROM unit_track'), dataClass).rejects.toMatchObject({ code: '42501' })
    }
  })

  it('the key of a map layer is read by no class, not even by who writes it; and who works on cases needs no layer', async () => {
    for (const dataClass of DATA_CLASSES) {
      const { pool } = scoped.of(east, dataClass)
      for (const columns of ['key_sealed', '*'])
        await expect(pool.query(`SELECT ${columns} FROM map_layer`), dataClass).rejects.toMatchObject({ code: '42501' })
    }
    const { pool } = scoped.of(east, 'config')
    expect((await pool.query('SELECT name_zh FROM map_layer')).rows).toEqual([{ name_zh: east }])
    await expect(scoped.of(east, 'work').pool.query('SELECT id FROM map_layer')).rejects.toMatchObject({
      code: '42501',
    })
  })

  it('no class changes or deletes a line of the log; erasing empties its personal part alone', async () => {
    for (const dataClass of DATA_CLASSES) {
      const { pool } = scoped.of(east, dataClass)
      for (const change of [
        `UPDATE event SET type = 'x'`,
        'DELETE FROM event',
        'TRUNCATE event',
        'DELETE FROM log_head',
      ])
        await expect(pool.query(change), `${dataClass}: ${change}`).rejects.toMatchObject({ code: '42501' })
      const { rows: parts } = await owner.pool.query(
        `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'event'::regclass`,
      )
      for (const { name } of parts)
        await expect(pool.query(`SELECT FROM ${name}`), name).rejects.toMatchObject({ code: '42501' })
    }
    const erased = await scoped.of(east, 'erase').db.update(event).set({ personal: null })
    expect(erased.rowCount).toBe(1)
    const left = await owner.db.select().from(event)
    expect(left.filter((row) => row.personal === null).map((row) => row.subdistrictId)).toContain(east)
    expect(left.filter((row) => row.subdistrictId === west).every((row) => row.personal !== null)).toBe(true)
  })

  it('every role is of a class of its own kind', () => {
    const classes = Object.fromEntries(ROLES.map((role) => [role, dataClassOf(role)]))
    expect(classes).toMatchObject({ admin: 'config', security: 'config', auditor: 'audit', wall: 'work' })
    for (const dataClass of ['erase', 'signIn'] satisfies DataClass[])
      expect(Object.values(classes)).not.toContain(dataClass)
  })
})

describe('sign-in has a role of its own', () => {
  const OTHERS = ['incident', 'alert', 'dispatch', 'ticket', 'clock', 'unit', 'source', 'source_key', 'quarantine']

  it('before it is known who asks it finds any account and any session, and lines of the log it can only write', async () => {
    const { db, pool } = scoped.signingIn
    const { rows } = await pool.query('SELECT subdistrict_id AS of FROM account ORDER BY 1')
    expect(rows.map((row) => row.of)).toEqual([...STREETS])
    await pool.query(
      `INSERT INTO session (token_hash, id, account_id, created_at, last_seen_at, expires_at)
       SELECT id::bytea, gen_random_uuid(), id, now(), now(), now() + interval '1 hour' FROM account`,
    )
    expect((await pool.query('SELECT FROM session')).rowCount).toBe(2)
    const by = { actor: { kind: 'system', id: 'watch' } as const, now: Date.now() }
    for (const street of STREETS)
      await db.transaction((tx) => appendAudit(tx, street, 'x', { type: 'signIn.failed', data: {} }, by))
    await expect(pool.query('SELECT FROM event')).rejects.toMatchObject({ code: '42501' })
  })

  it('of cases, units and sources it reads nothing, and of cases it writes no line', async () => {
    for (const { db, pool } of [scoped.signingIn, scoped.of(east, 'signIn')]) {
      for (const table of OTHERS)
        await expect(pool.query(`SELECT FROM ${table}`), table).rejects.toMatchObject({ code: '42501' })
      const forged = {
        kind: 'incident',
        caseId: 'x',
        firstVersion: 1,
        events: [{ type: 'forged.line', data: {} }],
      } as const
      const by = { actor: { kind: 'system', id: 'watch' } as const, now: Date.now() }
      await expect(db.transaction((tx) => append(tx, east, [forged], by))).rejects.toMatchObject(DENIED)
    }
  })

  it('it changes passwords and second factors, and neither who somebody is nor what they may do', async () => {
    const { pool } = scoped.signingIn
    for (const set of [
      "role = 'admin'",
      "subdistrict_id = 'x'",
      'disabled_at = NULL',
      "organisation_id = 'x'",
      'demo = true',
    ])
      await expect(pool.query(`UPDATE account SET ${set}`), set).rejects.toMatchObject({ code: '42501' })
    for (const change of ['DELETE FROM account', "INSERT INTO account (id) VALUES ('x')", 'DELETE FROM wall_screen'])
      await expect(pool.query(change), change).rejects.toMatchObject({ code: '42501' })
    expect(
      (await pool.query(`UPDATE account SET password_hash = 'y' WHERE subdistrict_id = $1`, [west])).rowCount,
    ).toBe(1)
  })

  it('once it is known who asks it is held to their street: accounts, sessions, devices, guards, screens', async () => {
    const { pool: all } = owner
    for (const street of STREETS) {
      const account = `user-operator-${street}`
      await all.query(`INSERT INTO known_device VALUES ($1::text::bytea, $1, now())`, [account])
      await all.query(
        `INSERT INTO sign_in_guard (key, name, account_id, failed, since) VALUES ($1::text::bytea, 'pair', $1, 1, now())`,
        [account],
      )
      await all.query(
        `WITH hung AS (INSERT INTO wall_screen (id, subdistrict_id, name, paired_at, paired_by)
           VALUES (gen_random_uuid(), $1, $1, now(), 'x') RETURNING id)
         INSERT INTO session (token_hash, id, screen_id, created_at, last_seen_at, expires_at)
           SELECT $1::text::bytea, gen_random_uuid(), id, now(), now(), now() + interval '1 hour' FROM hung`,
        [street],
      )
    }
    const { pool } = scoped.of(west, 'signIn')
    for (const [table, held, everywhere] of [
      ['account', 1, 2],
      ['session', 2, 4],
      ['known_device', 1, 2],
      ['sign_in_guard', 1, 2],
      ['wall_screen', 1, 2],
    ] as const) {
      expect([table, (await pool.query(`SELECT FROM ${table}`)).rowCount]).toEqual([table, held])
      expect([table, (await scoped.signingIn.pool.query(`SELECT FROM ${table}`)).rowCount]).toEqual([table, everywhere])
    }
    const ended = await pool.query('DELETE FROM session')
    expect([ended.rowCount, (await all.query('SELECT FROM session')).rowCount]).toEqual([2, 2])
    await expect(
      pool.query(`INSERT INTO session (token_hash, id, account_id, created_at, last_seen_at, expires_at)
        VALUES ('x', gen_random_uuid(), 'user-operator-${east}', now(), now(), now())`),
    ).rejects.toMatchObject({ code: '42501' })
  })
})

describe('deny by default', () => {
  /** Closed to every class: nothing that a request asks for as somebody is in them. */
  const CLOSED = ['heartbeat', 'seen_signature']
  /** The installation's own. */
  const SHARED = ['dead_letter']

  it('every table is behind the wall, closed, or named here as everybody’s', async () => {
    const { rows } = await owner.pool.query<{ name: string; walled: boolean; open: boolean }>(
      `SELECT c.relname AS name, c.relrowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid) AS walled,
              EXISTS (SELECT FROM information_schema.column_privileges g WHERE g.table_name = c.relname AND g.grantee LIKE 'liandong\\_%') AS open
       FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition`,
    )
    const names = (which: (row: (typeof rows)[number]) => boolean) =>
      rows
        .filter(which)
        .map((row) => row.name)
        .toSorted()
    expect(names((row) => !row.walled)).toEqual([...CLOSED, ...SHARED].toSorted())
    expect(names((row) => !row.walled && row.open)).toEqual(SHARED)
  })

  it('no function runs as the owner but those that hold the subdistrict themselves', async () => {
    const { rows } = await owner.pool.query<{ name: string; body: string }>(
      `SELECT proname AS name, prosrc AS body FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace`,
    )
    const loose = rows.filter((row) => !row.body.includes('own_subdistrict()')).map((row) => row.name)
    expect(loose).toEqual(['taken_usernames'])
    expect(rows.length).toBe(4)
  })
})
