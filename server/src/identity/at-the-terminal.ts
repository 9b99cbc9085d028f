import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { readConfig } from '../config.ts'
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts'
import { runningDatabase } from '../platform/running-database.ts'
import { migrateDatabase, openDatabase, type Database } from '../store/database.ts'
import { passwordFaults } from './password-change.ts'

/** What the commands share that make the first accounts of an installation or of a subdistrict. */

export const USERNAME = /^[a-z][a-z0-9._-]{2,31}$/

export function quit(words: string): never {
  process.stderr.write(`${words}\n`)
  process.exit(2)
}

/** The password is asked for, or read from standard input; it never stands on a command line. */
export async function askPassword(username: string): Promise<string> {
  const password = await readLine()
  const faults = await passwordFaults(password, username, false, '')
  if (faults.length > 0) quit(`${faults.map((fault) => fault.message).join('. ')}.`)
  return password
}

async function readLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false })
  if (process.stdin.isTTY) process.stderr.write('Password: ')
  for await (const line of lines) {
    lines.close()
    return line
  }
  return ''
}

/** Runs on the database of this installation, started for the while if nothing runs; what comes of it is the exit code. */
export async function onDatabase(env: NodeJS.ProcessEnv, run: (database: Database) => Promise<number>): Promise<void> {
  const config = readConfig(env, [])
  const dataDir = resolve(config.DATA_DIR, 'postgres')
  const running = config.DATABASE_URL ?? runningDatabase(dataDir)
  const postgres = running
    ? undefined
    : await startEmbeddedPostgres({ dataDir, log: (line) => process.stderr.write(`${line}\n`) })
  const database = openDatabase(running ?? (postgres?.connectionString as string), 2)
  try {
    await migrateDatabase(database)
    process.exitCode = await run(database)
  } finally {
    await database.close()
    await postgres?.stop()
  }
}
