import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { EquipmentForm } from '@liandong/shared/equipment/forms.ts'
import { freeOf, stateOf, takenOf, type EquipmentCategory, type Stock } from '@liandong/shared/equipment/ledger.ts'
import type { EquipmentView } from '@liandong/shared/wire/equipment.ts'
import { appendAudit } from '../log/audit.ts'
import { refused, refusedFields, refuseStale, type Change } from '../people/change.ts'
import { isId, newId } from '../platform/ids.ts'
import { changedOf } from '../settings/changed.ts'
import type { Db, Tx } from '../store/database.ts'
import { equipment, equipmentUse, organisation, unit } from '../store/schema.ts'
import { organisationErrors } from '../people/open-organisation.ts'

export type Item = Stock & { organisationId: string; organisation: string; place: string | null; version: number }
type Row = typeof equipment.$inferSelect

const there = (subdistrictId: string) => and(eq(equipment.subdistrictId, subdistrictId), isNull(equipment.removedAt))

/** The items with whoever has them out, in the order they were put down. */
async function withUses(db: Db | Tx, rows: readonly { row: Row; organisation: string }[]): Promise<Item[]> {
  const ids = rows.map(({ row }) => row.id)
  const uses =
    ids.length === 0
      ? []
      : await db
          .select()
          .from(equipmentUse)
          .where(and(inArray(equipmentUse.equipmentId, ids), isNull(equipmentUse.returnedAt)))
          .orderBy(asc(equipmentUse.takenAt), asc(equipmentUse.id))
  const of = Map.groupBy(uses, (use) => use.equipmentId)
  return rows.map(({ row, organisation: name }) => ({
    id: row.id,
    category: row.category,
    name: row.name,
    serial: row.serial,
    quantity: row.quantity,
    outOfService:
      row.outReason !== null && row.outSince ? { reason: row.outReason, since: row.outSince.toISOString() } : null,
    organisationId: row.organisationId,
    organisation: name,
    place: row.place,
    version: row.version,
    uses: (of.get(row.id) ?? []).map((use) => ({
      id: use.id,
      quantity: use.quantity,
      unitId: use.unitId,
      takenAt: use.takenAt.toISOString(),
      incidentNo: use.incidentNo,
    })),
  }))
}

const readRows = (db: Db | Tx, where: ReturnType<typeof and>, limit: number) =>
  db
    .select({ row: equipment, organisation: organisation.name })
    .from(equipment)
    .innerJoin(organisation, eq(organisation.id, equipment.organisationId))
    .where(where)
    .orderBy(asc(equipment.id))
    .limit(limit)

export async function listEquipment(
  db: Db,
  subdistrictId: string,
  { after, limit, category }: { after?: string | undefined; limit: number; category?: EquipmentCategory | undefined },
): Promise<Item[]> {
  const where = and(
    there(subdistrictId),
    category === undefined ? undefined : eq(equipment.category, category),
    after !== undefined && isId(after) ? gt(equipment.id, after) : undefined,
  )
  return withUses(db, await readRows(db, where, limit + 1))
}

/** All of a category, held until the transaction ends: two who take the last one take turns. */
export async function lockCategory({ tx, subdistrictId }: Change, category: EquipmentCategory): Promise<Item[]> {
  const where = and(there(subdistrictId), eq(equipment.category, category))
  await tx.select({ id: equipment.id }).from(equipment).where(where).orderBy(asc(equipment.id)).for('update')
  return withUses(tx, await readRows(tx, where, 10_000))
}

export async function lockItem({ tx, subdistrictId }: Change, id: string): Promise<Item> {
  if (!isId(id)) throw refused('notFound')
  const where = and(there(subdistrictId), eq(equipment.id, id))
  const [locked] = await tx.select({ id: equipment.id }).from(equipment).where(where).for('update')
  const [item] = locked ? await withUses(tx, await readRows(tx, where, 1)) : []
  if (!item) throw refused('notFound')
  return item
}

export const toView = (item: Item, nameOf: (unitId: string) => string | undefined): EquipmentView => ({
  ...item,
  free: freeOf(item),
  state: stateOf(item),
  uses: item.uses.map((use) => ({ ...use, unitName: nameOf(use.unitId) ?? use.unitId })),
})

/** The names of whoever has something, those of units that have left the roster among them. */
export async function namesOf(
  db: Db,
  items: readonly Pick<Item, 'uses'>[],
): Promise<(id: string) => string | undefined> {
  const ids = [...new Set(items.flatMap((item) => item.uses.map((use) => use.unitId)))]
  const rows =
    ids.length === 0 ? [] : await db.select({ id: unit.id, name: unit.name }).from(unit).where(inArray(unit.id, ids))
  const names = new Map(rows.map((row) => [row.id, row.name]))
  return (id) => names.get(id)
}

const fieldsOf = ({ category, name, serial, quantity, organisationId, place }: EquipmentForm) => ({
  category,
  name,
  serial,
  quantity,
  organisationId,
  place,
})

async function refuseWrong(change: Change, form: EquipmentForm, ownId?: string): Promise<void> {
  const { tx, subdistrictId } = change
  const misplaced = await organisationErrors(change, form.organisationId)
  if (misplaced.length > 0) throw refusedFields(...misplaced)
  if (form.serial === null) return
  const twins = await tx
    .select({ id: equipment.id })
    .from(equipment)
    .where(and(there(subdistrictId), eq(equipment.category, form.category), eq(equipment.serial, form.serial)))
  if (twins.some((twin) => twin.id !== ownId))
    throw refusedFields({
      pointer: '/serial',
      message: 'this number is in the ledger already',
      messageZh: '该编号已登记',
    })
}

export async function addEquipment(change: Change, form: EquipmentForm): Promise<Item> {
  const { tx, subdistrictId, now } = change
  await refuseWrong(change, form)
  const id = newId(now)
  await tx.insert(equipment).values({ id, subdistrictId, ...fieldsOf(form) })
  const item = await lockItem(change, id)
  await appendAudit(tx, subdistrictId, id, { type: 'equipment.added', data: { after: fieldsOf(form) } }, change)
  return item
}

/** Less than what is out cannot be all there is. */
export async function changeEquipment(
  change: Change,
  id: string,
  { version, ...form }: EquipmentForm & { version: number },
): Promise<Item> {
  const { tx, subdistrictId } = change
  const present = await lockItem(change, id)
  refuseStale(version, present)
  await refuseWrong(change, form, id)
  const taken = takenOf(present)
  if (form.quantity < taken)
    throw refusedFields({
      pointer: '/quantity',
      message: `${taken} of it are out`,
      messageZh: `已领出 ${taken} 件，数量不能更少`,
    })
  const { before, after } = changedOf<Record<string, unknown>>(fieldsOf(present), fieldsOf(form))
  if (Object.keys(after).length === 0) return present
  await tx
    .update(equipment)
    .set({ ...fieldsOf(form), version: version + 1 })
    .where(eq(equipment.id, id))
  const item = await lockItem(change, id)
  await appendAudit(tx, subdistrictId, id, { type: 'equipment.changed', data: { before, after } }, change)
  return item
}

/** Out of the ledger, not before everything has come back. */
export async function removeEquipment(change: Change, id: string, version: number): Promise<void> {
  const { tx, subdistrictId, now } = change
  const present = await lockItem(change, id)
  refuseStale(version, present)
  if (present.uses.length > 0) throw refused('stillInUse', { taken: takenOf(present) })
  await tx
    .update(equipment)
    .set({ removedAt: new Date(now), version: version + 1 })
    .where(eq(equipment.id, id))
  await appendAudit(tx, subdistrictId, id, { type: 'equipment.removed', data: { before: fieldsOf(present) } }, change)
}

/** 停用 and 恢复. What is out with somebody may break there: it is brought back all the same. */
export async function setService(
  change: Change,
  id: string,
  form: { version: number; inService: boolean; reason?: string },
): Promise<Item> {
  const { tx, subdistrictId, now } = change
  const present = await lockItem(change, id)
  refuseStale(form.version, present)
  if (form.inService === (present.outOfService === null)) return present
  const { reason } = form
  const set =
    reason === undefined ? { outReason: null, outSince: null } : { outReason: reason, outSince: new Date(now) }
  await tx
    .update(equipment)
    .set({ ...set, version: form.version + 1 })
    .where(eq(equipment.id, id))
  const item = await lockItem(change, id)
  const event =
    reason === undefined
      ? { type: 'equipment.backInService', data: {} }
      : { type: 'equipment.outOfService', data: {}, personal: { reason } }
  await appendAudit(tx, subdistrictId, id, event, change)
  return item
}
