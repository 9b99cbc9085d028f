import { eq, sql } from 'drizzle-orm'
import type { Tx } from '../store/database.ts'
import { knownDevice, session } from '../store/schema.ts'

export const ACCESS_CHANNEL = 'liandong_access'

/**
 * `noteAccessChanged` tells every process that what an account may see has changed: its sockets are looked at again at
 * once. Call it in the transaction that changes role, organisation, unit or name; the word goes out with its commit.
 */
export async function noteAccessChanged(tx: Tx, subject: string): Promise<void> {
  await tx.execute(sql`SELECT pg_notify(${ACCESS_CHANNEL}, ${subject})`)
}

/** `endSessions` signs an account out everywhere: what it may do has changed, and nothing open may go on as before. */
export async function endSessions(tx: Tx, accountId: string): Promise<void> {
  await tx.delete(session).where(eq(session.accountId, accountId))
  await noteAccessChanged(tx, accountId)
}

/** `revokeSessions` also forgets its devices: it was disabled, reset or taken over. */
export async function revokeSessions(tx: Tx, accountId: string): Promise<void> {
  await tx.delete(knownDevice).where(eq(knownDevice.accountId, accountId))
  await endSessions(tx, accountId)
}
