import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { append } from '../log/append.ts'
import type { ServerClock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { Watch } from '../platform/watch.ts'
import type { Database } from '../store/database.ts'
import { source } from '../store/schema.ts'

type Deps = { database: Database; clock: ServerClock; log: Logger; committed: (subdistrictId: string) => void }

/**
 * Watches for sources that have fallen silent: no alert for longer than configured is itself an alarm, since a broken
 * line and a quiet night look the same. A source that never spoke is not watched.
 */
export class SourceWatch {
  readonly #deps: Deps
  readonly #watch: Watch

  constructor(deps: Deps) {
    this.#deps = deps
    this.#watch = new Watch('source watch', deps.log, () => this.#look())
  }

  start(): void {
    this.#watch.start()
  }

  stop(): Promise<void> {
    return this.#watch.stop()
  }

  async #look(): Promise<void> {
    const { database, clock } = this.#deps
    const rows = await database.db
      .select()
      .from(source)
      .where(and(isNull(source.silentSince), isNotNull(source.silenceAfterMs), isNotNull(source.lastAlertAt)))
    for (const row of rows) {
      const silentMs = clock.now() - (row.lastAlertAt as Date).getTime()
      if (silentMs > (row.silenceAfterMs as number)) await this.#raise(row.id, row.subdistrictId)
    }
  }

  async #raise(sourceId: string, subdistrictId: string): Promise<void> {
    const now = this.#deps.clock.now()
    const raised = await this.#deps.database.db.transaction(async (tx) => {
      const [row] = await tx
        .select()
        .from(source)
        .where(and(eq(source.id, sourceId), isNull(source.silentSince)))
        .for('update')
      // an alert came, or another process was quicker, between the look and the lock
      if (!row?.lastAlertAt || !row.silenceAfterMs || now - row.lastAlertAt.getTime() <= row.silenceAfterMs)
        return false
      await tx.update(source).set({ silentSince: row.lastAlertAt }).where(eq(source.id, sourceId))
      const data = { lastAlertAt: row.lastAlertAt.toISOString(), afterMs: row.silenceAfterMs }
      const story = {
        kind: 'source' as const,
        caseId: sourceId,
        firstVersion: 0,
        events: [{ type: 'source.silent', data }],
      }
      await append(tx, subdistrictId, [story], { actor: { kind: 'system', id: 'watch' }, now })
      return true
    })
    if (raised) this.#deps.committed(subdistrictId)
  }
}
