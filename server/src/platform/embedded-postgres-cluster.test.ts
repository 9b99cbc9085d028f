import { spawnSync, type SpawnSyncOptions } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { migrateDatabase, openDatabase } from '../store/database.ts'
import { ScopedDatabases } from '../store/scoped-databases.ts'
import { prepareCluster } from './embedded-postgres-cluster.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'

it('a cluster of an earlier version, which knew fewer roles, gets those that are missing at its next start', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'liandong-earlier-'))
  const dataDir = join(dir, 'postgres')
  const { launcher, programs, dir: cluster } = await prepareCluster(dataDir, () => undefined)
  const { file, args, options } = launcher.call(programs.postgres, ['--single', '-D', cluster, 'postgres'])
  const { stderr } = spawnSync(file, args, {
    ...(options as SpawnSyncOptions),
    input: 'DROP ROLE liandong_sign_in\n',
  })
  expect(String(stderr)).not.toMatch(/ERROR|FATAL/)
  // as versions before this one left it
  writeFileSync(join(cluster, 'liandong-roles'), '')
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined })
  const database = openDatabase(postgres.connectionString, 2)
  const scoped = new ScopedDatabases(postgres.connectionString)
  try {
    await migrateDatabase(database)
    expect((await scoped.signingIn.pool.query('SELECT FROM account')).rowCount).toBe(0)
  } finally {
    await scoped.close()
    await database.close()
    await postgres.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}, 60_000)
