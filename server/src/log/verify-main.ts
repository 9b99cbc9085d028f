import { resolve } from 'node:path'
import { readConfig } from '../config.ts'
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts'
import { openDatabase } from '../store/database.ts'
import { readSubdistricts } from './read.ts'
import { runningDatabase } from '../platform/running-database.ts'
import { verifyChain } from './verify.ts'

/** `npm run log:verify` walks every chain and names the first broken link; exit status 1 where one is broken. */
const config = readConfig(process.env, [])
const dataDir = resolve(config.DATA_DIR, 'postgres')
const running = config.DATABASE_URL ?? runningDatabase(dataDir)
const postgres = running
  ? undefined
  : await startEmbeddedPostgres({ dataDir, log: (line) => process.stderr.write(`${line}\n`) })
const database = openDatabase(running ?? (postgres?.connectionString as string), 2)
let broken = 0
try {
  for (const id of await readSubdistricts(database.db)) {
    const verdict = await verifyChain(database.db, id)
    if (verdict.ok) {
      process.stdout.write(`${id}: ${verdict.events} events, chain whole, head ${verdict.head}\n`)
    } else {
      broken += 1
      process.stdout.write(`${id}: BROKEN at event ${verdict.seq}: ${verdict.why}\n`)
    }
  }
} finally {
  await database.close()
  await postgres?.stop()
}
process.exitCode = broken === 0 ? 0 : 1
