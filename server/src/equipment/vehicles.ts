import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { BoardUnit } from '@liandong/shared/board/board.ts'
import type { VehicleView } from '@liandong/shared/wire/equipment.ts'
import { appendAudit } from '../log/audit.ts'
import { refused, type Change } from '../people/change.ts'
import { lockUnit } from '../people/units.ts'
import { newId } from '../platform/ids.ts'
import type { Db, Tx } from '../store/database.ts'
import { dutyEntry, vehicleOutage } from '../store/schema.ts'

/** Until somebody says that it is back: its leave on the rota has no end of its own. */
const NO_END = new Date('2099-12-31T00:00:00.000Z')

export type Outage = { unitId: string; reason: string; since: string }

/** What stands in the workshop, by unit. */
export async function readOutages(
  db: Db | Tx,
  subdistrictId: string,
  unitIds?: readonly string[],
): Promise<Map<string, Outage>> {
  const rows = await db
    .select()
    .from(vehicleOutage)
    .where(
      and(
        eq(vehicleOutage.subdistrictId, subdistrictId),
        isNull(vehicleOutage.endedAt),
        unitIds === undefined ? undefined : inArray(vehicleOutage.unitId, [...unitIds]),
      ),
    )
  return new Map(rows.map(({ unitId, reason, since }) => [unitId, { unitId, reason, since: since.toISOString() }]))
}

/**
 * A vehicle out of service is off duty, for the rota has a leave of it: so it is suggested to nobody, no gap counts it, and
 * the reason stands where the rota is read.
 */
export async function setVehicleService(
  change: Change,
  unitId: string,
  form: { inService: boolean; reason?: string },
): Promise<void> {
  const { tx, subdistrictId, actor, now } = change
  const row = await lockUnit(change, unitId)
  if (row.kind !== 'vehicle' || row.retiredAt) throw refused('notFound')
  const [open] = await tx
    .select()
    .from(vehicleOutage)
    .where(and(eq(vehicleOutage.unitId, unitId), isNull(vehicleOutage.endedAt)))
    .for('update')
  if (form.inService === (open === undefined)) return
  const at = new Date(now)
  if (open) {
    // a leave has a length, of however little
    const until = new Date(Math.max(now, open.since.getTime() + 1))
    await tx.update(dutyEntry).set({ untilAt: until }).where(eq(dutyEntry.id, open.entryId))
    await tx.update(vehicleOutage).set({ endedAt: at }).where(eq(vehicleOutage.id, open.id))
    return note(change, unitId, { type: 'vehicle.backInService', data: {} })
  }
  const reason = form.reason as string
  const entryId = newId(now)
  await tx.insert(dutyEntry).values({
    id: entryId,
    subdistrictId,
    unitId,
    kind: 'leave',
    state: 'approved',
    fromAt: at,
    untilAt: NO_END,
    reason,
    askedBy: actor.id,
    askedAt: at,
    decidedBy: actor.id,
    decidedAt: at,
    approvedOrder: sql`nextval('duty_entry_order')`,
  })
  await tx.insert(vehicleOutage).values({ id: newId(now), subdistrictId, unitId, entryId, reason, since: at })
  return note(change, unitId, { type: 'vehicle.outOfService', data: {}, personal: { reason } })
}

async function note(change: Change, unitId: string, event: Parameters<typeof appendAudit>[3]): Promise<void> {
  await appendAudit(change.tx, change.subdistrictId, unitId, event, change)
}

export const toVehicle = (
  unit: BoardUnit,
  outages: ReadonlyMap<string, Outage>,
  noOf: (incidentId: string) => string | undefined,
): VehicleView => {
  const out = outages.get(unit.id)
  const { id, name, incidentId, onDuty } = unit
  return {
    id,
    name,
    state: out ? 'outOfService' : incidentId !== null ? 'inUse' : onDuty ? 'free' : 'offDuty',
    incidentId,
    incidentNo: incidentId === null ? null : (noOf(incidentId) ?? null),
    outOfService: out ? { reason: out.reason, since: out.since } : null,
  }
}
