import { and, asc, lte, min } from 'drizzle-orm'
import { andThen, passTime } from '@liandong/shared/cases/incident/advance.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { toIso } from '@liandong/shared/time.ts'
import { lockIncidents, updateIncidents } from '../cases/incident-store.ts'
import { story } from '../cases/story.ts'
import { callOut } from '../notify/call-out.ts'
import { append } from '../log/append.ts'
import type { ServerClock } from '../platform/clock.ts'
import type { SettingBooks } from '../settings/setting-books.ts'
import type { Logger } from '../platform/logger.ts'
import { withRetry } from '../store/retry.ts'
import type { Database, Tx } from '../store/database.ts'
import { clock as clockTable } from '../store/schema.ts'

type Deps = {
  database: Database
  clock: ServerClock
  log: Logger
  settings: SettingBooks
  committed: (subdistrictId: string, changed: readonly IncidentState[]) => void
  /** Told after a commit which calls are to be sent. */
  called: (ids: readonly string[]) => void
}

/** Cases taken in one transaction: few enough that a command never waits long for the log's lock. */
const BATCH = 100
/** The longest sleep: a clock started by another process, whose wake-up was lost, is seen this soon. */
const LONGEST_SLEEP_MS = 1_000
const HELD_MS = 15

/**
 * The timekeeper: the rows of `clock` say when something is due; it looks, judges again and writes what time has done.
 * A queue job that wakes it, its own timer and its sweep all do the same, and doing it twice does nothing twice.
 */
export class Timekeeper {
  readonly #deps: Deps
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #again = false
  #stopped = false
  #wakeAt = 0
  /** When the rows were last looked at without an error, epoch ms of the injected clock. */
  lastSweepAt = 0

  constructor(deps: Deps) {
    this.#deps = deps
  }

  start(): void {
    this.wake()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#running
  }

  /** Look now. */
  wake(): void {
    if (this.#stopped) return
    if (this.#running) {
      this.#again = true
      return
    }
    clearTimeout(this.#timer)
    this.#running = this.#sweep().finally(() => {
      this.#running = undefined
      if (this.#again) {
        this.#again = false
        this.wake()
      }
    })
  }

  /** A clock that wants to be looked at before the next look moves that look forward. */
  wakeBy(at: number): void {
    if (at < this.#wakeAt) this.#sleepUntil(at)
  }

  #sleepUntil(at: number): void {
    if (this.#stopped || this.#running) return
    clearTimeout(this.#timer)
    const now = this.#deps.clock.now()
    this.#wakeAt = Math.min(at, now + LONGEST_SLEEP_MS)
    this.#timer = setTimeout(() => this.wake(), Math.max(this.#wakeAt - now, 1))
  }

  async #sweep(): Promise<void> {
    let next = this.#deps.clock.now() + LONGEST_SLEEP_MS
    try {
      while (!this.#stopped && (await this.#judgeBatch())) continue
      const [row] = await this.#deps.database.db.select({ at: min(clockTable.nextWakeAt) }).from(clockTable)
      this.lastSweepAt = this.#deps.clock.now()
      // what a command holds at this moment is due already: look again soon, not at once
      if (row?.at) next = Math.max(row.at.getTime(), this.lastSweepAt + HELD_MS)
    } catch (error) {
      this.#deps.log.warn({ error: String(error) }, 'timekeeper could not read the clocks')
      next = this.#deps.clock.now() + 250
    }
    this.#wakeAt = next
    queueMicrotask(() => setImmediate(() => this.#sleepUntil(next)))
  }

  /** Judges the cases whose clocks are due; true while there may be more. */
  async #judgeBatch(): Promise<boolean> {
    const { database, clock } = this.#deps
    const due = await database.db
      .select({ incidentId: clockTable.incidentId, subdistrictId: clockTable.subdistrictId })
      .from(clockTable)
      .where(and(lte(clockTable.nextWakeAt, new Date(clock.now()))))
      .orderBy(asc(clockTable.nextWakeAt))
      .limit(BATCH)
    if (due.length === 0) return false
    const bySubdistrict = Map.groupBy(due, (row) => row.subdistrictId)
    let judged = 0
    for (const [subdistrictId, rows] of bySubdistrict) {
      const ids = [...new Set(rows.map((row) => row.incidentId))]
      const { changed, calls } = await withRetry(() =>
        database.db.transaction((tx) => this.#judge(tx, subdistrictId, ids)),
      )
      judged += changed.length
      if (changed.length > 0) this.#deps.committed(subdistrictId, changed)
      if (calls.length > 0) this.#deps.called(calls)
    }
    // cases that a command holds at this moment are left for the next look
    return judged > 0 && due.length === BATCH
  }

  async #judge(tx: Tx, subdistrictId: string, ids: readonly string[]): Promise<Judged> {
    const now = this.#deps.clock.now()
    const by = { at: toIso(now), actorId: 'timekeeper', sla: [] }
    const passed = (await lockIncidents(tx, ids, true))
      .map((row) => ({ row, time: passTime(row.state, now, toIso(now)) }))
      .filter(({ time }) => time.events.length > 0)
    if (passed.length === 0) return { changed: [], calls: [] }
    const changes = passed.map(({ row, time }) => ({ before: row.state, after: time.state, events: time.events }))
    const ladder = this.#deps.settings.of(subdistrictId, 'ladder')
    const calls = await callOut(tx, subdistrictId, changes, { now, ladder })
    const judged = passed.map(({ row, time }) => ({
      row,
      ...andThen(time, calls.skipped.get(row.state.id) ?? [], by),
    }))
    await updateIncidents(
      tx,
      subdistrictId,
      judged.map(({ row, state }) => ({ before: row.state, after: state })),
    )
    const stories = judged.map(({ row, events }) => story(row, events))
    await append(tx, subdistrictId, stories, { actor: { kind: 'system', id: 'timekeeper' }, now })
    return { changed: judged.map(({ state }) => state), calls: calls.ids }
  }
}

type Judged = { changed: IncidentState[]; calls: string[] }
