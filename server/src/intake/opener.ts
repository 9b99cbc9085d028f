import { asc, eq, isNull, sql } from 'drizzle-orm'
import { toSummary } from '@liandong/shared/access/masking.ts'
import { DOMESTIC_VIOLENCE, speaksOfDomesticViolence } from '@liandong/shared/access/protection.ts'
import { open } from '@liandong/shared/cases/incident/advance.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { toIso } from '@liandong/shared/time.ts'
import { takeNumbers } from '../cases/day-number.ts'
import { insertIncidents } from '../cases/incident-store.ts'
import type { SettingBooks } from '../settings/setting-books.ts'
import { append, type CaseEvents } from '../log/append.ts'
import type { ServerClock } from '../platform/clock.ts'
import { newId } from '../platform/ids.ts'
import type { Logger } from '../platform/logger.ts'
import type { Database, Tx } from '../store/database.ts'
import { withRetry } from '../store/retry.ts'
import { alert, source } from '../store/schema.ts'
import { sourceKind } from '../sources/index.ts'

type AlertRow = typeof alert.$inferSelect

type Deps = {
  database: Database
  clock: ServerClock
  log: Logger
  settings: SettingBooks
  isPressed: () => boolean
  opened: (subdistrictId: string, states: readonly IncidentState[]) => void
}

/** Incidents opened in one transaction; a few a second while a flood is taken in. */
const BATCH = 200
const BATCH_PRESSED = 20
const SWEEP_MS = 1_000

/**
 * The opener puts every accepted alert on the board as an incident, not yet told apart, right after its commit.
 * No queue stands between the two: an alert is on the board also when triage or Redis is down (ADR 0004).
 * Its sweep finds what a crash left between the two steps.
 */
export class Opener {
  readonly #deps: Deps
  #running: Promise<void> | undefined
  #again = false
  #stopped = false
  #timer: NodeJS.Timeout | undefined

  constructor(deps: Deps) {
    this.#deps = deps
  }

  start(): void {
    this.#timer = setInterval(() => this.wake(), SWEEP_MS)
    this.wake()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#timer)
    await this.#running
  }

  wake(): void {
    if (this.#running) {
      this.#again = true
      return
    }
    if (this.#stopped) return
    this.#running = this.#drain()
      .catch((error: unknown) => this.#deps.log.warn({ error: String(error) }, 'opener could not open incidents'))
      .finally(() => {
        this.#running = undefined
        if (this.#again) {
          this.#again = false
          this.wake()
        }
      })
  }

  async #drain(): Promise<void> {
    while (!this.#stopped) {
      const opened = await withRetry(() => this.#deps.database.db.transaction((tx) => this.#openBatch(tx)))
      if (opened.length === 0) return
      for (const { subdistrictId, states } of opened) this.#deps.opened(subdistrictId, states)
      // a flood of alerts is kept first; the sweep goes on with a few a second, and with all once it is over
      if (this.#deps.isPressed()) return
    }
  }

  async #openBatch(tx: Tx) {
    const rows = await tx
      .select()
      .from(alert)
      .where(isNull(alert.incidentId))
      .orderBy(asc(alert.receivedAt), asc(alert.id))
      .limit(this.#deps.isPressed() ? BATCH_PRESSED : BATCH)
      .for('update', { skipLocked: true })
    const opened: { subdistrictId: string; states: IncidentState[] }[] = []
    for (const alerts of Map.groupBy(rows, (row) => `${row.subdistrictId}\n${row.sourceId}`).values()) {
      const { subdistrictId, sourceId } = alerts[0] as AlertRow
      opened.push({ subdistrictId, states: await this.#open(tx, subdistrictId, sourceId, alerts) })
    }
    return opened
  }

  async #open(tx: Tx, subdistrictId: string, sourceId: string, alerts: readonly AlertRow[]): Promise<IncidentState[]> {
    const now = this.#deps.clock.now()
    const [from] = await tx
      .select({ kind: source.kind, silentSince: source.silentSince })
      .from(source)
      .where(eq(source.id, sourceId))
    if (!from) throw new Error(`alerts of an unknown source ${sourceId}`)
    const { channel } = sourceKind(from.kind)
    const numbers = await takeNumbers(tx, subdistrictId, 'incident', now, alerts.length)
    const states: IncidentState[] = []
    const stories: CaseEvents[] = []
    const by = { at: toIso(now), actorId: sourceId, sla: this.#deps.settings.of(subdistrictId, 'sla') }
    alerts.forEach((row, i) => {
      const id = newId(now)
      const opened = open(id, openedEvent(row, numbers[i] as string, channel), by)
      states.push(opened.state)
      stories.push({ kind: 'incident', caseId: id, firstVersion: 1, events: opened.events })
    })
    await insertIncidents(tx, subdistrictId, states)
    await noteOpened(tx, sourceId, alerts, states)
    if (from.silentSince) stories.push(heard(sourceId, from.silentSince))
    await append(tx, subdistrictId, stories, { actor: { kind: 'source', id: sourceId }, now })
    return states
  }
}

function openedEvent(row: AlertRow, no: string, channel: IncidentState['channel']) {
  return {
    type: 'incident.opened',
    data: {
      no,
      alertId: row.id,
      sourceId: row.sourceId,
      channel,
      severity: row.severity,
      reportedAt: row.reportedAt.toISOString(),
      receivedAt: row.receivedAt.toISOString(),
      exercise: row.exercise,
      warnings: row.warnings,
      // until triage has read it, the words alone say whether its reporter must be hidden
      ...(speaksOfDomesticViolence(row.narrative) ? { flags: [DOMESTIC_VIOLENCE] } : {}),
    },
    personal: {
      summary: toSummary(row.narrative),
      address: row.address,
      location: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
    },
  }
}

/** The alerts know their incidents and the source has spoken: one statement, since every way to the database is time. */
async function noteOpened(tx: Tx, sourceId: string, alerts: readonly AlertRow[], states: readonly IncidentState[]) {
  const pairs = sql.join(
    states.map((s, i) => sql`(${alerts[i]?.id}::uuid, ${s.id}::uuid)`),
    sql`, `,
  )
  const last = alerts.at(-1)?.receivedAt.toISOString()
  await tx.execute(sql`
    WITH opened AS (UPDATE alert SET incident_id = v.incident FROM (VALUES ${pairs}) AS v (alert, incident) WHERE alert.id = v.alert)
    UPDATE source SET last_alert_at = greatest(last_alert_at, ${last}::timestamptz), silent_since = NULL WHERE id = ${sourceId}`)
}

/** One that had fallen silent is heard again. */
const heard = (sourceId: string, silentSince: Date): CaseEvents => {
  const data = { silentSince: silentSince.toISOString() }
  return { kind: 'source', caseId: sourceId, firstVersion: 0, events: [{ type: 'source.heard', data }] }
}
