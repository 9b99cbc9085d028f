import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { eq } from 'drizzle-orm'
import { readConfig } from '../config.ts'
import { appendAudit } from '../log/audit.ts'
import { ensurePartitions } from '../log/partitions.ts'
import { newId } from '../platform/ids.ts'
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts'
import { runningDatabase } from '../platform/running-database.ts'
import { migrateDatabase, openDatabase } from '../store/database.ts'
import { account, organisation } from '../store/schema.ts'
import { passwordFaults } from './password-change.ts'
import { hashPassword } from './passwords.ts'

/**
 * `npm run admin:create -- USERNAME NAME [ROLE]` makes one of the three administrators of an installation, and with the
 * first the subdistrict it belongs to. The password is asked for, or read from standard input; it never stands on a
 * command line.
 */
const ADMINISTRATORS = ['admin', 'security', 'auditor']
const [username, name, role = 'admin'] = process.argv.slice(2)

if (!username || !/^[a-z][a-z0-9._-]{2,31}$/.test(username) || !name || !ADMINISTRATORS.includes(role)) {
  process.stderr.write(
    'Usage: npm run admin:create -- USERNAME NAME [admin|security|auditor]   (USERNAME: 3 to 32 of a-z 0-9 . _ -)\n',
  )
  process.exit(2)
}
const password = await readPassword()
const faults = await passwordFaults(password, username, false, '')
if (faults.length > 0) {
  process.stderr.write(`${faults.map((fault) => fault.message).join('. ')}.\n`)
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
  await ensurePartitions(database.db, Date.now())
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
  const id = newId(Date.now())
  const passwordHash = await hashPassword(password)
  await db.transaction(async (tx) => {
    await tx.insert(account).values(newAccount(id, subdistrictId, passwordHash))
    const event = { type: 'account.created', data: { role, how: 'commandLine' } }
    await appendAudit(tx, subdistrictId, id, event, { actor: { kind: 'system', id: 'watch' }, now: Date.now() })
  })
  process.stdout.write(`Account ${username} (${role}) made. Sign in at the address that npm start prints.\n`)
  return 0
}

function newAccount(id: string, subdistrictId: string, passwordHash: string): typeof account.$inferInsert {
  return {
    id,
    subdistrictId,
    username: username as string,
    name: name as string,
    role,
    organisationId: subdistrictId,
    passwordHash,
    passwordChangedAt: new Date(),
  }
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
