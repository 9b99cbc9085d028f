import { eq, sql } from 'drizzle-orm'
import type { Tx } from '../store/database.ts'
import { session } from '../store/schema.ts'

export const ACCESS_CHANNEL = 'liandong_access'

/**
 * `noteAccessChanged` ends every session of an account whose role, organisation, unit, password or right to sign in has
 * changed: what somebody was allowed a moment ago must not go on in an open page. Every process hears of it at commit.
 */
export async function noteAccessChanged(tx: Tx, accountId: string): Promise<void> {
  await tx.delete(session).where(eq(session.accountId, accountId))
  await tx.execute(sql`SELECT pg_notify(${ACCESS_CHANNEL}, ${accountId})`)
}
