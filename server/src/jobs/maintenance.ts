import { and, asc, eq, lt, sql } from 'drizzle-orm'
import { DAY_MS } from '@liandong/shared/time.ts'
import { ensurePartitions } from '../log/partitions.ts'
import type { ServerClock } from '../platform/clock.ts'
import type { Health } from '../platform/health.ts'
import type { Database } from '../store/database.ts'
import { deadLetter, heartbeat, idempotency, incident, session } from '../store/schema.ts'
import type { JobWork } from './jobs.ts'

type Deps = { database: Database; clock: ServerClock; health: Health; triage: (incidentId: string) => Promise<void>; wake: () => void }

/** A phone that was offline for a day may still repeat what it sent (domain.md §3.1). */
const IDEMPOTENCY_MS = 2 * DAY_MS
/** Triage that the queue has not brought by then is done without it. */
const UNTRIAGED_MS = 5_000
const UNTRIAGED_BATCH = 500
const MOST_FAILURES = 3

export const CANARY = 'canary'

/** What the jobs do when they come, and what the sweeps do when jobs do not. */
export function openMaintenance({ database, clock, health, triage, wake }: Deps): JobWork & { sweepUntriaged: () => Promise<void>; readCanary: () => Promise<void> } {
  const failures = new Map<string, number>()
  return {
    triage,
    wake,
    canary: async (queuedAt) => {
      health.canaryAt = Math.max(health.canaryAt ?? 0, queuedAt)
      const at = new Date(queuedAt)
      await database.db.insert(heartbeat).values({ name: CANARY, at }).onConflictDoUpdate({ target: heartbeat.name, set: { at: sql`greatest(heartbeat.at, excluded.at)` } })
    },
    /** The canary may have come through in another process. */
    readCanary: async () => {
      const [row] = await database.db.select({ at: heartbeat.at }).from(heartbeat).where(eq(heartbeat.name, CANARY))
      if (row) health.canaryAt = Math.max(health.canaryAt ?? 0, row.at.getTime())
    },
    maintain: async () => {
      const now = clock.now()
      await ensurePartitions(database.db, now)
      await database.db.delete(idempotency).where(lt(idempotency.createdAt, new Date(now - IDEMPOTENCY_MS)))
      await database.db.delete(session).where(lt(session.expiresAt, new Date(now)))
    },
    bury: async (letter) => {
      await database.db.insert(deadLetter).values({ ...letter, failedAt: new Date(clock.now()) })
    },
    sweepUntriaged: async () => {
      const rows = await database.db
        .select({ id: incident.id })
        .from(incident)
        .where(and(eq(incident.triaged, false), lt(incident.receivedAt, new Date(clock.now() - UNTRIAGED_MS))))
        .orderBy(asc(incident.receivedAt))
        .limit(UNTRIAGED_BATCH)
      for (const row of rows) {
        if ((failures.get(row.id) ?? 0) >= MOST_FAILURES) continue
        // one that cannot be triaged never keeps the others waiting; it stays on the board for a person
        await triage(row.id).catch(() => failures.set(row.id, (failures.get(row.id) ?? 0) + 1))
      }
    },
  }
}
