import { and, inArray, isNull, sql } from 'drizzle-orm'
import { DELIVERED_DUTY, type DutyRules } from '@liandong/shared/duty/duty-rules.ts'
import { versionAt } from '@liandong/shared/settings/version.ts'
import { append, type CaseEvents } from '../log/append.ts'
import type { ServerClock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { Watch } from '../platform/watch.ts'
import type { Database } from '../store/database.ts'
import type { SettingBooks } from '../settings/setting-books.ts'
import { unit } from '../store/schema.ts'
import { tellGaps } from './gap-watch.ts'
import { endDueRollCalls } from './roll-call.ts'
import { tellUnsigned } from './handover-turns.ts'
import { onDutyAmong } from './rota-read.ts'

type Deps = {
  database: Database
  clock: ServerClock
  log: Logger
  settings: SettingBooks
  committed: (subdistrictId: string) => void
}

const ON_ROTA = {
  id: unit.id,
  organisationId: unit.organisationId,
  duty: unit.duty,
  cycle: unit.cycle,
  onDuty: unit.onDuty,
}

/**
 * Watches the rota turn: a shift that begins or ends is an event, so that no screen goes on showing yesterday's people
 * as today's (D5, D8). Whoever decides asks the rota itself; this is what the screens are told. It also tells of gaps
 * before they begin, of a shift that nobody has taken over, and ends roll-calls whose time is over.
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

  /** Something about the rota was just changed: one whole look that began after it. */
  lookAgain(): Promise<void> {
    return this.#watch.lookAgain()
  }

  async #look(): Promise<void> {
    const now = this.#deps.clock.now()
    for (const id of await endDueRollCalls(this.#deps.database, now)) this.#deps.committed(id)
    const rows = await this.#deps.database.db
      .select({ subdistrictId: unit.subdistrictId, ...ON_ROTA })
      .from(unit)
      .where(isNull(unit.retiredAt))
    const onDuty = await onDutyAmong(this.#deps.database.db, rows, now)
    const turned = rows.filter((row) => onDuty.has(row.id) !== row.onDuty)
    for (const [subdistrictId, units] of Map.groupBy(turned, (row) => row.subdistrictId)) {
      await this.#turn(
        subdistrictId,
        units.map((u) => u.id),
        now,
      )
    }
    const { rows: kept } = await this.#deps.database.db.execute<{ id: string; handsOver: boolean }>(
      sql`SELECT subdistrict_id AS id, bool_or(post = 'leader') AS "handsOver" FROM (
            SELECT subdistrict_id, post FROM duty_need
            UNION ALL SELECT subdistrict_id, NULL FROM duty_gap WHERE filled_at IS NULL
          ) AS watched GROUP BY 1`,
    )
    for (const { id, handsOver } of kept) {
      const rules = this.#rules(id, now)
      const gaps = await tellGaps(this.#deps.database, id, rules, now)
      // a shift is handed over where the room is kept by a leader at all
      const turn = handsOver ? await tellUnsigned(this.#deps.database, id, rules, now) : false
      if (gaps || turn) this.#deps.committed(id)
    }
  }

  #rules(subdistrictId: string, now: number): DutyRules {
    return versionAt(this.#deps.settings.of(subdistrictId, 'dutyRules'), now, DELIVERED_DUTY).content
  }

  async #turn(subdistrictId: string, ids: readonly string[], now: number): Promise<void> {
    const changed = await this.#deps.database.db.transaction(async (tx) => {
      const rows = await tx
        .select(ON_ROTA)
        .from(unit)
        .where(and(inArray(unit.id, [...ids]), isNull(unit.retiredAt)))
        .orderBy(unit.id)
        .for('update')
      // another process may have been quicker
      const onDuty = await onDutyAmong(tx, rows, now)
      const turned = rows.filter((row) => onDuty.has(row.id) !== row.onDuty)
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
