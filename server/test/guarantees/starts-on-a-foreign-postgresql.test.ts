import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { migrateDatabase, openDatabase } from '../../src/store/database.ts'
import { ScopedDatabases } from '../../src/store/scoped-databases.ts'
import { WALL_ROLES } from '../../src/store/wall-roles.ts'
import { asSuperuser, useForeignPostgres } from '../harness/foreign-postgres.ts'
import { freePort } from '../harness/free-port.ts'
import { runToItsEnd } from '../harness/server-process.ts'

const foreign = useForeignPostgres()

/** A user with a database of its own, as the administrator of the city's PostgreSQL would make them. */
async function userOf(name: string, may: 'CREATEROLE' | 'NOCREATEROLE'): Promise<string> {
  await asSuperuser(foreign.superuserUrl, [
    `CREATE ROLE ${name} LOGIN NOSUPERUSER ${may} PASSWORD 'Lake-Path-41'`,
    `CREATE DATABASE ${name} OWNER ${name}`,
  ])
  return Object.assign(new URL(foreign.superuserUrl), {
    username: name,
    password: 'Lake-Path-41',
    pathname: `/${name}`,
  }).href
}

/** The start is refused with one sentence; the command it tells to run. */
async function refusedWith(url: string): Promise<string> {
  const { code, output } = await runToItsEnd({ DATABASE_URL: url, DEMO: '1', PORT: String(await freePort()) })
  expect(code).toBe(1)
  expect(output).toMatch(
    /^DATABASE_URL is wrong: its user may not make the roles [^\n]+ let the DBA run once: [^\n]+\n$/,
  )
  return output.slice(output.indexOf('run once: ') + 'run once: '.length).trim()
}

/** Its migrations run, and each class can be taken on and is held. */
async function migrates(url: string): Promise<void> {
  const database = openDatabase(url, 2)
  const scoped = new ScopedDatabases(url)
  try {
    await migrateDatabase(database)
    expect((await scoped.of('x', 'work').pool.query('SELECT FROM incident')).rowCount).toBe(0)
    expect((await scoped.signingIn.pool.query('SELECT FROM account')).rowCount).toBe(0)
    await expect(scoped.of('x', 'config').pool.query('SELECT FROM incident')).rejects.toThrow(pg.DatabaseError)
  } finally {
    await scoped.close()
    await database.close()
  }
}

describe('the roles of the walls on a PostgreSQL of one’s own', () => {
  it('a user who may make no roles is told the command, and starts once it was run to the letter', async () => {
    const url = await userOf('city_plain', 'NOCREATEROLE')
    const command = await refusedWith(url)
    expect(command).toBe(
      WALL_ROLES.map((role) => `CREATE ROLE ${role} NOLOGIN; GRANT ${role} TO "city_plain";`).join(' '),
    )
    await asSuperuser(foreign.superuserUrl, [command])
    await migrates(url)
    await asSuperuser(foreign.superuserUrl, [`DROP OWNED BY ${WALL_ROLES.join(', ')}`], 'city_plain')
    await asSuperuser(foreign.superuserUrl, [`DROP ROLE ${WALL_ROLES.join(', ')}`])
  }, 120_000)

  it('a user who may make roles, and is no superuser, makes them at the first start', async () => {
    const url = await userOf('city_may', 'CREATEROLE')
    await migrates(url)
    await migrates(url)
    const client = new pg.Client({ connectionString: foreign.superuserUrl })
    await client.connect()
    const { rows } = await client.query(
      `SELECT rolname AS name, rolcanlogin AS "signsIn", rolsuper OR rolbypassrls AS "goesAround"
       FROM pg_roles WHERE rolname LIKE 'liandong\\_%' ORDER BY 1`,
    )
    await client.end()
    expect(rows).toEqual(WALL_ROLES.toSorted().map((name) => ({ name, signsIn: false, goesAround: false })))
  }, 120_000)

  it('where another product database of the cluster has made them, only the grants are asked for', async () => {
    const url = await userOf('city_second', 'CREATEROLE')
    const command = await refusedWith(url)
    expect(command).toBe(WALL_ROLES.map((role) => `GRANT ${role} TO "city_second";`).join(' '))
    await asSuperuser(foreign.superuserUrl, [command])
    await migrates(url)
  }, 120_000)
})
