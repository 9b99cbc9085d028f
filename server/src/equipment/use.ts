import { and, eq, isNull } from 'drizzle-orm'
import type { TakeForm } from '@liandong/shared/equipment/forms.ts'
import { pickItem } from '@liandong/shared/equipment/ledger.ts'
import { appendAudit } from '../log/audit.ts'
import { refused, refusedFields, type Change } from '../people/change.ts'
import { isId, newId } from '../platform/ids.ts'
import { equipmentUse, incident, unit } from '../store/schema.ts'
import { lockCategory, lockItem, type Item } from './ledger.ts'

/** Whoever is a unit takes and brings back for itself alone; the room for everybody. */
const refuseForOthers = ({ actor }: Change, unitId: string): void => {
  if (actor.role === 'responder' && actor.unitId !== unitId) throw refused('notYours', { unitId })
}

/** 领用: what was taken, or who has it instead. */
export async function takeEquipment(change: Change, form: TakeForm): Promise<Item> {
  const { tx, subdistrictId, actor, now } = change
  const [taker] = await tx
    .select({ id: unit.id, name: unit.name })
    .from(unit)
    .where(and(eq(unit.id, form.unitId), eq(unit.subdistrictId, subdistrictId), isNull(unit.retiredAt)))
  if (!taker) throw refusedFields({ pointer: '/unitId', message: 'no such unit', messageZh: '没有这个力量' })
  refuseForOthers(change, form.unitId)
  const incidentNo = form.incidentId === null ? null : await findNo(change, form.incidentId)
  const picked = pickItem(await lockCategory(change, form.category), form)
  if (!picked.ok) throw await refusalOf(change, form, picked)
  const use = {
    id: newId(now),
    subdistrictId,
    equipmentId: picked.item.id,
    quantity: form.quantity,
    unitId: form.unitId,
    incidentId: form.incidentId,
    incidentNo,
    takenAt: new Date(now),
    takenBy: actor.id,
  }
  await tx.insert(equipmentUse).values(use)
  const item = await lockItem(change, picked.item.id)
  const data = { useId: use.id, unitId: form.unitId, quantity: form.quantity, incidentId: form.incidentId }
  await appendAudit(tx, subdistrictId, item.id, { type: 'equipment.taken', data }, change)
  return item
}

/** 归还. What was brought back already stays so. */
export async function returnEquipment(change: Change, useId: string): Promise<Item> {
  const { tx, subdistrictId, actor, now } = change
  if (!isId(useId)) throw refused('notFound')
  const where = and(eq(equipmentUse.id, useId), eq(equipmentUse.subdistrictId, subdistrictId))
  const [use] = await tx.select().from(equipmentUse).where(where).for('update')
  if (!use) throw refused('notFound')
  refuseForOthers(change, use.unitId)
  if (use.returnedAt) throw refused('alreadyDone', { at: use.returnedAt.toISOString() })
  await tx
    .update(equipmentUse)
    .set({ returnedAt: new Date(now), returnedBy: actor.id })
    .where(where)
  const item = await lockItem(change, use.equipmentId)
  const data = { useId, unitId: use.unitId, quantity: use.quantity }
  await appendAudit(tx, subdistrictId, item.id, { type: 'equipment.returned', data }, change)
  return item
}

async function findNo({ tx, subdistrictId }: Change, id: string): Promise<string> {
  const wrong = refusedFields({ pointer: '/incidentId', message: 'no such incident', messageZh: '没有这起警情' })
  if (!isId(id)) throw wrong
  const [row] = await tx
    .select({ no: incident.no })
    .from(incident)
    .where(and(eq(incident.id, id), eq(incident.subdistrictId, subdistrictId)))
  if (!row) throw wrong
  return row.no
}

type NotPicked = Exclude<ReturnType<typeof pickItem>, { ok: true }>

async function refusalOf({ tx, subdistrictId }: Change, form: TakeForm, not: NotPicked) {
  if (not.why === 'unknown')
    return refusedFields({ pointer: '/equipmentId', message: 'no such item', messageZh: '没有这件装备' })
  if (not.why === 'thisNotFree') return refused('equipmentNotFree', { state: not.state, free: not.free })
  const units = await tx
    .select({ id: unit.id, name: unit.name })
    .from(unit)
    .where(eq(unit.subdistrictId, subdistrictId))
  const holders = not.holders.map((holder) => ({
    ...holder,
    unitName: units.find((one) => one.id === holder.unitId)?.name ?? holder.unitId,
  }))
  return refused('noneFree', { category: form.category, holders, broken: not.broken, free: not.free })
}
