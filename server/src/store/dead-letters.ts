import { and, count, desc, eq, isNull, lt } from 'drizzle-orm'
import type { Db, Tx } from './database.ts'
import { deadLetter } from './schema.ts'

export type Letter = { queue: string; jobName: string; data: Record<string, unknown>; error: string; attempts: number }

/** Jobs that failed after all their tries: kept for the administrator to see and give back. */
export async function buryLetter(db: Db, letter: Letter, at: Date): Promise<void> {
  await db.insert(deadLetter).values({ ...letter, failedAt: at })
}

export const listLetters = (db: Db, limit: number, beforeId?: number) =>
  db
    .select()
    .from(deadLetter)
    .where(and(isNull(deadLetter.replayedAt), beforeId === undefined ? undefined : lt(deadLetter.id, beforeId)))
    .orderBy(desc(deadLetter.id))
    .limit(limit + 1)

export async function findLetter(db: Db, id: number) {
  const [row] = await db.select().from(deadLetter).where(eq(deadLetter.id, id))
  return row
}

export async function markReplayed(db: Db | Tx, id: number, at: Date): Promise<void> {
  await db.update(deadLetter).set({ replayedAt: at }).where(eq(deadLetter.id, id))
}

export async function countLetters(db: Db): Promise<number> {
  const [row] = await db.select({ n: count() }).from(deadLetter).where(isNull(deadLetter.replayedAt))
  return row?.n ?? 0
}
