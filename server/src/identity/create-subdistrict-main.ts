import { eq, TransactionRollbackError } from 'drizzle-orm'
import { ensurePartitions } from '../log/partitions.ts'
import { organisation } from '../store/schema.ts'
import { askPassword, onDatabase, quit, USERNAME } from './at-the-terminal.ts'
import { addAdministrator, foundSubdistrict } from './first-administrator.ts'

/**
 * `npm run subdistrict:create -- ID NAME USERNAME PERSON` puts another street on this installation (D31), with its own
 * first administrator. It sees nothing of the others, and they nothing of it; a running server serves it in 15 seconds.
 */
const [id, name, username, person] = process.argv.slice(2)

if (!id || !/^[a-z][a-z0-9-]{2,40}$/.test(id) || !name || !username || !USERNAME.test(username) || !person)
  quit('Usage: npm run subdistrict:create -- ID NAME USERNAME PERSON   (ID: 3 to 41 of a-z 0-9 -)')
const password = await askPassword(username)

await onDatabase(process.env, async ({ db }) => {
  const now = Date.now()
  await ensurePartitions(db, now)
  return db
    .transaction(async (tx) => {
      const [taken] = await tx.select({ id: organisation.id }).from(organisation).where(eq(organisation.id, id))
      if (taken) {
        process.stderr.write(`There is an organisation ${id} already.\n`)
        return 1
      }
      await foundSubdistrict(tx, id, name, now)
      if (!(await addAdministrator(tx, { subdistrictId: id, username, name: person, role: 'admin', password }, now))) {
        process.stderr.write(`There is an account ${username} already.\n`)
        tx.rollback()
      }
      process.stdout.write(`${name} made, with its administrator ${username}. The security administrator comes next:\n`)
      process.stdout.write(`npm run admin:create -- USERNAME NAME security ${id}\n`)
      return 0
    })
    .catch((error: unknown) => {
      if (error instanceof TransactionRollbackError) return 1
      throw error
    })
})
