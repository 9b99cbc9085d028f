import { and, eq, inArray, sql } from 'drizzle-orm'
import { nextWakeAt } from '@liandong/shared/clocks/clock-moves.ts'
import { isActiveDispatch } from '@liandong/shared/cases/incident/lifecycle.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { Tx } from '../store/database.ts'
import { clock, dispatch, incident } from '../store/schema.ts'

export type IncidentRow = { subdistrictId: string; triaged: boolean; state: IncidentState }

/** Locks incidents for this transaction, in the order of their ids so that two who lock the same never wait in a ring. */
export async function lockIncidents(tx: Tx, ids: readonly string[], skipLocked = false): Promise<IncidentRow[]> {
  return tx
    .select({ subdistrictId: incident.subdistrictId, triaged: incident.triaged, state: incident.state })
    .from(incident)
    .where(inArray(incident.id, [...ids]))
    .orderBy(incident.id)
    .for('update', skipLocked ? { skipLocked: true } : {})
}

const columnsOf = (state: IncidentState) => ({
  stage: state.stage,
  version: state.version,
  live: state.live,
  severity: state.severity,
  police: state.classification?.police ?? null,
  dispute: state.classification?.dispute ?? null,
  category: state.classification?.category ?? null,
  centreId: state.place?.centreId ?? null,
  placeName: state.place?.name ?? null,
  state,
})

/** Writes new incidents with the clocks they start. */
export async function insertIncidents(tx: Tx, subdistrictId: string, states: readonly IncidentState[]): Promise<void> {
  await tx.insert(incident).values(
    states.map((state) => ({
      id: state.id,
      subdistrictId,
      no: state.no,
      channel: state.channel,
      exercise: state.exercise,
      reportedAt: new Date(state.reportedAt),
      receivedAt: new Date(state.receivedAt),
      ...columnsOf(state),
    })),
  )
  await writeClocks(tx, subdistrictId, states.flatMap((state) => clockRows(subdistrictId, state)))
}

/** Writes what changed between two states of an incident: its row, its orders, its clocks. */
export async function updateIncident(
  tx: Tx,
  subdistrictId: string,
  before: IncidentState,
  after: IncidentState,
  triaged?: boolean,
): Promise<void> {
  await tx
    .update(incident)
    .set({ ...columnsOf(after), ...(triaged === undefined ? {} : { triaged }) })
    .where(eq(incident.id, after.id))
  await writeDispatches(tx, before, after)
  const old = new Map(clockRows(subdistrictId, before).map((row) => [row.clockId, JSON.stringify(row)]))
  const changed = clockRows(subdistrictId, after).filter((row) => old.get(row.clockId) !== JSON.stringify(row))
  await writeClocks(tx, subdistrictId, changed)
}

async function writeDispatches(tx: Tx, before: IncidentState, after: IncidentState): Promise<void> {
  const known = new Map(before.dispatches.map((d) => [d.id, isActiveDispatch(d)]))
  const ended = after.dispatches.filter((d) => known.get(d.id) === true && !isActiveDispatch(d)).map((d) => d.id)
  // first let go, then take: a redirect gives the lead of one order to the next
  if (ended.length > 0) await tx.update(dispatch).set({ active: false }).where(inArray(dispatch.id, ended))
  const added = after.dispatches.filter((d) => !known.has(d.id))
  if (added.length === 0) return
  await tx.insert(dispatch).values(
    added.map((d) => ({
      id: d.id,
      incidentId: after.id,
      unitId: d.unit.id,
      lead: d.lead,
      active: true,
      issuedAt: new Date(d.issuedAt),
      issuedBy: d.issuedBy,
    })),
  )
}

type ClockRow = typeof clock.$inferInsert

function clockRows(subdistrictId: string, state: IncidentState): ClockRow[] {
  return state.clocks.map((c) => {
    const wakeAt = state.live ? nextWakeAt(state, c) : undefined
    return {
      incidentId: state.id,
      clockId: c.id,
      subdistrictId,
      clock: c.clock,
      subject: c.subject,
      state: c.state,
      startedAt: new Date(c.startedAt),
      dueAt: new Date(c.dueAt),
      breachedAt: c.breachedAt === null ? null : new Date(c.breachedAt),
      endedAt: c.endedAt === null ? null : new Date(c.endedAt),
      nextWakeAt: wakeAt === undefined ? null : new Date(wakeAt),
      exercise: state.exercise,
    }
  })
}

async function writeClocks(tx: Tx, _subdistrictId: string, rows: ClockRow[]): Promise<void> {
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
