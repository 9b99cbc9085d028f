import { asc, eq } from 'drizzle-orm'
import { advance } from '@liandong/shared/cases/incident/advance.ts'
import { triage as decideTriage } from '@liandong/shared/cases/incident/steps/triage.ts'
import type { IncidentState, Place } from '@liandong/shared/cases/incident/state.ts'
import type { Classification } from '@liandong/shared/classify/classification.ts'
import { toIso } from '@liandong/shared/time.ts'
import { append } from '../log/append.ts'
import { isId } from '../platform/ids.ts'
import { withRetry } from '../store/retry.ts'
import type { Tx } from '../store/database.ts'
import { alert } from '../store/schema.ts'
import { story } from './story.ts'
import type { HandlerDeps } from './handler.ts'
import { lockIncidents, updateIncidents } from './incident-store.ts'

export type TriageInput = {
  narrative: string
  address: string | null
  location: { lat: number; lon: number } | null
  sourceCategory: string | null
  severity: 1 | 2 | 3 | 4 | null
}
/** Locating and classifying are pure; the gazetteer is loaded once and handed in. */
export type Triage = (input: TriageInput) => {
  classification: Classification
  place: Place
  location: { lat: number; lon: number } | null
}

/**
 * `triageIncident` locates and classifies an incident once, from its first alert. Run again it does nothing, and it
 * never overrules a person who was quicker.
 */
export async function triageIncident(deps: HandlerDeps, triage: Triage, incidentId: string): Promise<void> {
  if (!isId(incidentId)) return
  const done = await withRetry(() => deps.database.db.transaction((tx) => inTransaction(tx, deps, triage, incidentId)))
  if (done) deps.committed(done.subdistrictId, [done.state])
}

async function inTransaction(
  tx: Tx,
  deps: HandlerDeps,
  triage: Triage,
  incidentId: string,
): Promise<{ subdistrictId: string; state: IncidentState } | undefined> {
  const [row] = await lockIncidents(tx, [incidentId])
  if (!row || row.triaged) return undefined
  const [first] = await tx
    .select()
    .from(alert)
    .where(eq(alert.incidentId, incidentId))
    .orderBy(asc(alert.receivedAt))
    .limit(1)
  const now = deps.clock.now()
  const by = { actor: { kind: 'system', id: 'triage' } as const, now }
  const events = first ? decideTriage(row.state, triage(toInput(first))) : []
  const after = advance(row.state, events, toIso(now), 'triage')
  await updateIncidents(tx, row.subdistrictId, [{ before: row.state, after: after.state, triaged: true }])
  if (after.events.length > 0) await append(tx, row.subdistrictId, [story(row, after.events)], by)
  return { subdistrictId: row.subdistrictId, state: after.state }
}

const toInput = (row: typeof alert.$inferSelect): TriageInput => ({
  narrative: row.narrative,
  address: row.address,
  location: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
  sourceCategory: row.sourceCategory,
  severity: row.severity,
})
