import { inArray, eq, and, isNull, ne } from 'drizzle-orm'
import type { Actor } from '@liandong/shared/access/actor.ts'
import type { IncidentCommand } from '@liandong/shared/cases/incident/commands.ts'
import type { IncidentContext, UnitFact } from '@liandong/shared/cases/incident/context.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { categoriesAt } from '@liandong/shared/classify/delivered-categories.ts'
import type { Refusal } from '@liandong/shared/problems/refusal.ts'
import { onDutyAmong } from '../duty/rota-read.ts'
import { readOutages } from '../equipment/vehicles.ts'
import { newId } from '../platform/ids.ts'
import type { Tx } from '../store/database.ts'
import { account, organisation, unit } from '../store/schema.ts'
import type { SettingBooks } from '../settings/setting-books.ts'
import { findBusy, type IncidentRow } from './incident-store.ts'
import { findRoute } from './responsible.ts'

type Question = {
  subdistrictId: string
  command: IncidentCommand
  actor: Actor
  now: number
  state: IncidentState
  others: readonly IncidentRow[]
  settings: SettingBooks
  arrivalRadiusM: number
}

/** `findFacts` looks up what the rule may ask for, and nothing else. */
export async function findFacts(tx: Tx, q: Question): Promise<IncidentContext> {
  const { command, now, actor, state } = q
  const context: IncidentContext = { now, actor, ids: [], arrivalRadiusM: q.arrivalRadiusM }
  if (command.name === 'classify')
    return { ...context, categories: categoriesAt(q.settings.of(q.subdistrictId, 'categories'), now) }
  if (command.name === 'dispatch') {
    const ids = command.body.unitIds ?? [command.body.unitId as string]
    const units = await findUnits(tx, q.subdistrictId, ids, now, command.body.replaces, state)
    const notify = await findDepartments(tx, q.subdistrictId, command.body.notify ?? [])
    return { ...context, ids: [...ids, ...notify].map(() => newId(now)), units, notify }
  }
  if (command.name === 'merge') {
    const target = q.others.find(
      (r) => r.state.id === command.body.intoId && r.subdistrictId === q.subdistrictId,
    )?.state
    if (!target) return context
    const { id, no, stage, live, exercise } = target
    return { ...context, mergeTarget: { id, no, stage, live, exercise } }
  }
  if (command.name === 'issueTicket') {
    const route = await findRoute(tx, state)
    return route ? { ...context, ids: [newId(now)], route } : { ...context, ids: [newId(now)] }
  }
  return context
}

async function findUnits(
  tx: Tx,
  subdistrictId: string,
  ids: readonly string[],
  now: number,
  replaces: string | undefined,
  state: IncidentState,
): Promise<UnitFact[]> {
  const rows = await tx
    .select({
      id: unit.id,
      name: unit.name,
      callSign: unit.callSign,
      organisationId: unit.organisationId,
      duty: unit.duty,
      cycle: unit.cycle,
      kind: unit.kind,
    })
    .from(unit)
    .where(
      and(
        eq(unit.subdistrictId, subdistrictId),
        inArray(unit.id, [...ids]),
        isNull(unit.retiredAt),
        ne(unit.kind, 'seat'),
      ),
    )
    .orderBy(unit.id)
    // a unit that is being retired now is waited for, and then is no unit any more
    .for('key share')
  const busy = await findBusy(tx, ids)
  const onDuty = await onDutyAmong(tx, rows, now)
  const outages = await readOutages(tx, subdistrictId, ids)
  const free = rows.some((row) => row.kind === 'vehicle') ? await countFreeVehicles(tx, subdistrictId, now) : 0
  // the order that is being replaced does not keep its own unit from the new one
  const freed = state.dispatches.find((d) => d.id === replaces)?.unit.id
  return rows.map((row) => {
    const order = busy.find((b) => b.unitId === row.id && b.unitId !== freed)
    const out = outages.get(row.id)
    return {
      id: row.id,
      name: row.name,
      callSign: row.callSign,
      onDuty: onDuty.has(row.id),
      ...(out ? { outOfService: { reason: out.reason, since: out.since } } : {}),
      ...(row.kind === 'vehicle' ? { freeVehicles: free } : {}),
      busyWith: order
        ? { incidentId: order.incidentId, incidentNo: order.incidentNo, by: order.by, at: order.at.toISOString() }
        : null,
    }
  })
}

/** Those that are there, in the order they were named in; who is not is refused by name (refuseUnknownOrganisation). */
async function findDepartments(tx: Tx, subdistrictId: string, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await tx
    .select({ id: organisation.id, name: organisation.name })
    .from(organisation)
    .where(
      and(
        eq(organisation.subdistrictId, subdistrictId),
        inArray(organisation.id, [...ids]),
        isNull(organisation.closedAt),
      ),
    )
  return [...new Set(ids)].flatMap((id) => rows.find((row) => row.id === id) ?? [])
}

/** Vehicles of the street that are on duty and have no order (D7). */
async function countFreeVehicles(tx: Tx, subdistrictId: string, now: number): Promise<number> {
  const vehicles = await tx
    .select({ id: unit.id, organisationId: unit.organisationId, duty: unit.duty, cycle: unit.cycle })
    .from(unit)
    .where(and(eq(unit.subdistrictId, subdistrictId), eq(unit.kind, 'vehicle'), isNull(unit.retiredAt)))
  const onDuty = await onDutyAmong(tx, vehicles, now)
  const busy = await findBusy(
    tx,
    vehicles.map((one) => one.id),
  )
  return vehicles.filter((one) => onDuty.has(one.id) && !busy.some((order) => order.unitId === one.id)).length
}

/** A ticket goes to organisations of this subdistrict alone; the first one named that is none is refused by name. */
export async function refuseUnknownOrganisation(
  tx: Tx,
  subdistrictId: string,
  command: IncidentCommand,
): Promise<Refusal | undefined> {
  if (command.name === 'dispatch') {
    const ids = command.body.notify ?? []
    const there = await findDepartments(tx, subdistrictId, ids)
    const unknown = ids.findIndex((id) => !there.some((row) => row.id === id))
    if (unknown < 0) return undefined
    return { code: 'routeUnknown', errors: [{ pointer: `/notify/${unknown}`, message: 'no such organisation' }] }
  }
  if (command.name !== 'issueTicket') return undefined
  const { organisationId, coOrganisationIds = [] } = command.body
  const named = organisationId === undefined ? coOrganisationIds : [organisationId, ...coOrganisationIds]
  if (named.length === 0) return undefined
  const known = await tx
    .select({ id: organisation.id })
    .from(organisation)
    .where(
      and(
        eq(organisation.subdistrictId, subdistrictId),
        inArray(organisation.id, named),
        isNull(organisation.closedAt),
      ),
    )
    .for('key share')
  const unknown = named.find((id) => !known.some((row) => row.id === id))
  if (unknown === undefined) return undefined
  const pointer =
    unknown === organisationId ? '/organisationId' : `/coOrganisationIds/${coOrganisationIds.indexOf(unknown)}`
  return { code: 'routeUnknown', errors: [{ pointer, message: 'no such organisation' }] }
}

/** A refusal tells who was first by name, not by id. */
export async function nameRefusal(tx: Tx, refusal: Refusal): Promise<Refusal> {
  const by = refusal.facts?.by
  if (typeof by !== 'string') return refusal
  const [who] = await tx.select({ name: account.name }).from(account).where(eq(account.id, by))
  return { ...refusal, facts: { ...refusal.facts, byName: who?.name ?? by } }
}
