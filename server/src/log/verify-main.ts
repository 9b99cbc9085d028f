import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts'
import { openDatabase } from '../store/database.ts'
import { readSubdistricts } from './read.ts'
import { runningDatabase } from '../platform/running-database.ts'
import { readHeadFiles } from './read-heads.ts'
import type { SignedHead } from './signature.ts'
import { verifyChain } from './verify.ts'

/**
 * `npm run log:verify [-- --heads DIR_OR_FILE [--fingerprint F]]` walks every chain, holds it against the signed heads and
 * names the first broken link; exit status 1 where one is broken. With a fingerprint only heads of that key count.
 */
const { values } = parseArgs({ options: { heads: { type: 'string' }, fingerprint: { type: 'string' } } })
const say = (line: string) => void process.stdout.write(`${line}\n`)

let heads: SignedHead[] = []
try {
  heads = values.heads === undefined ? [] : readHeadFiles(resolve(values.heads))
} catch (error) {
  process.stderr.write(`--heads: ${(error as Error).message}\n`)
  process.exit(2)
}
const config = readConfig(process.env, [])
const dataDir = resolve(config.DATA_DIR, 'postgres')
const running = config.DATABASE_URL ?? runningDatabase(dataDir)
const postgres = running
  ? undefined
  : await startEmbeddedPostgres({ dataDir, log: (line) => process.stderr.write(`${line}\n`) })
const database = openDatabase(running ?? (postgres?.connectionString as string), 2)
let broken = 0
try {
  const stranger = heads.find((head) => values.fingerprint !== undefined && head.fingerprint !== values.fingerprint)
  if (stranger) {
    broken += 1
    say(`${stranger.subdistrictId}: the head of ${stranger.day} is signed by another key: ${stranger.fingerprint}`)
  }
  const ids = new Set([...(await readSubdistricts(database.db)), ...heads.map((head) => head.subdistrictId)])
  for (const id of ids) {
    const verdict = await verifyChain(database.db, id, { heads })
    if (verdict.ok) {
      say(
        `${id}: ${verdict.events} events, chain whole, head ${verdict.head}, agrees with ${verdict.heads} signed heads`,
      )
    } else {
      broken += 1
      say(`${id}: BROKEN at event ${verdict.seq}: ${verdict.why}`)
    }
  }
} finally {
  await database.close()
  await postgres?.stop()
}
process.exitCode = broken === 0 ? 0 : 1
