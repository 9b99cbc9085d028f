import { DAY_MS } from '@liandong/shared/time.ts'
import { SIGNATURE_KEPT_MS } from '../intake/signature.ts'
import { ensurePartitions } from '../log/partitions.ts'
import type { ServerClock } from '../platform/clock.ts'
import type { Health } from '../platform/health.ts'
import type { Database } from '../store/database.ts'
import { buryLetter } from '../store/dead-letters.ts'
import { beatHeart, findUntriaged, readHeart, removeExpired } from '../store/upkeep.ts'
import type { JobWork } from './jobs.ts'

type Deps = {
  database: Database
  clock: ServerClock
  health: Health
  triage: JobWork['triage']
  wake: () => void
}

export type Maintenance = JobWork & { sweepUntriaged: () => Promise<void>; readCanary: () => Promise<void> }

/** A phone that was offline for a day may still repeat what it sent (domain.md §3.1). */
const IDEMPOTENCY_MS = 2 * DAY_MS
/** Triage that the queue has not brought by then is done without it. */
const UNTRIAGED_MS = 5_000
const UNTRIAGED_BATCH = 500
const MOST_FAILURES = 3
const CANARY = 'canary'

/** What the jobs do when they come, and what the sweeps do when jobs do not. */
export function openMaintenance({ database: { db }, clock, health, triage, wake }: Deps): Maintenance {
  const failures = new Map<string, number>()
  return {
    triage,
    wake,
    canary: async (queuedAt) => {
      health.heardCanary(queuedAt)
      await beatHeart(db, CANARY, new Date(queuedAt))
    },
    /** The canary may have come through in another process. */
    readCanary: async () => {
      const at = await readHeart(db, CANARY)
      if (at) health.heardCanary(at.getTime())
    },
    maintain: async () => {
      const now = clock.now()
      await ensurePartitions(db, now)
      await removeExpired(db, new Date(now - IDEMPOTENCY_MS), new Date(now), new Date(now - SIGNATURE_KEPT_MS))
    },
    bury: (letter) => buryLetter(db, letter, new Date(clock.now())),
    sweepUntriaged: async () => {
      for (const id of await findUntriaged(db, new Date(clock.now() - UNTRIAGED_MS), UNTRIAGED_BATCH)) {
        if ((failures.get(id) ?? 0) >= MOST_FAILURES) continue
        // one that cannot be triaged never keeps the others waiting; it stays on the board for a person
        await triage([id]).catch(() => failures.set(id, (failures.get(id) ?? 0) + 1))
      }
    },
  }
}
