import { createHash } from 'node:crypto'
import { eq, inArray } from 'drizzle-orm'
import { forgive, takeTry, type Guard, type GuardName, type Verdict } from '@liandong/shared/access/sign-in-guard.ts'
import type { Database, Tx } from '../store/database.ts'
import { signInGuard } from '../store/schema.ts'

type Row = typeof signInGuard.$inferSelect

/** Who tries what, and from where: an address, or a device that this account knows. */
export type Try = { what: string; place: string; accountId: string | null; names: readonly GuardName[] }
export type Taken = { verdict: Verdict; taken: Try }

const keyOf = (name: GuardName, { what, place }: Try): Buffer => {
  const subject = name === 'address' ? place : name === 'account' ? what : `${what}\n${place}`
  return createHash('sha256').update(`${name}\n${subject}`).digest()
}

const toGuard = (row: Row): Guard => ({
  failed: row.failed,
  since: row.since.getTime(),
  waitsUntil: row.waitsUntil?.getTime() ?? null,
})

async function readLocked(tx: Tx, taken: Try, now: number): Promise<Partial<Record<GuardName, Guard>>> {
  const keys = taken.names.map((name) => keyOf(name, taken))
  // every try makes or touches its rows in one order, so that two of the same account wait for each other
  for (const [i, key] of keys.toSorted((a, b) => a.compare(b)).entries()) {
    const name = taken.names[keys.findIndex((one) => one.equals(key))] ?? taken.names[i]
    await tx
      .insert(signInGuard)
      .values({ key, name: name as GuardName, failed: 0, since: new Date(now) })
      .onConflictDoNothing()
    await tx.select({ key: signInGuard.key }).from(signInGuard).where(eq(signInGuard.key, key)).for('update')
  }
  const rows = await tx.select().from(signInGuard).where(inArray(signInGuard.key, keys))
  return Object.fromEntries(
    rows.flatMap((row) => (row.failed === 0 ? [] : [[row.name, toGuard(row)] as const])),
  ) as Partial<Record<GuardName, Guard>>
}

async function write(tx: Tx, taken: Try, name: GuardName, guard: Guard | null): Promise<void> {
  const key = keyOf(name, taken)
  if (guard === null) return void (await tx.delete(signInGuard).where(eq(signInGuard.key, key)))
  const set = {
    accountId: name === 'address' ? null : taken.accountId,
    place: name === 'account' ? null : taken.place,
    failed: guard.failed,
    since: new Date(guard.since),
    waitsUntil: guard.waitsUntil === null ? null : new Date(guard.waitsUntil),
  }
  await tx.update(signInGuard).set(set).where(eq(signInGuard.key, key))
}

/** The guards stand in the database: they hold over restarts and for every process at once. */
export class Guards {
  readonly #database: Database
  constructor(database: Database) {
    this.#database = database
  }

  /** Counts the try before anybody looks at the password. */
  take(taken: Try, now: number): Promise<Verdict> {
    return this.#database.db.transaction(async (tx) => {
      const verdict = takeTry(await readLocked(tx, taken, now), taken.names, now)
      if (verdict.ok) for (const name of taken.names) await write(tx, taken, name, verdict.next[name])
      return verdict
    })
  }

  /** The try proved right. */
  async forgive(taken: Try, now: number): Promise<void> {
    await this.#database.db.transaction(async (tx) => {
      const guards = await readLocked(tx, taken, now)
      for (const name of taken.names) {
        const guard = guards[name]
        await write(tx, taken, name, guard ? forgive(name, guard) : null)
      }
    })
  }
}

/** `unlock` lets an account in again from everywhere. */
export async function unlock(tx: Tx, accountId: string): Promise<void> {
  await tx.delete(signInGuard).where(eq(signInGuard.accountId, accountId))
}
