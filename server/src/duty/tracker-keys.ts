import { eq, isNull, and } from 'drizzle-orm'
import { hashToken } from '../identity/tokens.ts'
import type { ServerClock } from '../platform/clock.ts'
import type { Database } from '../store/database.ts'
import { tracker, unit } from '../store/schema.ts'

type Known = { unitId: string; fixes: number; since: number }
export type Asked = { found: true; unitId: string } | { found: false; why: 'unknown' | 'tooFast' }

/** A device that sends every second is heard; one that sends faster is broken. */
const MOST_A_MINUTE = 120
const MINUTE_MS = 60_000

/** Which unit a tracker's key belongs to. Keys are kept as hashes; the log tells every server of a new or a revoked one. */
export class TrackerKeys {
  readonly #database: Database
  readonly #clock: ServerClock
  #known = new Map<string, Known>()

  constructor(database: Database, clock: ServerClock) {
    this.#database = database
    this.#clock = clock
  }

  async load(): Promise<void> {
    const rows = await this.#database.db
      .select({ hash: tracker.keyHash, unitId: tracker.unitId })
      .from(tracker)
      .innerJoin(unit, eq(unit.id, tracker.unitId))
      .where(and(isNull(tracker.revokedAt), isNull(unit.retiredAt)))
    const before = this.#known
    this.#known = new Map(
      rows.map(({ hash, unitId }) => {
        const key = hash.toString('hex')
        return [key, before.get(key) ?? { unitId, fixes: 0, since: 0 }]
      }),
    )
  }

  ask(key: string): Asked {
    const known = this.#known.get(hashToken(key).toString('hex'))
    if (!known) return { found: false, why: 'unknown' }
    const now = this.#clock.now()
    if (now - known.since >= MINUTE_MS || now < known.since) {
      known.since = now
      known.fixes = 0
    }
    known.fixes += 1
    return known.fixes > MOST_A_MINUTE ? { found: false, why: 'tooFast' } : { found: true, unitId: known.unitId }
  }
}
