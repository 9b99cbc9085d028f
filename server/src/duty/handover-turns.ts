import { and, asc, desc, eq, gt, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm'
import { isUnsigned, lastTurnAt, nextTurnOf, type DutyRules } from '@liandong/shared/duty/duty-rules.ts'
import { append } from '../log/append.ts'
import { isId, newId } from '../platform/ids.ts'
import type { Database, Db, Tx } from '../store/database.ts'
import { handover } from '../store/schema.ts'

export type HandoverRow = typeof handover.$inferSelect

/**
 * `tellUnsigned` keeps a sheet ready for the next turn of the shift and tells of a turn that nobody has taken over in time.
 * The first sheet ever is of the next turn: what came before the product is nobody's omission. Answers whether anything
 * was told.
 */
export async function tellUnsigned(
  database: Database,
  subdistrictId: string,
  rules: DutyRules,
  now: number,
): Promise<boolean> {
  const { db } = database
  await prepare(db, subdistrictId, rules, now)
  const late = await findLate(db, subdistrictId, rules, now)
  if (late.length === 0) return false
  return db.transaction(async (tx) => {
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext(${`handover ${subdistrictId}`}))`)
    // another server may have been quicker, or somebody has signed
    const rows = await findLate(tx, subdistrictId, rules, now)
    if (rows.length === 0) return false
    const stories = []
    for (const row of rows) {
      await tx
        .update(handover)
        .set({ unsignedAt: new Date(now) })
        .where(eq(handover.id, row.id))
      const data = { turnAt: row.turnAt.toISOString(), outSigned: row.outBy !== null }
      stories.push({
        kind: 'duty' as const,
        caseId: row.id,
        firstVersion: 0,
        events: [{ type: 'handover.unsigned', data }],
      })
    }
    await append(tx, subdistrictId, stories, { actor: { kind: 'system', id: 'watch' }, now })
    return true
  })
}

async function findLate(db: Db | Tx, subdistrictId: string, rules: DutyRules, now: number): Promise<HandoverRow[]> {
  const rows = await db
    .select()
    .from(handover)
    .where(
      and(
        eq(handover.subdistrictId, subdistrictId),
        isNull(handover.inAt),
        isNull(handover.unsignedAt),
        lte(handover.turnAt, new Date(now)),
      ),
    )
    .orderBy(asc(handover.turnAt))
  return rows.filter((row) => isUnsigned({ turnAt: row.turnAt.getTime(), inAt: null }, rules, now))
}

/** A sheet for the next turn; and for the last one, where an older one says that the product was there. */
async function prepare(db: Db, subdistrictId: string, { turns }: DutyRules, now: number): Promise<void> {
  const [next, last] = [new Date(nextTurnOf(turns, now)), new Date(lastTurnAt(turns, now))]
  const known = await db
    .select({ turnAt: handover.turnAt })
    .from(handover)
    .where(eq(handover.subdistrictId, subdistrictId))
    .orderBy(desc(handover.turnAt))
    .limit(20)
  const has = (turn: Date) => known.some((row) => row.turnAt.getTime() === turn.getTime())
  const wanted = [...(known.some((row) => row.turnAt < last) ? [last] : []), next].filter((turn) => !has(turn))
  if (wanted.length === 0) return
  await db
    .insert(handover)
    .values(wanted.map((turnAt) => ({ id: newId(now), subdistrictId, turnAt })))
    .onConflictDoNothing()
}

/** The turn that is open to be signed: the latest that has come or comes within `earlyMs`. */
export async function findCurrent(db: Db | Tx, subdistrictId: string, now: number, earlyMs: number) {
  const [row] = await db
    .select()
    .from(handover)
    .where(and(eq(handover.subdistrictId, subdistrictId), lte(handover.turnAt, new Date(now + earlyMs))))
    .orderBy(desc(handover.turnAt))
    .limit(1)
  return row
}

/** The latest turn that was told to be unsigned, unless it or a later one has been signed since. */
export async function readUnsignedTurn(db: Db | Tx, subdistrictId: string): Promise<string | null> {
  const [late] = await db
    .select({ turnAt: handover.turnAt })
    .from(handover)
    .where(and(eq(handover.subdistrictId, subdistrictId), isNotNull(handover.unsignedAt), isNull(handover.inAt)))
    .orderBy(desc(handover.turnAt))
    .limit(1)
  if (!late) return null
  const [signed] = await db
    .select({ id: handover.id })
    .from(handover)
    .where(and(eq(handover.subdistrictId, subdistrictId), isNotNull(handover.inAt), gt(handover.turnAt, late.turnAt)))
    .limit(1)
  return signed ? null : late.turnAt.toISOString()
}

/** Turns of the shift, newest first. */
export const listHandovers = (db: Db, subdistrictId: string, limit: number, before: Date): Promise<HandoverRow[]> =>
  db
    .select()
    .from(handover)
    .where(and(eq(handover.subdistrictId, subdistrictId), lt(handover.turnAt, before)))
    .orderBy(desc(handover.turnAt))
    .limit(limit + 1)

export async function findHandover(db: Db, subdistrictId: string, id: string): Promise<HandoverRow | undefined> {
  if (!isId(id)) return undefined
  const [row] = await db
    .select()
    .from(handover)
    .where(and(eq(handover.id, id), eq(handover.subdistrictId, subdistrictId)))
  return row
}
