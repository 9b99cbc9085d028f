import type pg from 'pg'
import type { Database } from '../../src/store/database.ts'

/** `forge` does to the database what somebody with all its rights could: the triggers of the log are switched off. */
export async function forge<T>({ pool }: Database, run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('SET session_replication_role = replica')
    return await run(client)
  } finally {
    await client.query('RESET session_replication_role')
    client.release()
  }
}
