import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { DATA_CLASSES, type DataClass } from '@liandong/shared/access/data-class.ts'
import { SteadyClient, type Database } from './database.ts'
import * as schema from './schema.ts'
import { roleOf } from './wall-roles.ts'

/** A few for whoever works on cases, fewer for the rare work of administrators. */
const MOST_CONNECTIONS: Record<DataClass, number> = { work: 8, config: 3, audit: 3, erase: 1, signIn: 2 }
/** Every request looks for its session. */
const MOST_SIGNING_IN = 8
/** All that one server holds beside the owner's. */
export const MOST_SCOPED = Object.values(MOST_CONNECTIONS).reduce((sum, most) => sum + most, MOST_SIGNING_IN)
const IDLE_MS = 30_000
const CONNECT_MS = 5_000

type Callback = (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void

/** Which subdistrict a connection was last set to; a new one is set to none, and so reads nothing. */
const servedLast = new WeakMap<pg.PoolClient, string>()

/**
 * The connections of one class as one subdistrict may use them. There is one way to a connection, `connect`, which
 * `query` and every transaction go through too: nobody holds one that has not been set to this subdistrict.
 */
class ScopedPool extends pg.Pool {
  readonly #shared: pg.Pool
  readonly #subdistrictId: string

  constructor(shared: pg.Pool, subdistrictId: string) {
    super()
    this.#shared = shared
    this.#subdistrictId = subdistrictId
  }

  override connect(): Promise<pg.PoolClient>
  override connect(callback: Callback): void
  override connect(callback?: Callback): Promise<pg.PoolClient> | void {
    const taken = this.#take()
    if (callback === undefined) return taken
    taken.then(
      (client) => callback(undefined, client, (release) => client.release(release as Error | undefined)),
      (error: Error) => callback(error, undefined, () => undefined),
    )
  }

  async #take(): Promise<pg.PoolClient> {
    for (;;) {
      const client = await this.#shared.connect()
      // one that came back inside a transaction could fall back to the subdistrict it served before
      if (client.getTransactionStatus() !== 'I') {
        client.release(true)
        continue
      }
      if (servedLast.get(client) === this.#subdistrictId) return client
      servedLast.delete(client)
      try {
        await client.query(`SELECT set_config('liandong.subdistrict', $1, false)`, [this.#subdistrictId])
      } catch (error) {
        client.release(true)
        throw error
      }
      servedLast.set(client, this.#subdistrictId)
      return client
    }
  }
}

/**
 * The second wall (ADR 0019): databases that PostgreSQL itself limits to one subdistrict and to what a class of roles
 * may touch. However many subdistricts an installation has, a class has one small pool; a connection that served
 * another subdistrict is set anew when it is taken, which costs a round trip then and none otherwise.
 */
export class ScopedDatabases {
  readonly #connectionString: string
  readonly #pools: ReadonlyMap<DataClass, pg.Pool>
  readonly #made = new Map<string, Database>()
  readonly #signingIn: pg.Pool
  /**
   * Sign-in before it is known who asks: of no subdistrict yet, and of nothing but accounts, sessions and their guards.
   * It may look at all of them, for a user name or a cookie may be anybody's.
   */
  readonly signingIn: Database

  constructor(connectionString: string) {
    this.#connectionString = connectionString
    const open = (dataClass: DataClass, max: number) => openPool(connectionString, dataClass, max)
    this.#pools = new Map(DATA_CLASSES.map((dataClass) => [dataClass, open(dataClass, MOST_CONNECTIONS[dataClass])]))
    this.#signingIn = open('signIn', MOST_SIGNING_IN)
    this.signingIn = this.#toDatabase(this.#signingIn)
  }

  of(subdistrictId: string, dataClass: DataClass): Database {
    const key = `${dataClass} ${subdistrictId}`
    let database = this.#made.get(key)
    if (!database) this.#made.set(key, (database = this.#make(subdistrictId, dataClass)))
    return database
  }

  #make(subdistrictId: string, dataClass: DataClass): Database {
    return this.#toDatabase(new ScopedPool(this.#pools.get(dataClass) as pg.Pool, subdistrictId))
  }

  #toDatabase(pool: pg.Pool): Database {
    const close = async () => undefined
    return { db: drizzle(pool, { schema }), pool, connectionString: this.#connectionString, close }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values(), this.#signingIn].map((pool) => pool.end()))
  }
}

function openPool(connectionString: string, dataClass: DataClass, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    options: `-c role=${roleOf(dataClass)}`,
    max,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: IDLE_MS,
    Client: SteadyClient,
  })
  pool.on('error', () => undefined)
  return pool
}
