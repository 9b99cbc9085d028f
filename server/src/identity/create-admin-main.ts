import { and, eq } from 'drizzle-orm'
import type { Role } from '@liandong/shared/access/actor.ts'
import { ensurePartitions } from '../log/partitions.ts'
import { organisation } from '../store/schema.ts'
import { askPassword, onDatabase, quit, USERNAME } from './at-the-terminal.ts'
import { addAdministrator, foundSubdistrict } from './first-administrator.ts'

/**
 * `npm run admin:create -- USERNAME NAME [ROLE [SUBDISTRICT]]` makes one of the three administrators of an installation,
 * and with the first the subdistrict it belongs to. The security administrator is made here too: nobody else could
 * grant that role.
 */
const ADMINISTRATORS: readonly Role[] = ['admin', 'security', 'auditor']
const [username, name, role = 'admin', ofSubdistrict] = process.argv.slice(2)

if (!username || !USERNAME.test(username) || !name || !ADMINISTRATORS.includes(role as Role))
  quit(
    'Usage: npm run admin:create -- USERNAME NAME [admin|security|auditor [SUBDISTRICT]]   (3 to 32 of a-z 0-9 . _ -)',
  )
const password = await askPassword(username)

await onDatabase(process.env, async ({ db }) => {
  const now = Date.now()
  await ensurePartitions(db, now)
  return db.transaction(async (tx) => {
    const isTheirs = ofSubdistrict === undefined ? undefined : eq(organisation.id, ofSubdistrict)
    const [known] = await tx
      .select()
      .from(organisation)
      .where(and(eq(organisation.kind, 'subdistrict'), isTheirs))
      .orderBy(organisation.id)
      .limit(1)
    if (!known && ofSubdistrict !== undefined) {
      process.stderr.write(`There is no subdistrict ${ofSubdistrict}.\n`)
      return 1
    }
    const subdistrictId = known?.id ?? 'org-subdistrict'
    if (!known) await foundSubdistrict(tx, subdistrictId, '街道', now)
    if (!(await addAdministrator(tx, { subdistrictId, username, name, role: role as Role, password }, now))) {
      process.stderr.write(`There is an account ${username} already.\n`)
      return 1
    }
    process.stdout.write(`Account ${username} (${role}) made. Sign in at the address that npm start prints.\n`)
    return 0
  })
})
