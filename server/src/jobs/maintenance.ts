import { dueBefore } from '@liandong/shared/access/retention.ts'
import { SIGNATURE_KEPT_MS } from '../intake/signature.ts'
import { ensurePartitions } from '../log/partitions.ts'
import { eraseDue } from '../personal/retention.ts'
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
  /** Told after personal data of a subdistrict has been erased, so that the log is read on. */
  erased: (subdistrictId: string) => void
}

export type Maintenance = Omit<JobWork, 'deliver'> & {
  sweepUntriaged: () => Promise<void>
  readCanary: () => Promise<void>
}

/** Triage that the queue has not brought by then is done without it. */
const UNTRIAGED_MS = 5_000
const UNTRIAGED_BATCH = 500
const MOST_FAILURES = 3
const CANARY = 'canary'

/** What the jobs do when they come, and what the sweeps do when jobs do not. */
export function openMaintenance({ database, clock, health, triage, wake, erased }: Deps): Maintenance {
  const { db } = database
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
      const answered = new Date(dueBefore('idempotentAnswer', now))
      await removeExpired(db, answered, new Date(now), new Date(now - SIGNATURE_KEPT_MS))
      await eraseDue({ database, clock, erased })
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
