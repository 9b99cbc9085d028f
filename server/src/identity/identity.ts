import { createHash, randomBytes } from 'node:crypto'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Actor, Role } from '@liandong/shared/access/actor.ts'
import type { SessionUser } from '@liandong/shared/wire/session.ts'
import { HOUR_MS, MINUTE_MS } from '@liandong/shared/time.ts'
import type { ServerClock } from '../platform/clock.ts'
import type { Database } from '../store/database.ts'
import { account, session } from '../store/schema.ts'
import { hashPassword, verifyPassword } from './passwords.ts'

export type SignedIn = { user: SessionUser; subdistrictId: string; actor: Extract<Actor, { kind: 'user' }> }
export type SignInResult =
  | { ok: true; token: string; signedIn: SignedIn }
  | { ok: false; code: 'wrongCredentials' | 'accountLocked'; retryAfterMs?: number }

/** 等保: five wrong passwords, then a wait (rivals.md §5b). */
const MOST_FAILURES = 5
const LOCKED_MS = 10 * MINUTE_MS
/** A shift is twelve hours; a screen left alone is signed out after that. */
const IDLE_MS = 12 * HOUR_MS
const ABSOLUTE_MS = 24 * HOUR_MS
/** A wall screen is signed in for as long as it hangs there. */
const WALL_MS = 365 * 24 * HOUR_MS
/** How often the last use of a session is written down. */
const TOUCH_MS = MINUTE_MS

const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Sign-in with a password and a session cookie. The database holds hashes of both, never the things themselves. */
export class Identity {
  readonly #database: Database
  readonly #clock: ServerClock
  readonly #demo: boolean
  /** Verified against where no such user exists, so that the answer takes as long. */
  #decoy: Promise<string> | undefined
  #names = new Map<string, string>()

  constructor(database: Database, clock: ServerClock, demo: boolean) {
    this.#database = database
    this.#clock = clock
    this.#demo = demo
  }

  async load(): Promise<void> {
    const rows = await this.#database.db.select({ id: account.id, name: account.name }).from(account)
    this.#names = new Map(rows.map((row) => [row.id, row.name]))
  }

  nameOf(accountId: string): string | undefined {
    return this.#names.get(accountId)
  }

  async signIn(username: string, password: string): Promise<SignInResult> {
    const now = this.#clock.now()
    const [row] = await this.#database.db
      .select()
      .from(account)
      .where(and(eq(account.username, username), isNull(account.disabledAt)))
    if (!row || (row.demo && !this.#demo)) {
      this.#decoy ??= hashPassword(randomBytes(16).toString('hex'))
      await verifyPassword(await this.#decoy, password)
      return { ok: false, code: 'wrongCredentials' }
    }
    if (row.lockedUntil && row.lockedUntil.getTime() > now) {
      return { ok: false, code: 'accountLocked', retryAfterMs: row.lockedUntil.getTime() - now }
    }
    if (!(await verifyPassword(row.passwordHash, password))) {
      await this.#failed(row.id, now)
      return { ok: false, code: 'wrongCredentials' }
    }
    await this.#database.db.update(account).set({ failedCount: 0, lockedUntil: null }).where(eq(account.id, row.id))
    const token = randomBytes(32).toString('base64url')
    const lifetime = row.role === 'wall' ? WALL_MS : ABSOLUTE_MS
    await this.#database.db.insert(session).values({
      tokenHash: hashToken(token),
      accountId: row.id,
      createdAt: new Date(now),
      lastSeenAt: new Date(now),
      expiresAt: new Date(now + lifetime),
    })
    return { ok: true, token, signedIn: toSignedIn(row) }
  }

  async #failed(accountId: string, now: number): Promise<void> {
    const lockedUntil = sql`CASE WHEN failed_count + 1 >= ${MOST_FAILURES} THEN ${new Date(now + LOCKED_MS)}::timestamptz END`
    const failedCount = sql`CASE WHEN failed_count + 1 >= ${MOST_FAILURES} THEN 0 ELSE failed_count + 1 END`
    await this.#database.db.update(account).set({ failedCount, lockedUntil }).where(eq(account.id, accountId))
  }

  /** Who the bearer of this token is; undefined once it has expired, idled or been signed out. */
  async find(token: string): Promise<SignedIn | undefined> {
    const now = this.#clock.now()
    const tokenHash = hashToken(token)
    const [row] = await this.#database.db
      .select({ account, lastSeenAt: session.lastSeenAt })
      .from(session)
      .innerJoin(account, eq(account.id, session.accountId))
      .where(and(eq(session.tokenHash, tokenHash), gt(session.expiresAt, new Date(now)), isNull(account.disabledAt)))
    if (!row) return undefined
    const idleMs = now - row.lastSeenAt.getTime()
    if (row.account.role !== 'wall' && idleMs > IDLE_MS) return undefined
    if (idleMs > TOUCH_MS) {
      await this.#database.db
        .update(session)
        .set({ lastSeenAt: new Date(now) })
        .where(eq(session.tokenHash, tokenHash))
    }
    return toSignedIn(row.account)
  }

  async signOut(token: string): Promise<void> {
    await this.#database.db.delete(session).where(eq(session.tokenHash, hashToken(token)))
  }
}

const toSignedIn = (row: typeof account.$inferSelect): SignedIn => {
  const { id, username, name, organisationId, unitId } = row
  const role = row.role as Role
  return {
    user: { id, username, name, role, organisationId, unitId },
    subdistrictId: row.subdistrictId,
    actor: { kind: 'user', id, role, organisationId, unitId },
  }
}
