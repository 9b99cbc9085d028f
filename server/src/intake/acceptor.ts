import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { newId } from '../platform/ids.ts'
import { isAway } from '../store/retry.ts'
import type { AlertDraft } from '../sources/alert-draft.ts'

export type Accepting = {
  subdistrictId: string
  sourceId: string
  draft: AlertDraft
  body: Buffer
  receivedAt: number
  postedBy: string | null
}
export type Accepted = { alertId: string; duplicate: boolean }

type Waiting = { alert: Accepting; id: string; resolve: (accepted: Accepted) => void; reject: (error: unknown) => void }

/** Alerts of one commit. More would make the first of them wait for the last. */
const MOST = 256
/** Commits under way at once: while one waits for the disk the next one gathers. */
const LANES = 2
/**
 * More alerts within a second than a town ever has are a flood: to keep what comes is then more urgent than to show it.
 */
const FLOOD_A_SECOND = 250
const WINDOW_MS = 1_000
const CALM_LOOK_MS = 50
const CALM_AT_LATEST_MS = 1_000

const COLUMNS = `id uuid, subdistrict_id text, source_id text, external_no text, body bytea, narrative text, address text,
  lat float8, lon float8, caller jsonb, source_category text, severity int2, exercise bool, warnings jsonb, posted_by text,
  reported_at timestamptz, received_at timestamptz`

const NAMES = COLUMNS.replace(/ (uuid|text|bytea|float8|jsonb|int2|bool|timestamptz)\b/g, '')
const TYPES = [...COLUMNS.matchAll(/ (uuid|text|bytea|float8|jsonb|int2|bool|timestamptz)\b/g)].map((m) => m[1])

/** One statement, one commit: the new rows come back; what does not come back was there before. */
const INSERT = `INSERT INTO alert (${NAMES})
  SELECT * FROM unnest(${TYPES.map((type, i) => `$${i + 1}::${type}[]`).join(', ')})
  ON CONFLICT (source_id, external_no) DO NOTHING RETURNING id`

/**
 * Durable acceptance by group commit: alerts that arrive while a commit is under way share the next one. A promise
 * resolves only after the commit that holds its alert, so whoever was told 202 will find it after any crash.
 */
export class Acceptor {
  readonly #pool: pg.Pool
  readonly #accepted: () => void
  #waiting: Waiting[] = []
  #busy = 0
  #windowFrom = 0
  #inWindow = 0
  #inLastWindow = 0

  constructor(pool: pg.Pool, accepted: () => void) {
    this.#pool = pool
    this.#accepted = accepted
  }

  /** Alerts that wait for a commit. */
  get depth(): number {
    return this.#waiting.length
  }

  /** While this holds the opener takes one batch a second and leaves the machine to those who wait for an answer. */
  get isPressed(): boolean {
    this.#turnWindow()
    return Math.max(this.#inWindow, this.#inLastWindow) > FLOOD_A_SECOND
  }

  /** Resolves when no flood is on, but in a second at the latest: what waits here is put off, never left. */
  async calm(): Promise<void> {
    for (let waited = 0; this.isPressed && waited < CALM_AT_LATEST_MS; waited += CALM_LOOK_MS) await sleep(CALM_LOOK_MS)
  }

  #turnWindow(): void {
    const sinceMs = performance.now() - this.#windowFrom
    if (sinceMs < WINDOW_MS) return
    this.#inLastWindow = sinceMs < 2 * WINDOW_MS ? this.#inWindow : 0
    this.#inWindow = 0
    this.#windowFrom = performance.now()
  }

  accept(alert: Accepting): Promise<Accepted> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ alert, id: newId(alert.receivedAt), resolve, reject })
      if (this.#busy < LANES) queueMicrotask(() => this.#next())
    })
  }

  #next(): void {
    if (this.#busy >= LANES || this.#waiting.length === 0) return
    const batch = this.#waiting.splice(0, MOST)
    this.#busy += 1
    this.#commit(batch)
      .catch((error: unknown) => this.#oneByOne(batch, error))
      .finally(() => {
        this.#busy -= 1
        this.#next()
      })
  }

  /** One row that the database will not have must not turn away the others that came in the same moment. */
  async #oneByOne(batch: readonly Waiting[], error: unknown): Promise<void> {
    if (batch.length === 1 || isAway(error)) {
      for (const waiting of batch) waiting.reject(error)
      return
    }
    for (const waiting of batch) await this.#commit([waiting]).catch((own: unknown) => waiting.reject(own))
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    const { rows } = await this.#pool.query<{ id: string }>({ name: 'accept', text: INSERT, values: toColumns(batch) })
    const fresh = new Set(rows.map((row) => row.id))
    this.#turnWindow()
    this.#inWindow += fresh.size
    const repeated = batch.filter((w) => !fresh.has(w.id))
    const known = repeated.length > 0 ? await this.#findKnown(repeated) : undefined
    for (const w of batch) {
      if (fresh.has(w.id)) w.resolve({ alertId: w.id, duplicate: false })
      else
        w.resolve({ alertId: known?.get(keyOf(w.alert.sourceId, w.alert.draft.externalNo)) ?? w.id, duplicate: true })
    }
    if (fresh.size > 0 && !this.isPressed) this.#accepted()
  }

  async #findKnown(repeated: readonly Waiting[]): Promise<Map<string, string>> {
    const { rows } = await this.#pool.query<{ id: string; source_id: string; external_no: string }>(
      `SELECT id, source_id, external_no FROM alert
       WHERE (source_id, external_no) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
      [repeated.map((w) => w.alert.sourceId), repeated.map((w) => w.alert.draft.externalNo)],
    )
    return new Map(rows.map((row) => [keyOf(row.source_id, row.external_no), row.id]))
  }
}

const keyOf = (sourceId: string, externalNo: string): string => `${sourceId}\n${externalNo}`

function toColumns(batch: readonly Waiting[]): unknown[][] {
  const columns: unknown[][] = TYPES.map(() => [])
  for (const { alert: a, id } of batch) {
    const d = a.draft
    const row = [
      id,
      a.subdistrictId,
      a.sourceId,
      d.externalNo,
      a.body,
      d.narrative,
      d.address,
      d.location?.lat ?? null,
      d.location?.lon ?? null,
      d.caller === null ? null : JSON.stringify(d.caller),
      d.sourceCategory,
      d.severity,
      d.exercise,
      JSON.stringify(d.warnings),
      a.postedBy,
      new Date(d.reportedAt ?? a.receivedAt),
      new Date(a.receivedAt),
    ]
    row.forEach((value, i) => columns[i]?.push(value))
  }
  return columns
}
