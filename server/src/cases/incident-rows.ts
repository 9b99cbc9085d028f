import { isActiveDispatch } from '@liandong/shared/cases/incident/lifecycle.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { nextWakeAt } from '@liandong/shared/clocks/clock-moves.ts'
import type { clock, dispatch, incident } from '../store/schema.ts'

type ClockRow = typeof clock.$inferInsert
type DispatchRow = typeof dispatch.$inferInsert

/** The columns of an incident that change with its state, beside the state itself. */
export const toColumns = (state: IncidentState) => ({
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

export const toIncidentRow = (subdistrictId: string, state: IncidentState): typeof incident.$inferInsert => ({
  id: state.id,
  subdistrictId,
  no: state.no,
  channel: state.channel,
  exercise: state.exercise,
  reportedAt: new Date(state.reportedAt),
  receivedAt: new Date(state.receivedAt),
  ...toColumns(state),
})

const instant = (iso: string | null): Date | null => (iso === null ? null : new Date(iso))

/** One row a clock: due when, and to be looked at next when. */
export function toClockRows(subdistrictId: string, state: IncidentState): ClockRow[] {
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
      breachedAt: instant(c.breachedAt),
      endedAt: instant(c.endedAt),
      nextWakeAt: wakeAt === undefined ? null : new Date(wakeAt),
      exercise: state.exercise,
      slaVersion: c.slaVersion ?? 0,
    }
  })
}

/** The clock rows that differ between two states of an incident. */
export function changedClockRows(subdistrictId: string, before: IncidentState, after: IncidentState): ClockRow[] {
  const old = new Map(toClockRows(subdistrictId, before).map((row) => [row.clockId, JSON.stringify(row)]))
  return toClockRows(subdistrictId, after).filter((row) => old.get(row.clockId) !== JSON.stringify(row))
}

/** The orders that ended and the orders that were given between two states. */
export function changedDispatches(
  before: IncidentState,
  after: IncidentState,
): { ended: string[]; given: DispatchRow[] } {
  const known = new Map(before.dispatches.map((d) => [d.id, isActiveDispatch(d)]))
  const ended = after.dispatches.filter((d) => known.get(d.id) === true && !isActiveDispatch(d)).map((d) => d.id)
  const given = after.dispatches
    .filter((d) => !known.has(d.id))
    .map((d) => ({
      id: d.id,
      incidentId: after.id,
      unitId: d.unit.id,
      lead: d.lead,
      active: true,
      issuedAt: new Date(d.issuedAt),
      issuedBy: d.issuedBy,
    }))
  return { ended, given }
}
