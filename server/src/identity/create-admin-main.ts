import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { eq } from 'drizzle-orm'
import { readConfig } from '../config.ts'
import { DEMO_PASSWORD } from '../demo/accounts.ts'
import { newId } from '../platform/ids.ts'
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts'
import { runningDatabase } from '../platform/running-database.ts'
import { migrateDatabase, openDatabase } from '../store/database.ts'
import { account, organisation } from '../store/schema.ts'
import { hashPassword } from './passwords.ts'

/**
 * `npm run admin:create -- USERNAME NAME` makes the first administrator of an installation and the subdistrict it
 * belongs to. The password is asked for, or read from standard input; it never stands on a command line.
 */
const [username, name] = process.argv.slice(2)
const LEAST_LENGTH = 12

if (!username || !/^[a-z][a-z0-9._-]{2,31}$/.test(username) || !name) {
  process.stderr.write('Usage: npm run admin:create -- USERNAME NAME   (3 to 32 of a-z 0-9 . _ -)\n')
  process.exit(2)
}
const password = await readPassword()
if (password.length < LEAST_LENGTH || password === DEMO_PASSWORD || password.includes(username)) {
  process.stderr.write(
    `The password must have at least ${LEAST_LENGTH} characters, not hold the user name, and not be the demo password.\n`,
  )
  process.exit(2)
}

const config = readConfig(process.env, [])
const dataDir = resolve(config.DATA_DIR, 'postgres')
const running = config.DATABASE_URL ?? runningDatabase(dataDir)
const postgres = running
  ? undefined
  : await startEmbeddedPostgres({ dataDir, log: (line) => process.stderr.write(`${line}\n`) })
const database = openDatabase(running ?? (postgres?.connectionString as string), 2)
try {
  await migrateDatabase(database)
  process.exitCode = await create()
} finally {
  await database.close()
  await postgres?.stop()
}

async function create(): Promise<number> {
  const { db } = database
  const [taken] = await db
    .select({ id: account.id })
    .from(account)
    .where(eq(account.username, username as string))
  if (taken) {
    process.stderr.write(`There is an account ${username} already.\n`)
    return 1
  }
  const [known] = await db.select().from(organisation).where(eq(organisation.kind, 'subdistrict')).limit(1)
  const subdistrictId = known?.id ?? 'org-subdistrict'
  if (!known)
    await db
      .insert(organisation)
      .values({ id: subdistrictId, subdistrictId, parentId: null, kind: 'subdistrict', name: '街道' })
  await db.insert(account).values({
    id: newId(Date.now()),
    subdistrictId,
    username: username as string,
    name: name as string,
    role: 'admin',
    organisationId: subdistrictId,
    passwordHash: await hashPassword(password),
  })
  process.stdout.write(`Administrator ${username} made. Sign in at the address that npm start prints.\n`)
  return 0
}

async function readPassword(): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false })
  if (process.stdin.isTTY) process.stderr.write('Password: ')
  for await (const line of lines) {
    lines.close()
    return line
  }
  return ''
}
