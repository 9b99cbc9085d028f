import { and, eq, inArray, sql } from 'drizzle-orm'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { Tx } from '../store/database.ts'
import { clock, dispatch, incident } from '../store/schema.ts'
import { changedClockRows, changedDispatches, toClockRows, toColumns, toIncidentRow } from './incident-rows.ts'

export type IncidentRow = { subdistrictId: string; triaged: boolean; state: IncidentState }

/** A state to be written over the one it came from. */
export type IncidentChange = { before: IncidentState; after: IncidentState; triaged?: boolean }

/** Locks incidents for this transaction, in the order of their ids so that two who lock the same never wait in a ring. */
export async function lockIncidents(tx: Tx, ids: readonly string[], skipLocked = false): Promise<IncidentRow[]> {
  return tx
    .select({ subdistrictId: incident.subdistrictId, triaged: incident.triaged, state: incident.state })
    .from(incident)
    .where(inArray(incident.id, [...ids]))
    .orderBy(incident.id)
    .for('update', skipLocked ? { skipLocked: true } : {})
}

/** Writes new incidents with the clocks they start. */
export async function insertIncidents(tx: Tx, subdistrictId: string, states: readonly IncidentState[]): Promise<void> {
  await tx.insert(incident).values(states.map((state) => toIncidentRow(subdistrictId, state)))
  await writeClocks(
    tx,
    states.flatMap((state) => toClockRows(subdistrictId, state)),
  )
}

/** Writes what changed: the rows, then the orders, then the clocks, each in one statement however many cases it is. */
export async function updateIncidents(
  tx: Tx,
  subdistrictId: string,
  changes: readonly IncidentChange[],
): Promise<void> {
  if (changes.length === 0) return
  await writeStates(tx, changes)
  const orders = changes.map(({ before, after }) => changedDispatches(before, after))
  const ended = orders.flatMap((o) => o.ended)
  const given = orders.flatMap((o) => o.given)
  // first let go, then take: a redirect gives the lead of one order to the next
  if (ended.length > 0) await tx.update(dispatch).set({ active: false }).where(inArray(dispatch.id, ended))
  if (given.length > 0) await tx.insert(dispatch).values(given)
  await writeClocks(
    tx,
    changes.flatMap(({ before, after }) => changedClockRows(subdistrictId, before, after)),
  )
}

async function writeStates(tx: Tx, changes: readonly IncidentChange[]): Promise<void> {
  const rows = changes.map(({ after, triaged }) => ({ ...toColumns(after), triaged: triaged ?? null, id: after.id }))
  const column = <K extends keyof (typeof rows)[number]>(name: K) => sql.param(rows.map((row) => row[name]))
  const states = sql.param(rows.map((row) => JSON.stringify(row.state)))
  await tx.execute(sql`
    UPDATE incident AS i SET stage = v.stage, version = v.version, live = v.live, severity = v.severity, police = v.police,
      dispute = v.dispute, category = v.category, centre_id = v.centre_id, place_name = v.place_name, state = v.state,
      triaged = coalesce(v.triaged, i.triaged)
    FROM unnest(${column('id')}::uuid[], ${column('stage')}::text[], ${column('version')}::int[], ${column('live')}::bool[],
      ${column('severity')}::int2[], ${column('police')}::text[], ${column('dispute')}::bool[], ${column('category')}::text[],
      ${column('centreId')}::text[], ${column('placeName')}::text[], ${states}::jsonb[], ${column('triaged')}::bool[])
      AS v (id, stage, version, live, severity, police, dispute, category, centre_id, place_name, state, triaged)
    WHERE i.id = v.id`)
}

async function writeClocks(tx: Tx, rows: (typeof clock.$inferInsert)[]): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insert(clock)
    .values(rows)
    .onConflictDoUpdate({
      target: [clock.incidentId, clock.clockId],
      set: {
        state: sql`excluded.state`,
        dueAt: sql`excluded.due_at`,
        breachedAt: sql`excluded.breached_at`,
        endedAt: sql`excluded.ended_at`,
        nextWakeAt: sql`excluded.next_wake_at`,
      },
    })
}

/** The active order a unit has, and who gave it; for the dispatcher who is refused. */
export async function findBusy(tx: Tx, unitIds: readonly string[]) {
  return tx
    .select({
      unitId: dispatch.unitId,
      incidentId: dispatch.incidentId,
      incidentNo: incident.no,
      by: dispatch.issuedBy,
      at: dispatch.issuedAt,
    })
    .from(dispatch)
    .innerJoin(incident, eq(incident.id, dispatch.incidentId))
    .where(and(inArray(dispatch.unitId, [...unitIds]), eq(dispatch.active, true)))
}
