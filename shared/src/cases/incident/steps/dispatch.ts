import { refuse, type Decision } from '../../../problems/refusal.ts'
import { SECOND_MS, toMs } from '../../../time.ts'
import type { DecidedEvent } from '../../../wire/log-event.ts'
import type { IncidentContext, UnitFact } from '../context.ts'
import type { Step } from '../step.ts'
import { isActiveDispatch } from '../lifecycle.ts'
import type { Dispatch, IncidentState } from '../state.ts'

/**
 * Two orders cross when the second dispatcher cannot have seen the first: other people's orders younger than this
 * refuse a plain dispatch (design: a screen shows an event within 1 s; people need a few more to read it).
 */
export const CROSSING_MS = 10 * SECOND_MS

/** D9: an order to each unit named; its time of issue starts the 20 minutes. The first is the lead unit. */
export const dispatch: Step<'dispatch'> = (state, body, context) => {
  const units = findUnits(body.unitIds ?? [body.unitId as string], context)
  if (!units.ok) return units
  const replaced = body.replaces === undefined ? undefined : state.dispatches.find((d) => d.id === body.replaces)
  if (body.replaces !== undefined && (!replaced || !isActiveDispatch(replaced))) {
    return refuse('dispatchUnknown', { dispatchId: body.replaces })
  }
  const lead = state.dispatches.find((d) => d.lead && isActiveDispatch(d) && d.id !== body.replaces)
  if (lead && body.support !== true && crosses(lead, context)) {
    return refuse('alreadyDispatched', { by: lead.issuedBy, at: lead.issuedAt, unit: lead.unit })
  }
  for (const unit of units.events) {
    const refusal = refuseUnit(state, unit, body.evenOffDuty ?? false)
    if (refusal) return refusal
  }
  const orders = units.events.map((unit, i) => order(unit, i === 0 && !lead, context.ids[i] as string, body))
  return { ok: true, events: [...standDown(replaced), ...orders, ...noticesOf(state, context, orders.length)] }
}

/** Each department once a case: whoever has been told is not told again. */
const noticesOf = (state: IncidentState, { notify = [], ids }: IncidentContext, used: number): DecidedEvent[] =>
  notify
    .filter(({ id }) => !state.notices?.some((one) => one.organisationId === id))
    .map(({ id, name }, i) => ({
      type: 'incident.departmentNotified',
      data: { noticeId: ids[used + i] as string, organisationId: id, organisationName: name },
    }))

const crosses = (lead: Dispatch, { actor, now }: IncidentContext): boolean =>
  actor.kind === 'user' && lead.issuedBy !== actor.id && now - toMs(lead.issuedAt) < CROSSING_MS

function findUnits(ids: string[], context: IncidentContext): Decision<UnitFact> {
  const units = [...new Set(ids)].map((id) => context.units?.find((unit) => unit.id === id))
  const missing = units.indexOf(undefined)
  if (missing >= 0) {
    const errors = [{ pointer: ids.length > 1 ? `/unitIds/${missing}` : '/unitId', message: 'no such unit' }]
    return { ok: false, refusal: { code: 'unitUnknown', facts: { unitId: ids[missing] }, errors } }
  }
  return { ok: true, events: units as UnitFact[] }
}

function refuseUnit(state: IncidentState, unit: UnitFact, evenOffDuty: boolean) {
  const named = { unit: { id: unit.id, name: unit.name } }
  if (unit.busyWith)
    return refuse(unit.freeVehicles === 0 ? 'noVehicleFree' : 'unitBusy', {
      ...named,
      ...unit.busyWith,
      here: unit.busyWith.incidentId === state.id,
    })
  if (unit.outOfService) return refuse('vehicleOutOfService', { ...named, ...unit.outOfService })
  if (!unit.onDuty && !evenOffDuty) return refuse('unitOffDuty', named)
  return undefined
}

const order = (
  unit: UnitFact,
  lead: boolean,
  dispatchId: string,
  body: { content?: string | undefined; replaces?: string | undefined },
): DecidedEvent => ({
  type: 'incident.dispatched',
  data: {
    dispatchId,
    unitId: unit.id,
    callSign: unit.callSign,
    lead,
    ...(body.replaces ? { replaces: body.replaces } : {}),
  },
  personal: { unitName: unit.name, ...(body.content ? { content: body.content } : {}) },
})

/** Redirect: the old order ends, and the new one is linked to it (domain.md §3.6 K4). */
export function standDown(dispatch: Dispatch | undefined): DecidedEvent[] {
  if (!dispatch) return []
  const data = { dispatchId: dispatch.id, unitId: dispatch.unit.id, acknowledged: dispatch.acknowledgedAt !== null }
  return [{ type: 'incident.stoodDown', data }]
}
