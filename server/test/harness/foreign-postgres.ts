import { spawnSync, type SpawnSyncOptions } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { prepareCluster } from '../../src/platform/embedded-postgres-cluster.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/embedded-postgres.ts'
import { WALL_ROLES } from '../../src/store/wall-roles.ts'

const PASSWORD = 'of-the-superuser'

/** The PostgreSQL of a city: it knows nothing of this product, and has a superuser who signs in. */
export function useForeignPostgres(): { readonly superuserUrl: string } {
  let postgres: EmbeddedPostgres | undefined
  let dir = ''
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'liandong-foreign-'))
    const dataDir = join(dir, 'postgres')
    const { launcher, programs, dir: cluster } = await prepareCluster(dataDir, () => undefined)
    const { file, args, options } = launcher.call(programs.postgres, ['--single', '-D', cluster, 'postgres'])
    const lines = [`ALTER ROLE postgres PASSWORD '${PASSWORD}'`, ...WALL_ROLES.map((role) => `DROP ROLE ${role}`)]
    const run = spawnSync(file, args, { ...(options as SpawnSyncOptions), input: lines.join('\n') })
    if (/\b(ERROR|FATAL):/.test(String(run.stderr))) throw new Error(String(run.stderr))
    postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined })
  }, 120_000)
  afterAll(async () => {
    await postgres?.stop()
    rmSync(dir, { recursive: true, force: true })
  })
  return {
    get superuserUrl() {
      if (!postgres) throw new Error('PostgreSQL runs only while tests run.')
      return `postgres://postgres:${PASSWORD}@127.0.0.1:${postgres.port}/postgres`
    },
  }
}

/** What the database's administrator does by hand. */
export async function asSuperuser(superuserUrl: string, sql: readonly string[], database = 'postgres'): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl.replace(/\/[^/]+$/, `/${database}`) })
  await client.connect()
  try {
    for (const statement of sql) await client.query(statement)
  } finally {
    await client.end()
  }
}
