import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { databaseName } from './embedded-postgres-cluster.ts'
import { isAlive, readPidFile } from './embedded-postgres-pidfile.ts'

/** The embedded database of a product that runs at this moment, so that a command-line tool can look into it. */
export function runningDatabase(dataDir: string): string | undefined {
  const dir = join(dataDir, 'cluster')
  const note = readPidFile(dir)
  if (!note?.ready || !isAlive(note.pid)) return undefined
  // the fourth line of the postmaster's note is its port
  const port = readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n')[3]?.trim()
  const password = readFileSync(join(dataDir, 'password'), 'utf8').trim()
  return `postgres://${databaseName}:${password}@127.0.0.1:${port}/${databaseName}`
}
