import { and, inArray, isNull, sql } from 'drizzle-orm'
import { isOnDuty } from '@liandong/shared/duty/on-duty.ts'
import { append, type CaseEvents } from '../log/append.ts'
import type { ServerClock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { Watch } from '../platform/watch.ts'
import type { Database } from '../store/database.ts'
import { unit } from '../store/schema.ts'

type Deps = { database: Database; clock: ServerClock; log: Logger; committed: (subdistrictId: string) => void }

/**
 * Watches the rota turn: a shift that begins or ends is an event, so that no screen goes on showing yesterday's people
 * as today's (D5, D8). Whoever decides asks the pattern itself; this is what the screens are told.
 */
export class DutyWatch {
  readonly #deps: Deps
  readonly #watch: Watch

  constructor(deps: Deps) {
    this.#deps = deps
    this.#watch = new Watch('duty watch', deps.log, () => this.#look())
  }

  async start(): Promise<void> {
    await this.#watch.look()
    this.#watch.start()
  }

  stop(): Promise<void> {
    return this.#watch.stop()
  }

  async #look(): Promise<void> {
    const now = this.#deps.clock.now()
    const rows = await this.#deps.database.db
      .select({ id: unit.id, subdistrictId: unit.subdistrictId, duty: unit.duty, onDuty: unit.onDuty })
      .from(unit)
      .where(isNull(unit.retiredAt))
    const turned = rows.filter((row) => isOnDuty(row.duty, now) !== row.onDuty)
    for (const [subdistrictId, units] of Map.groupBy(turned, (row) => row.subdistrictId)) {
      await this.#turn(
        subdistrictId,
        units.map((u) => u.id),
        now,
      )
    }
  }

  async #turn(subdistrictId: string, ids: readonly string[], now: number): Promise<void> {
    const changed = await this.#deps.database.db.transaction(async (tx) => {
      const rows = await tx
        .select({ id: unit.id, duty: unit.duty, onDuty: unit.onDuty })
        .from(unit)
        .where(and(inArray(unit.id, [...ids]), isNull(unit.retiredAt)))
        .orderBy(unit.id)
        .for('update')
      // another process may have been quicker
      const turned = rows.filter((row) => isOnDuty(row.duty, now) !== row.onDuty)
      if (turned.length === 0) return false
      await tx
        .update(unit)
        .set({ onDuty: sql`NOT on_duty` })
        .where(
          inArray(
            unit.id,
            turned.map((row) => row.id),
          ),
        )
      const stories: CaseEvents[] = turned.map((row) => ({
        kind: 'unit',
        caseId: row.id,
        firstVersion: 0,
        events: [{ type: row.onDuty ? 'unit.wentOffDuty' : 'unit.wentOnDuty', data: {} }],
      }))
      await append(tx, subdistrictId, stories, { actor: { kind: 'system', id: 'watch' }, now })
      return true
    })
    if (changed) this.#deps.committed(subdistrictId)
  }
}
