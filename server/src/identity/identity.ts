import { randomBytes } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Role } from '@liandong/shared/access/actor.ts'
import { guardsFor } from '@liandong/shared/access/sign-in-guard.ts'
import type { FieldError, Refusal } from '@liandong/shared/problems/refusal.ts'
import { appendAudit } from '../log/audit.ts'
import type { ServerClock } from '../platform/clock.ts'
import type { SecretBox } from '../platform/secret-box.ts'
import type { Logger } from '../platform/logger.ts'
import type { Database, Tx } from '../store/database.ts'
import { account, knownDevice, session } from '../store/schema.ts'
import { noteAccessChanged } from './access-channel.ts'
import { Guards, type Try } from './guards.ts'
import { passwordFaults, setPassword } from './password-change.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { beginEnrolment, finishEnrolment, proveSecondFactor } from './second-factor.ts'
import { hashToken, newToken } from './tokens.ts'
import { endOthers, Sessions, type AccountRow, type SessionRules, type SignedIn, type Where } from './sessions.ts'
import { SignInLog } from './sign-in-log.ts'

export type { SignedIn } from './sessions.ts'

/** From where somebody signs in: the address, what the browser calls itself, and the cookies it brings. */
export type From = Where & { deviceToken: string | undefined; formerToken?: string | undefined }
export type Opened = { token: string; signedIn: SignedIn; deviceToken: string }
type Refused = { ok: false; refusal: Refusal; waitMs?: number }
export type Result<T> = { ok: true; value: T } | Refused
type Proceeded = { token: string; signedIn: SignedIn }

type Deps = {
  database: Database
  clock: ServerClock
  log: Logger
  rules: SessionRules
  box: SecretBox
  committed: (subdistrictId: string) => void
}

const no = (refusal: Refusal): Refused => ({ ok: false, refusal })
const WRONG_CODE: FieldError = {
  pointer: '/code',
  message: 'This code is wrong or has been used',
  messageZh: '验证码错误或已用过',
}
const WRONG_PRESENT: FieldError = {
  pointer: '/present',
  message: 'This is not your present password',
  messageZh: '当前密码不正确',
}

/** Sign-in, step by step. The database holds hashes of passwords and tokens, never the things themselves. */
export class Identity {
  readonly #deps: Deps
  readonly guards: Guards
  readonly #lines: SignInLog
  readonly sessions: Sessions
  /** Verified against where no such user exists, so that the answer takes as long. */
  #decoy: Promise<string> | undefined
  #names = new Map<string, string>()

  constructor(deps: Deps) {
    this.#deps = deps
    this.guards = new Guards(deps.database)
    this.#lines = new SignInLog(deps)
    this.sessions = new Sessions(deps.database, deps.rules)
  }

  async load(): Promise<void> {
    const rows = await this.#deps.database.db.select({ id: account.id, name: account.name }).from(account)
    this.#names = new Map(rows.map((row) => [row.id, row.name]))
  }

  nameOf(accountId: string): string | undefined {
    return this.#names.get(accountId)
  }

  find(token: string, isUse: boolean): Promise<SignedIn | undefined> {
    return this.sessions.find(token, this.#deps.clock.now(), isUse)
  }

  /** An account that may sign in; one of the demo only in the demo. */
  async #usable(username: string): Promise<AccountRow | undefined> {
    const [row] = await this.#deps.database.db
      .select()
      .from(account)
      .where(and(eq(account.username, username), isNull(account.disabledAt)))
    return row && (!row.demo || this.#deps.rules.isDemo) ? row : undefined
  }

  async signIn(username: string, password: string, from: From): Promise<Result<Opened>> {
    const now = this.#deps.clock.now()
    const row = await this.#usable(username)
    const device =
      from.deviceToken && row && (await this.#knows(row.id, from.deviceToken)) ? from.deviceToken : undefined
    const guarded: Try = {
      what: username,
      place: device ? `device ${hashToken(device).toString('hex').slice(0, 16)}` : from.place,
      accountId: row?.id ?? null,
      names: guardsFor(device !== undefined),
    }
    const verdict = await this.guards.take(guarded, now)
    if (!verdict.ok) return { ...no({ code: verdict.code }), waitMs: verdict.waitMs }
    this.#decoy ??= hashPassword(randomBytes(16).toString('hex'))
    const isRight = await verifyPassword(row?.passwordHash ?? (await this.#decoy), password)
    if (!row || !isRight) {
      this.#lines.failed(row && { subdistrictId: row.subdistrictId, accountId: row.id }, from.place, verdict.next, now)
      return no({ code: 'wrongCredentials' })
    }
    await this.guards.forgive(guarded, now)
    return { ok: true, value: await this.open(row, from, { secondFactor: false, withoutPassword: false }, 'password') }
  }

  async #knows(accountId: string, deviceToken: string): Promise<boolean> {
    const which = and(eq(knownDevice.deviceHash, hashToken(deviceToken)), eq(knownDevice.accountId, accountId))
    const [row] = await this.#deps.database.db
      .select({ accountId: knownDevice.accountId })
      .from(knownDevice)
      .where(which)
    return row !== undefined
  }

  /** Opens the session of somebody who has proved who they are, by a password or elsewhere. */
  async open(
    row: AccountRow,
    from: From,
    by: { secondFactor: boolean; withoutPassword: boolean },
    how: 'password' | 'singleSignOn',
  ): Promise<Opened> {
    const now = this.#deps.clock.now()
    const deviceToken = from.deviceToken ?? newToken()
    const opened = await this.#deps.database.db.transaction(async (tx) => {
      const where = { place: from.place, device: from.device }
      const made = await this.sessions.open(tx, row, where, by, now)
      if (made.signedIn.needs === null) await this.#arrived(tx, made.signedIn, deviceToken, { how, place: from.place })
      return made
    })
    this.#deps.committed(row.subdistrictId)
    await this.end(from.formerToken, 'replaced')
    return { ...opened, deviceToken }
  }

  /** The sign-in is complete: only now is the device one that belongs to this account. */
  async #arrived(tx: Tx, me: SignedIn, deviceToken: string | undefined, data: Record<string, unknown>): Promise<void> {
    const now = this.#deps.clock.now()
    if (deviceToken !== undefined) {
      const lastAt = new Date(now)
      await tx
        .insert(knownDevice)
        .values({ deviceHash: hashToken(deviceToken), accountId: me.user.id, lastAt })
        .onConflictDoUpdate({ target: [knownDevice.deviceHash, knownDevice.accountId], set: { lastAt } })
    }
    await this.#line(tx, me, 'signIn.succeeded', data)
  }

  #line(tx: Tx, me: SignedIn, type: string, data: Record<string, unknown>): Promise<number> {
    return appendAudit(
      tx,
      me.subdistrictId,
      me.user.id,
      { type, data },
      { actor: me.actor, now: this.#deps.clock.now() },
    )
  }

  /** One step of a sign-in under way: the account is locked, its guard counts, what is left is told. */
  async #step(
    me: SignedIn,
    from: From,
    what: string,
    take: (
      tx: Tx,
      row: AccountRow,
      now: number,
    ) => Promise<{ set?: { secondFactor: true }; lines: [string, Record<string, unknown>][] } | FieldError[]>,
  ): Promise<Result<Proceeded>> {
    const now = this.#deps.clock.now()
    const guarded: Try = { what: `${what} ${me.user.id}`, place: '', accountId: me.user.id, names: ['pair'] }
    const verdict = await this.guards.take(guarded, now)
    if (!verdict.ok) return { ...no({ code: verdict.code }), waitMs: verdict.waitMs }
    const done = await this.#deps.database.db.transaction(async (tx): Promise<Result<Proceeded>> => {
      const [locked] = await tx.select().from(account).where(eq(account.id, me.user.id)).for('update')
      if (!locked) return no({ code: 'notSignedIn' })
      const taken = await take(tx, locked, now)
      if (Array.isArray(taken)) return no({ code: 'invalidBody', errors: taken })
      const [row] = await tx.select().from(account).where(eq(account.id, me.user.id))
      const next = await this.sessions.proceed(tx, me, row as AccountRow, taken.set ?? {}, now)
      if (!next) return no({ code: 'notSignedIn' })
      for (const [type, data] of taken.lines) await this.#line(tx, me, type, data)
      if (me.needs !== null && next.signedIn.needs === null)
        await this.#arrived(tx, next.signedIn, from.deviceToken, { how: what, place: from.place })
      return { ok: true, value: next }
    })
    // a new password that breaks a rule is no guess
    const isGuess = !done.ok && done.refusal.errors?.some((e) => e.pointer !== '/next') === true
    if (!isGuess) await this.guards.forgive(guarded, now)
    else this.#lines.failed({ subdistrictId: me.subdistrictId, accountId: me.user.id }, from.place, verdict.next, now)
    this.#deps.committed(me.subdistrictId)
    return done
  }

  secondFactor(me: SignedIn, code: string, from: From): Promise<Result<Proceeded>> {
    return this.#step(me, from, 'secondFactor', async (tx, row, now) => {
      const proof = await proveSecondFactor(tx, this.#deps.box, row, code, now)
      if (!proof) return [WRONG_CODE]
      const left = row.recoveryHashes.length - 1
      return { set: { secondFactor: true }, lines: proof === 'recovery' ? [['secondFactor.recovered', { left }]] : [] }
    })
  }

  async enrol(me: SignedIn): Promise<Result<{ secret: string; uri: string }>> {
    const { box } = this.#deps
    if (!box.hasKey) return no({ code: 'secondFactorUnavailable' })
    return { ok: true, value: await this.#deps.database.db.transaction((tx) => beginEnrolment(tx, box, me)) }
  }

  async confirmEnrolment(
    me: SignedIn,
    code: string,
    from: From,
  ): Promise<Result<Proceeded & { recoveryCodes: string[] }>> {
    const { box } = this.#deps
    if (!box.hasKey) return no({ code: 'secondFactorUnavailable' })
    let recoveryCodes: string[] = []
    const done = await this.#step(me, from, 'enrolment', async (tx, _row, now) => {
      const codes = await finishEnrolment(tx, box, me, code, now)
      if (!codes) return [WRONG_CODE]
      recoveryCodes = codes
      return { set: { secondFactor: true }, lines: [['secondFactor.enrolled', {}]] }
    })
    return done.ok ? { ok: true, value: { ...done.value, recoveryCodes } } : done
  }

  changePassword(me: SignedIn, present: string, next: string, from: From): Promise<Result<Proceeded>> {
    return this.#step(me, from, 'password', async (tx, row, now) => {
      if (!(await verifyPassword(row.passwordHash, present))) return [WRONG_PRESENT]
      const faults = await passwordFaults(next, row, this.#deps.rules.isDemo, '/next')
      if (faults.length > 0) return faults
      await setPassword(tx, row, next, { mustChange: false, now })
      const ended = await endOthers(tx, row.id, me.sessionId)
      return { lines: [['password.changed', { sessionsEnded: ended }]] }
    })
  }

  /** Ends the session a browser came with: it signs out, or has signed in anew and keeps no second one behind its back. */
  async end(token: string | undefined, how: 'signOut' | 'replaced'): Promise<void> {
    const me = token === undefined ? undefined : await this.find(token, false)
    if (!me) return
    await this.#deps.database.db.transaction(async (tx) => {
      await tx.delete(session).where(eq(session.id, me.sessionId))
      await noteAccessChanged(tx, me.user.id)
      await this.#line(tx, me, 'session.ended', { sessionId: me.sessionId, how })
    })
    this.#deps.committed(me.subdistrictId)
  }

  /** The account a provider speaks of: linked before, or found by its user name and linked now. Roles stay ours. */
  async findLinked(subject: string, username: string | undefined): Promise<AccountRow | undefined> {
    const { db } = this.#deps.database
    const [linked] = await db
      .select()
      .from(account)
      .where(and(eq(account.oidcSubject, subject), isNull(account.disabledAt)))
    if (linked) return !linked.demo || this.#deps.rules.isDemo ? linked : undefined
    const row = username === undefined ? undefined : await this.#usable(username)
    if (!row || row.oidcSubject !== null || (row.role as Role) === 'wall') return undefined
    const [bound] = await db
      .update(account)
      .set({ oidcSubject: subject })
      .where(and(eq(account.id, row.id), isNull(account.oidcSubject)))
      .returning()
    return bound
  }
}
