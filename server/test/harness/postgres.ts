import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/embedded-postgres.ts'

export type TestPostgres = {
  /** The present postmaster, for a test that kills it. */
  readonly pid: number
  /** A database of its own for one story; its connection string. */
  freshDatabase(): Promise<string>
}

/** `usePostgres` runs one real PostgreSQL for all tests of a file, as the product itself would run it. */
export function usePostgres(): TestPostgres {
  let postgres: EmbeddedPostgres | undefined
  let dir = ''
  let made = 0
  const running = (): EmbeddedPostgres => {
    if (!postgres) throw new Error('PostgreSQL runs only while tests run.')
    return postgres
  }

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'liandong-test-'))
    postgres = await startEmbeddedPostgres({ dataDir: join(dir, 'postgres'), log: () => undefined })
  })
  afterAll(async () => {
    await postgres?.stop()
    rmSync(dir, { recursive: true, force: true })
  })

  return {
    get pid() {
      return running().pid
    },
    async freshDatabase() {
      const { connectionString } = running()
      const name = `story_${++made}`
      const client = new pg.Client({ connectionString })
      await client.connect()
      await client.query(`CREATE DATABASE ${name}`)
      await client.end()
      return connectionString.replace(/\/[^/]+$/, `/${name}`)
    },
  }
}
