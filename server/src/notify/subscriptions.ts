import { and, eq } from 'drizzle-orm'
import { newId } from '../platform/ids.ts'
import type { Db, Tx } from '../store/database.ts'
import { pushSubscription, unit } from '../store/schema.ts'

const MOST_DEVICES = 10

type Device = { endpoint: string; keys: { p256dh: string; auth: string } }
type Owner = { subdistrictId: string; accountId: string }

/**
 * Keeps a device, and the ten youngest of an account at the most. One that changes hands calls whoever signed in on it
 * last; false where it is another street's.
 */
export async function keepDevice(tx: Tx, owner: Owner, { endpoint, keys }: Device, now: number): Promise<boolean> {
  await tx.delete(pushSubscription).where(eq(pushSubscription.endpoint, endpoint))
  const devices = await tx
    .select({ id: pushSubscription.id })
    .from(pushSubscription)
    .where(eq(pushSubscription.accountId, owner.accountId))
    .orderBy(pushSubscription.createdAt)
  for (const old of devices.slice(0, Math.max(devices.length - MOST_DEVICES + 1, 0)))
    await tx.delete(pushSubscription).where(eq(pushSubscription.id, old.id))
  const made = await tx
    .insert(pushSubscription)
    .values({ id: newId(now), ...owner, endpoint, ...keys, createdAt: new Date(now) })
    .onConflictDoNothing()
    .returning({ id: pushSubscription.id })
  return made.length > 0
}

/** False where the account has no such device. */
export async function forgetDevice(tx: Tx, accountId: string, endpoint: string): Promise<boolean> {
  const gone = await tx
    .delete(pushSubscription)
    .where(and(eq(pushSubscription.endpoint, endpoint), eq(pushSubscription.accountId, accountId)))
    .returning({ id: pushSubscription.id })
  return gone.length > 0
}

/** The duty telephone of a unit, and when it was last heard of. */
export async function findContact(db: Db, subdistrictId: string, unitId: string) {
  const [row] = await db
    .select({ id: unit.id, name: unit.name, phone: unit.phone, lastContactAt: unit.lastContactAt })
    .from(unit)
    .where(and(eq(unit.id, unitId), eq(unit.subdistrictId, subdistrictId)))
  return row && { ...row, lastContactAt: row.lastContactAt?.toISOString() ?? null }
}
