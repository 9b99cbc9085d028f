import { and, asc, eq, inArray, lte, or, sql } from 'drizzle-orm'
import type { Db, Tx } from '../store/database.ts'
import { account, incident, notification, unit } from '../store/schema.ts'
import type { Attempt, NotificationState } from '../store/schema-notify.ts'

export type NotificationRow = typeof notification.$inferSelect
type NewRow = typeof notification.$inferInsert

/** What may still be sent: a dead one by an administrator who gives it back. */
export const OPEN = ['pending', 'sending', 'dead'] as const

/** One row an order, step, channel and recipient: asked for twice, it is there once. */
export async function insertCalls(tx: Tx, rows: readonly NewRow[]): Promise<string[]> {
  if (rows.length === 0) return []
  const made = await tx
    .insert(notification)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ id: notification.id })
  return made.map((row) => row.id)
}

/** Somebody has taken the order: what waits is not sent, and what is on its way is not tried again. */
export const cancelCalls = (tx: Tx, dispatchIds: readonly string[], at: Date) =>
  tx
    .update(notification)
    .set({ state: 'cancelled', doneAt: at })
    .where(and(inArray(notification.dispatchId, [...dispatchIds]), inArray(notification.state, [...OPEN])))

/** Takes a call to send it; undefined where it is not due, was cancelled, or somebody else has it. */
export async function claimCall(db: Db, id: string, now: Date): Promise<NotificationRow | undefined> {
  const [row] = await db
    .update(notification)
    .set({ state: 'sending', claimedAt: now })
    .where(and(eq(notification.id, id), eq(notification.state, 'pending'), lte(notification.nextAt, now)))
    .returning()
  return row
}

/** What came of a try. One that was cancelled meanwhile stays so. */
export async function noteAttempt(
  db: Db,
  id: string,
  attempt: Attempt,
  next: { state: NotificationState; nextAt?: Date; doneAt?: Date },
): Promise<void> {
  await db
    .update(notification)
    .set({
      attempts: sql`${notification.attempts} || ${JSON.stringify([attempt])}::jsonb`,
      state: sql`CASE WHEN ${notification.state} = 'sending' THEN ${next.state} ELSE ${notification.state} END`,
      claimedAt: null,
      ...(next.nextAt ? { nextAt: next.nextAt } : {}),
      ...(next.doneAt ? { doneAt: next.doneAt } : {}),
    })
    .where(eq(notification.id, id))
}

/** Calls that should have gone out by `due`, and those whose sender died with them before `claimed`. */
export async function findOverdue(db: Db, due: Date, claimed: Date, limit: number) {
  return db
    .select({ id: notification.id, state: notification.state })
    .from(notification)
    .where(
      or(
        and(eq(notification.state, 'pending'), lte(notification.nextAt, due)),
        and(eq(notification.state, 'sending'), lte(notification.claimedAt, claimed)),
      ),
    )
    .orderBy(asc(notification.nextAt))
    .limit(limit)
}

/** A call whose sender died is free again: better heard twice than not at all. */
export const releaseCalls = (db: Db, ids: readonly string[], claimed: Date) =>
  db
    .update(notification)
    .set({ state: 'pending', claimedAt: null })
    .where(
      and(inArray(notification.id, [...ids]), eq(notification.state, 'sending'), lte(notification.claimedAt, claimed)),
    )

/** A call an administrator gives back; one whose order was taken meanwhile stays where it is. */
export const reviveCall = (db: Db, id: string, now: Date) =>
  db
    .update(notification)
    .set({ state: 'pending', nextAt: now, doneAt: null })
    .where(and(eq(notification.id, id), eq(notification.state, 'dead')))

/** What the words of a call need, and nothing of what was said in the case. */
export async function findSubject(db: Db, row: Pick<NotificationRow, 'incidentId'>) {
  // a roll-call is about no case
  if (row.incidentId === null) return { no: '', exercise: false }
  const [found] = await db
    .select({ no: incident.no, exercise: incident.exercise })
    .from(incident)
    .where(eq(incident.id, row.incidentId))
  return found
}

/** Every call of an incident, oldest first, with the name of whom it went to. */
export async function listCalls(db: Db, incidentId: string) {
  const rows = await db
    .select({ n: notification, unitName: unit.name, accountName: account.name })
    .from(notification)
    .leftJoin(unit, eq(sql`'unit:' || ${unit.id}`, notification.recipient))
    .leftJoin(account, eq(sql`'account:' || ${account.id}`, notification.recipient))
    .where(eq(notification.incidentId, incidentId))
    .orderBy(asc(notification.createdAt), asc(notification.id))
    .limit(500)
  return rows.map(({ n, unitName, accountName }) => ({
    id: n.id,
    dispatchId: n.dispatchId,
    step: n.step,
    channel: n.channel,
    recipientName: unitName ?? accountName,
    state: n.state,
    createdAt: n.createdAt.toISOString(),
    attempts: n.attempts,
  }))
}
