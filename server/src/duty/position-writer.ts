import { sql } from 'drizzle-orm'
import type { Logger } from '../platform/logger.ts'
import type { Database } from '../store/database.ts'

export type KeptFix = {
  subdistrictId: string
  unitId: string
  at: number
  receivedAt: number
  lat: number
  lon: number
  accuracyM: number | null
  via: 'phone' | 'tracker'
}

const EVERY_MS = 500
/** While the database takes nothing, the newest of so many are kept; older ones are given up. */
const MOST_WAITING = 20_000

/**
 * Positions are written together, twice a second: five hundred trackers are two statements and not two hundred, and no
 * command waits behind them. A power cut loses half a second of a track.
 */
export class PositionWriter {
  readonly #database: Database
  readonly #log: Logger
  #waiting: KeptFix[] = []
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> | undefined

  constructor(database: Database, log: Logger) {
    this.#database = database
    this.#log = log
  }

  start(): void {
    this.#timer = setInterval(() => void this.flush(), EVERY_MS)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#writing
    await this.flush()
  }

  keep(fix: KeptFix): void {
    this.#waiting.push(fix)
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift()
  }

  flush(): Promise<void> {
    this.#writing ??= this.#flush().finally(() => (this.#writing = undefined))
    return this.#writing
  }

  async #flush(): Promise<void> {
    const fixes = this.#waiting
    if (fixes.length === 0) return
    this.#waiting = []
    try {
      await this.#write(fixes)
    } catch (error) {
      this.#log.warn({ error: String(error), fixes: fixes.length }, 'positions wait for the database')
      this.#waiting = [...fixes, ...this.#waiting].slice(-MOST_WAITING)
    }
  }

  async #write(fixes: readonly KeptFix[]): Promise<void> {
    const column = (read: (fix: KeptFix) => string | number | null) => sql.param(fixes.map(read))
    const iso = (ms: number) => new Date(ms).toISOString()
    await this.#database.db.transaction(async (tx) => {
      await tx.execute(sql`
        INSERT INTO unit_track (subdistrict_id, unit_id, at, received_at, lat, lon, accuracy_m, via)
        SELECT * FROM unnest(${column((f) => f.subdistrictId)}::text[], ${column((f) => f.unitId)}::text[],
          ${column((f) => iso(f.at))}::timestamptz[], ${column((f) => iso(f.receivedAt))}::timestamptz[],
          ${column((f) => f.lat)}::float8[], ${column((f) => f.lon)}::float8[],
          ${column((f) => f.accuracyM)}::float4[], ${column((f) => f.via)}::text[])`)
      const last = [...new Map(fixes.toSorted((a, b) => a.at - b.at).map((fix) => [fix.unitId, fix])).values()]
      // in the order of their ids, so that two servers never wait in a ring
      const newest = last.toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1))
      const value = (read: (fix: KeptFix) => string | number) => sql.param(newest.map(read))
      await tx.execute(sql`
        UPDATE unit SET lat = v.lat, lon = v.lon, located_at = v.at, last_contact_at = greatest(last_contact_at, v.seen)
        FROM unnest(${value((f) => f.unitId)}::text[], ${value((f) => f.lat)}::float8[], ${value((f) => f.lon)}::float8[],
          ${value((f) => iso(f.at))}::timestamptz[], ${value((f) => iso(f.receivedAt))}::timestamptz[])
          AS v (id, lat, lon, at, seen)
        WHERE unit.id = v.id AND (located_at IS NULL OR located_at < v.at)`)
    })
  }
}
