import { and, asc, count, eq, gt, max, sql } from 'drizzle-orm'
import type { Db } from '../store/database.ts'
import { account, session, signInGuard } from '../store/schema.ts'

/** How the people of a subdistrict are signed in, a page at a time by user name. */
export async function listSignIns(
  db: Db,
  subdistrictId: string,
  after: string | undefined,
  limit: number,
  now: number,
) {
  const at = new Date(now)
  const open = db
    .select({
      accountId: session.accountId,
      sessions: count().as('sessions'),
      seen: max(session.lastSeenAt).as('seen'),
    })
    .from(session)
    .where(gt(session.expiresAt, at))
    .groupBy(session.accountId)
    .as('open')
  const locks = db
    .select({ accountId: signInGuard.accountId, until: max(signInGuard.waitsUntil).as('until') })
    .from(signInGuard)
    .where(gt(signInGuard.waitsUntil, at))
    .groupBy(signInGuard.accountId)
    .as('locks')
  return db
    .select({
      accountId: account.id,
      username: account.username,
      name: account.name,
      role: account.role,
      isDisabled: sql<boolean>`${account.disabledAt} IS NOT NULL`,
      sessions: sql<number>`coalesce(${open.sessions}, 0)::int`,
      lastSeenAt: open.seen,
      waitsUntil: locks.until,
      hasSecondFactor: sql<boolean>`${account.totpSecret} IS NOT NULL`,
    })
    .from(account)
    .leftJoin(open, eq(open.accountId, account.id))
    .leftJoin(locks, eq(locks.accountId, account.id))
    .where(and(eq(account.subdistrictId, subdistrictId), after === undefined ? undefined : gt(account.username, after)))
    .orderBy(asc(account.username))
    .limit(limit)
}

export type SignInRow = Awaited<ReturnType<typeof listSignIns>>[number]

export async function findAccount(db: Db, subdistrictId: string, id: string) {
  const [row] = await db
    .select()
    .from(account)
    .where(and(eq(account.id, id), eq(account.subdistrictId, subdistrictId)))
  return row
}
