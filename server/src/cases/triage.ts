import { asc, eq, getTableColumns, inArray } from 'drizzle-orm'
import { advance } from '@liandong/shared/cases/incident/advance.ts'
import { triage as decideTriage } from '@liandong/shared/cases/incident/steps/triage.ts'
import type { Place } from '@liandong/shared/cases/incident/state.ts'
import type { CategoryVersion } from '@liandong/shared/classify/category-tree.ts'
import type { Classification } from '@liandong/shared/classify/classification.ts'
import { categoriesAt } from '@liandong/shared/classify/delivered-categories.ts'
import { toIso } from '@liandong/shared/time.ts'
import { append } from '../log/append.ts'
import { isId } from '../platform/ids.ts'
import { withRetry } from '../store/retry.ts'
import type { Tx } from '../store/database.ts'
import { alert, source } from '../store/schema.ts'
import { story } from './story.ts'
import type { HandlerDeps } from './handler.ts'
import { lockIncidents, updateIncidents, type IncidentRow } from './incident-store.ts'

export type TriageInput = {
  narrative: string
  address: string | null
  location: { lat: number; lon: number } | null
  sourceCategory: string | null
  severity: 1 | 2 | 3 | 4 | null
  /** The id and the kind of the source: its own codes are mapped under one of them. */
  source: readonly string[]
}
/** Locating and classifying are pure; the gazetteer is loaded once and handed in, the tree in force comes with each. */
export type Triage = (
  input: TriageInput,
  categories: CategoryVersion,
) => {
  classification: Classification
  place: Place
  location: { lat: number; lon: number } | null
}

/**
 * `triageIncidents` locates and classifies incidents once, each from its first alert, all in one transaction. Run again
 * it does nothing, and it never overrules a person who was quicker.
 */
export async function triageIncidents(deps: HandlerDeps, triage: Triage, ids: readonly string[]): Promise<void> {
  const known = ids.filter(isId)
  if (known.length === 0) return
  const rows = await withRetry(() => deps.database.db.transaction((tx) => inTransaction(tx, deps, triage, known)))
  for (const [subdistrictId, of] of Map.groupBy(rows, (row) => row.subdistrictId)) {
    deps.committed(
      subdistrictId,
      of.map((row) => row.state),
    )
  }
}

async function inTransaction(tx: Tx, deps: HandlerDeps, triage: Triage, ids: readonly string[]) {
  const rows = (await lockIncidents(tx, ids)).filter((row) => !row.triaged)
  const alerts = await findFirstAlerts(tx, rows)
  const now = deps.clock.now()
  const triaged: IncidentRow[] = []
  for (const [subdistrictId, of] of Map.groupBy(rows, (row) => row.subdistrictId)) {
    const categories = categoriesAt(deps.settings.of(subdistrictId, 'categories'), now)
    const changes = of.map((row) => {
      const first = alerts.get(row.state.id)
      const events = first ? decideTriage(row.state, triage(toInput(first), categories)) : []
      return {
        row,
        ...advance(row.state, events, {
          at: toIso(now),
          actorId: 'triage',
          sla: deps.settings.of(subdistrictId, 'sla'),
        }),
      }
    })
    const written = changes.map(({ row, state }) => ({ before: row.state, after: state, triaged: true }))
    await updateIncidents(tx, subdistrictId, written)
    const stories = changes.flatMap(({ row, events }) => (events.length > 0 ? [story(row, events)] : []))
    if (stories.length > 0) await append(tx, subdistrictId, stories, { actor: { kind: 'system', id: 'triage' }, now })
    triaged.push(...changes.map(({ row, state }) => ({ ...row, state })))
  }
  return triaged
}

async function findFirstAlerts(tx: Tx, rows: readonly IncidentRow[]) {
  const found = await tx
    .selectDistinctOn([alert.incidentId], { ...getTableColumns(alert), kind: source.kind })
    .from(alert)
    .innerJoin(source, eq(source.id, alert.sourceId))
    .where(
      inArray(
        alert.incidentId,
        rows.map((row) => row.state.id),
      ),
    )
    .orderBy(alert.incidentId, asc(alert.receivedAt))
  return new Map(found.map((row) => [row.incidentId, row]))
}

const toInput = (row: typeof alert.$inferSelect & { kind: string }): TriageInput => ({
  narrative: row.narrative,
  address: row.address,
  location: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
  sourceCategory: row.sourceCategory,
  severity: row.severity,
  source: [row.sourceId, row.kind],
})
