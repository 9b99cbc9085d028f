import { and, asc, eq, lt, sql } from 'drizzle-orm'
import { DAY_MS } from '@liandong/shared/time.ts'
import type { Db } from './database.ts'
import {
  heartbeat,
  idempotency,
  incident,
  knownDevice,
  oidcAttempt,
  seenSignature,
  session,
  signInGuard,
  wallPairing,
} from './schema.ts'

/** What has served its time is removed. */
export async function removeExpired(
  db: Db,
  keysBefore: Date,
  sessionsBefore: Date,
  signaturesBefore: Date,
): Promise<void> {
  await db.delete(seenSignature).where(lt(seenSignature.seenAt, signaturesBefore))
  await db.delete(idempotency).where(lt(idempotency.createdAt, keysBefore))
  await db.delete(session).where(lt(session.expiresAt, sessionsBefore))
  await db.delete(wallPairing).where(lt(wallPairing.expiresAt, sessionsBefore))
  await db.delete(oidcAttempt).where(lt(oidcAttempt.expiresAt, sessionsBefore))
  // a guard has done its work long before its day is over; a device that was not used for a year is a stranger again
  await db.delete(signInGuard).where(lt(signInGuard.since, new Date(sessionsBefore.getTime() - DAY_MS)))
  await db.delete(knownDevice).where(lt(knownDevice.lastAt, new Date(sessionsBefore.getTime() - 365 * DAY_MS)))
}

/** Incidents that came before an instant and have not been through triage, oldest first. */
export async function findUntriaged(db: Db, before: Date, limit: number): Promise<string[]> {
  const rows = await db
    .select({ id: incident.id })
    .from(incident)
    .where(and(eq(incident.triaged, false), lt(incident.receivedAt, before)))
    .orderBy(asc(incident.receivedAt))
    .limit(limit)
  return rows.map((row) => row.id)
}

export async function beatHeart(db: Db, name: string, at: Date): Promise<void> {
  const latest = sql`greatest(heartbeat.at, excluded.at)`
  await db
    .insert(heartbeat)
    .values({ name, at })
    .onConflictDoUpdate({ target: heartbeat.name, set: { at: latest } })
}

export async function readHeart(db: Db, name: string): Promise<Date | undefined> {
  const [row] = await db.select({ at: heartbeat.at }).from(heartbeat).where(eq(heartbeat.name, name))
  return row?.at
}
