import { and, desc, eq, gt, lt, ne, or, type SQL } from 'drizzle-orm'
import type { Actor, Role } from '@liandong/shared/access/actor.ts'
import { isOver, limitOf, UNFINISHED_MS, type SessionLimits } from '@liandong/shared/access/session-limits.ts'
import { nextStep, type SignInStep } from '@liandong/shared/access/sign-in-steps.ts'
import { DAY_MS, MINUTE_MS } from '@liandong/shared/time.ts'
import type { SessionUser } from '@liandong/shared/wire/session.ts'
import { newId } from '../platform/ids.ts'
import type { Database, Db, Tx } from '../store/database.ts'
import { account, session, wallScreen } from '../store/schema.ts'
import { noteAccessChanged } from './access-channel.ts'
import { hashToken, newToken } from './tokens.ts'

export type SignedIn = {
  user: SessionUser
  subdistrictId: string
  actor: Extract<Actor, { kind: 'user' }>
  sessionId: string
  /** What is still to be done before this session may do anything else. */
  needs: SignInStep
}

export type Where = { place: string; device: string }
export type AccountRow = typeof account.$inferSelect
type SessionRow = typeof session.$inferSelect

/** How often the last use of a session is written down. */
const TOUCH_MS = MINUTE_MS
/** "Until somebody ends it", for a column that wants an instant. */
const FOR_GOOD_MS = 36_500 * DAY_MS

export type SessionRules = { limits: SessionLimits; isDemo: boolean }

export const stepOf = (
  row: AccountRow,
  of: Pick<SessionRow, 'secondFactor' | 'withoutPassword'>,
  isDemo: boolean,
  now: number,
) =>
  nextStep(
    {
      role: row.role as Role,
      isDemo,
      isEnrolled: row.totpSecret !== null,
      hasSecondFactor: of.secondFactor,
      mustChangePassword: row.mustChangePassword,
      passwordChangedAt: row.passwordChangedAt?.getTime() ?? null,
      withoutPassword: of.withoutPassword,
    },
    now,
  )

export class Sessions {
  readonly #database: Database
  readonly rules: SessionRules

  constructor(database: Database, rules: SessionRules) {
    this.#database = database
    this.rules = rules
  }

  async open(
    tx: Db | Tx,
    row: AccountRow,
    where: Where,
    by: { secondFactor: boolean; withoutPassword: boolean },
    now: number,
  ): Promise<{ token: string; signedIn: SignedIn }> {
    const token = newToken()
    const id = newId(now)
    const needs = stepOf(row, by, this.rules.isDemo, now)
    await tx.insert(session).values({
      tokenHash: hashToken(token),
      id,
      accountId: row.id,
      ...where,
      ...by,
      createdAt: new Date(now),
      lastSeenAt: new Date(now),
      expiresAt: new Date(now + this.#lifetimeMs(row.role as Role, needs)),
    })
    return { token, signedIn: toSignedIn(row, id, needs) }
  }

  async openScreen(tx: Tx, screenId: string, where: Where, now: number): Promise<string> {
    const token = newToken()
    await tx.insert(session).values({
      tokenHash: hashToken(token),
      id: newId(now),
      screenId,
      ...where,
      createdAt: new Date(now),
      lastSeenAt: new Date(now),
      expiresAt: new Date(now + FOR_GOOD_MS),
    })
    return token
  }

  #lifetimeMs(role: Role, needs: SignInStep): number {
    return needs === null ? (limitOf(role, this.rules.limits).absoluteMs ?? FOR_GOOD_MS) : UNFINISHED_MS
  }

  /** A step of the sign-in is done: what is left, and another cookie, so that one that was seen before is worth nothing. */
  async proceed(tx: Tx, me: SignedIn, row: AccountRow, set: { secondFactor?: true }, now: number) {
    const token = newToken()
    const [known] = await tx.select().from(session).where(eq(session.id, me.sessionId)).for('update')
    if (!known) return undefined
    const needs = stepOf(row, { ...known, ...set }, this.rules.isDemo, now)
    await tx
      .update(session)
      .set({
        ...set,
        tokenHash: hashToken(token),
        pendingTotp: null,
        lastSeenAt: new Date(now),
        expiresAt: new Date(known.createdAt.getTime() + this.#lifetimeMs(row.role as Role, needs)),
      })
      .where(eq(session.id, me.sessionId))
    return { token, signedIn: toSignedIn(row, me.sessionId, needs) }
  }

  /** Who the bearer of this token is; undefined once it has expired, idled or been ended. */
  async find(token: string, now: number, isUse: boolean): Promise<SignedIn | undefined> {
    const [found] = await this.#read(eq(session.tokenHash, hashToken(token)), now)
    if (!found) return undefined
    if (isUse && now - found.lastSeenAt > TOUCH_MS)
      await this.#database.db
        .update(session)
        .set({ lastSeenAt: new Date(now) })
        .where(eq(session.id, found.signedIn.sessionId))
    return found.signedIn
  }

  /** All sessions that hold now, by their ids: what open sockets are checked against. */
  async holding(now: number): Promise<Map<string, SignedIn>> {
    const rows = await this.#read(undefined, now)
    return new Map(rows.map(({ signedIn }) => [signedIn.sessionId, signedIn]))
  }

  async #read(which: SQL | undefined, now: number) {
    const rows = await this.#database.db
      .select({ session, account, screen: wallScreen })
      .from(session)
      .leftJoin(account, eq(account.id, session.accountId))
      .leftJoin(wallScreen, eq(wallScreen.id, session.screenId))
      .where(and(which, gt(session.expiresAt, new Date(now))))
    return rows.flatMap((row) => {
      const signedIn = this.#judge(row, now)
      return signedIn ? [{ signedIn, lastSeenAt: row.session.lastSeenAt.getTime() }] : []
    })
  }

  #judge(
    row: { session: SessionRow; account: AccountRow | null; screen: typeof wallScreen.$inferSelect | null },
    now: number,
  ): SignedIn | undefined {
    if (row.screen) return row.screen.revokedAt ? undefined : toScreen(row.screen, row.session.id)
    if (!row.account || row.account.disabledAt) return undefined
    const times = { createdAt: row.session.createdAt.getTime(), lastSeenAt: row.session.lastSeenAt.getTime() }
    if (isOver(limitOf(row.account.role as Role, this.rules.limits), times, now)) return undefined
    return toSignedIn(row.account, row.session.id, stepOf(row.account, row.session, this.rules.isDemo, now))
  }
}

export async function touchScreens(db: Db, ids: readonly string[], now: number): Promise<void> {
  if (ids.length === 0) return
  const mine = or(...ids.map((id) => eq(session.id, id)))
  await db
    .update(session)
    .set({ lastSeenAt: new Date(now) })
    .where(and(mine, lt(session.lastSeenAt, new Date(now - TOUCH_MS))))
}

export const listSessions = (db: Db, accountId: string, now: number) =>
  db
    .select({
      id: session.id,
      place: session.place,
      device: session.device,
      createdAt: session.createdAt,
      lastSeenAt: session.lastSeenAt,
    })
    .from(session)
    .where(and(eq(session.accountId, accountId), gt(session.expiresAt, new Date(now))))
    .orderBy(desc(session.lastSeenAt), desc(session.id))
    .limit(100)

/** Ends the other sessions of an account and tells every process; how many there were. */
export async function endOthers(tx: Tx, accountId: string, keptId: string): Promise<number> {
  const ended = await tx
    .delete(session)
    .where(and(eq(session.accountId, accountId), ne(session.id, keptId)))
    .returning({ id: session.id })
  if (ended.length > 0) await noteAccessChanged(tx, accountId)
  return ended.length
}

export async function endOne(tx: Tx, accountId: string, id: string): Promise<boolean> {
  const ended = await tx
    .delete(session)
    .where(and(eq(session.accountId, accountId), eq(session.id, id)))
    .returning({ id: session.id })
  if (ended.length > 0) await noteAccessChanged(tx, accountId)
  return ended.length > 0
}

function toSignedIn(row: AccountRow, sessionId: string, needs: SignInStep): SignedIn {
  const { id, username, name, organisationId, unitId } = row
  const role = row.role as Role
  return {
    user: { id, username, name, role, organisationId, unitId },
    subdistrictId: row.subdistrictId,
    actor: { kind: 'user', id, role, organisationId, unitId },
    sessionId,
    needs,
  }
}

/** A screen acts for nobody: it is the wall of its subdistrict. */
function toScreen({ id, name, subdistrictId }: typeof wallScreen.$inferSelect, sessionId: string): SignedIn {
  const place = { role: 'wall', organisationId: subdistrictId, unitId: null } as const
  return {
    user: { id, username: 'wall', name, ...place },
    subdistrictId,
    actor: { kind: 'user', id, ...place },
    sessionId,
    needs: null,
  }
}
