import { eq } from 'drizzle-orm'
import type { Role } from '@liandong/shared/access/actor.ts'
import { appendAudit } from '../log/audit.ts'
import { newId } from '../platform/ids.ts'
import type { Tx } from '../store/database.ts'
import { account, organisation, organisationPlace } from '../store/schema.ts'
import { hashPassword } from './passwords.ts'

/** A street begins with itself alone; its administrators build what is in it from /admin. */
export async function foundSubdistrict(tx: Tx, id: string, name: string, now: number): Promise<void> {
  await tx.insert(organisation).values({ id, subdistrictId: id, kind: 'subdistrict', name })
  await tx.insert(organisationPlace).values({ organisationId: id, parentId: null, name, fromAt: new Date(now) })
}

type First = { subdistrictId: string; username: string; name: string; role: Role; password: string }

/** `addAdministrator` makes an account that no other account could grant; undefined where the user name is taken. */
export async function addAdministrator(tx: Tx, first: First, now: number): Promise<string | undefined> {
  const { subdistrictId, username, name, role, password } = first
  const [taken] = await tx.select({ id: account.id }).from(account).where(eq(account.username, username))
  if (taken) return undefined
  const id = newId(now)
  const passwordHash = await hashPassword(password)
  await tx
    .insert(account)
    .values({ id, subdistrictId, username, name, role, organisationId: subdistrictId, passwordHash })
  // whoever stands at the machine is no account: the account made is named as the one who acts
  const actor = { kind: 'user', id, role, organisationId: subdistrictId, unitId: null } as const
  const data = { role, organisationId: subdistrictId, unitId: null, at: 'terminal' }
  await appendAudit(
    tx,
    subdistrictId,
    id,
    { type: 'account.created', data, personal: { username, name } },
    { actor, now },
  )
  return id
}
