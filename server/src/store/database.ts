import { fileURLToPath } from 'node:url'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import * as schema from './schema.ts'
import { ensureWallRoles } from './wall-roles.ts'

export type Db = NodePgDatabase<typeof schema>
/** What a store writes through inside one transaction. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]

export type Database = { db: Db; pool: pg.Pool; connectionString: string; close: () => Promise<void> }

/**
 * A connection whose break never ends the process. The pool listens to idle connections alone: one that a transaction
 * holds between two statements when PostgreSQL dies would throw out of nowhere. The next statement on it fails anyway.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    this.on('error', () => undefined)
  }
}

export function openDatabase(connectionString: string, max = 20): Database {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    Client: SteadyClient,
  })
  // an idle connection that breaks (PostgreSQL restarted) is dropped by the pool; the next query takes a new one
  pool.on('error', () => undefined)
  return { db: drizzle(pool, { schema }), pool, connectionString, close: () => pool.end() }
}

/** Brings the schema up to date. Two processes that start together wait for each other on a lock. */
export async function migrateDatabase({ pool, connectionString }: Database): Promise<void> {
  const lock = await pool.connect()
  try {
    await lock.query('SELECT pg_advisory_lock(330113003)')
    await ensureWallRoles(lock)
    const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url))
    const client = new pg.Client({ connectionString })
    await client.connect()
    try {
      await migrate(drizzle(client), { migrationsFolder })
    } finally {
      await client.end()
    }
  } finally {
    await lock.query('SELECT pg_advisory_unlock(330113003)').catch(() => undefined)
    lock.release()
  }
}
