import { randomInt } from 'node:crypto'
import { and, count, desc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import { PAIRING_MS } from '@liandong/shared/access/session-limits.ts'
import { newId } from '../platform/ids.ts'
import type { Db, Tx } from '../store/database.ts'
import { session, wallPairing, wallScreen } from '../store/schema.ts'
import { noteAccessChanged } from './access-channel.ts'
import { hashToken, newToken } from './tokens.ts'
import type { Sessions, Where } from './sessions.ts'

/** Codes waiting at once: few enough that one guessed at random is worth nothing. */
const MOST_WAITING = 50
const MOST_FROM_ONE_PLACE = 5

export type Pairing = { code: string; expiresAt: Date }

/** A screen asks to be paired. What it shows is the code; what lets it ask again is its own secret. */
export async function askPairing(
  tx: Tx,
  place: string,
  now: number,
): Promise<(Pairing & { token: string }) | 'tooFast'> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(330113005)`)
  await tx.delete(wallPairing).where(lt(wallPairing.expiresAt, new Date(now)))
  const [waiting] = await tx
    .select({ all: count(), here: count(sql`CASE WHEN ${wallPairing.place} = ${place} THEN 1 END`) })
    .from(wallPairing)
  if ((waiting?.all ?? 0) >= MOST_WAITING || (waiting?.here ?? 0) >= MOST_FROM_ONE_PLACE) return 'tooFast'
  const taken = new Set((await tx.select({ code: wallPairing.code }).from(wallPairing)).map((row) => row.code))
  let code = ''
  do code = String(randomInt(1_000_000)).padStart(6, '0')
  while (taken.has(code))
  const token = newToken()
  const expiresAt = new Date(now + PAIRING_MS)
  await tx.insert(wallPairing).values({ pollHash: hashToken(token), code, place, createdAt: new Date(now), expiresAt })
  return { code, expiresAt, token }
}

export type Polled = { state: 'waiting'; pairing: Pairing } | { state: 'paired'; token: string } | { state: 'gone' }

/** What became of a pairing; approved, it becomes the screen's session, once. */
export async function pollPairing(
  tx: Tx,
  sessions: Sessions,
  token: string,
  where: Where,
  now: number,
): Promise<Polled> {
  const [row] = await tx
    .select()
    .from(wallPairing)
    .where(and(eq(wallPairing.pollHash, hashToken(token)), gt(wallPairing.expiresAt, new Date(now))))
    .for('update')
  if (!row) return { state: 'gone' }
  if (row.screenId === null) return { state: 'waiting', pairing: { code: row.code, expiresAt: row.expiresAt } }
  await tx.delete(wallPairing).where(eq(wallPairing.pollHash, row.pollHash))
  return { state: 'paired', token: await sessions.openScreen(tx, row.screenId, where, now) }
}

/** Approves the screen that shows this code; undefined where none does (any more). */
export async function approvePairing(
  tx: Tx,
  by: { subdistrictId: string; accountId: string },
  { code, name }: { code: string; name: string },
  now: number,
): Promise<string | undefined> {
  const [row] = await tx
    .select()
    .from(wallPairing)
    .where(and(eq(wallPairing.code, code), gt(wallPairing.expiresAt, new Date(now)), isNull(wallPairing.screenId)))
    .for('update')
  if (!row) return undefined
  const id = newId(now)
  await tx.insert(wallScreen).values({
    id,
    subdistrictId: by.subdistrictId,
    name,
    pairedAt: new Date(now),
    pairedBy: by.accountId,
  })
  await tx.update(wallPairing).set({ screenId: id }).where(eq(wallPairing.pollHash, row.pollHash))
  return id
}

/** Takes a screen down: its session ends, every process is told. False where there is no such screen. */
export async function revokeScreen(
  tx: Tx,
  by: { subdistrictId: string; accountId: string },
  id: string,
  now: number,
): Promise<boolean> {
  const revoked = await tx
    .update(wallScreen)
    .set({ revokedAt: new Date(now), revokedBy: by.accountId })
    .where(and(eq(wallScreen.id, id), eq(wallScreen.subdistrictId, by.subdistrictId), isNull(wallScreen.revokedAt)))
    .returning({ id: wallScreen.id })
  if (revoked.length === 0) return false
  await tx.delete(wallPairing).where(eq(wallPairing.screenId, id))
  await tx.delete(session).where(eq(session.screenId, id))
  await noteAccessChanged(tx, id)
  return true
}

export const listScreens = (
  db: Db,
  subdistrictId: string,
  limit: number,
  before: { at: Date; id: string } | undefined,
) =>
  db
    .select({
      id: wallScreen.id,
      name: wallScreen.name,
      pairedAt: wallScreen.pairedAt,
      pairedBy: wallScreen.pairedBy,
      place: session.place,
      lastSeenAt: session.lastSeenAt,
    })
    .from(wallScreen)
    .leftJoin(session, eq(session.screenId, wallScreen.id))
    .where(
      and(
        eq(wallScreen.subdistrictId, subdistrictId),
        isNull(wallScreen.revokedAt),
        before &&
          or(
            lt(wallScreen.pairedAt, before.at),
            and(eq(wallScreen.pairedAt, before.at), lt(sql`${wallScreen.id}::text`, before.id)),
          ),
      ),
    )
    .orderBy(desc(wallScreen.pairedAt), desc(wallScreen.id))
    .limit(limit)
