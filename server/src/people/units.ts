import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import { isOnDuty } from '@liandong/shared/duty/on-duty.ts'
import type { UnitForm } from '@liandong/shared/people/forms.ts'
import type { FieldError } from '@liandong/shared/problems/refusal.ts'
import type { DecidedEvent } from '@liandong/shared/wire/log-event.ts'
import { onDutyAmong } from '../duty/rota-read.ts'
import { append } from '../log/append.ts'
import { canonical } from '../log/hash.ts'
import { newId } from '../platform/ids.ts'
import { account, organisation, unit } from '../store/schema.ts'
import { refused, refusedFields, refuseStale, type Change } from './change.ts'

export type UnitRow = typeof unit.$inferSelect

/** A unit as administrators keep it; what it is doing is the board's affair. */
export const toUnit = (row: UnitRow) => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  force: row.force,
  employment: row.employment,
  tier: row.tier,
  skills: row.skills,
  organisationId: row.organisationId,
  phone: row.phone,
  duty: row.duty,
  members: row.members,
  equipment: row.equipment,
  version: row.version,
  retiredAt: row.retiredAt?.toISOString() ?? null,
})

export async function lockUnit({ tx, subdistrictId }: Change, id: string): Promise<UnitRow> {
  const [row] = await tx
    .select()
    .from(unit)
    .where(and(eq(unit.id, id), eq(unit.subdistrictId, subdistrictId)))
    .for('update')
  if (!row) throw refused('notFound')
  return row
}

async function refuseUnplaced({ tx, subdistrictId }: Change, form: UnitForm): Promise<void> {
  const errors: FieldError[] = []
  const [at] = await tx
    .select({ id: organisation.id })
    .from(organisation)
    .where(
      and(
        eq(organisation.id, form.organisationId),
        eq(organisation.subdistrictId, subdistrictId),
        ne(organisation.kind, 'district'),
        isNull(organisation.closedAt),
      ),
    )
    .for('key share')
  if (!at) errors.push({ pointer: '/organisationId', message: 'no such organisation', messageZh: '没有这个组织' })
  if (form.kind !== 'team' && form.members.length > 0)
    errors.push({ pointer: '/members', message: 'only a team has members', messageZh: '只有小组才有成员' })
  if (form.kind !== 'vehicle' && form.equipment.length > 0)
    errors.push({
      pointer: '/equipment',
      message: 'only a vehicle carries equipment',
      messageZh: '只有车辆才登记随车装备',
    })
  if (new Set(form.members).size < form.members.length)
    errors.push({ pointer: '/members', message: 'somebody is in it twice', messageZh: '成员重复' })
  if (errors.length > 0) throw refusedFields(...errors)
}

export type UnitWritten = { row: UnitRow; event: DecidedEvent }

/** What the boards fold in (evolve-board.ts); the name is personal, the rest is not. */
const told = (type: string, row: UnitRow, fields: readonly string[]): DecidedEvent => ({
  type,
  data: {
    fields,
    kind: row.kind,
    force: row.force,
    employment: row.employment,
    tier: row.tier,
    skills: row.skills,
    organisationId: row.organisationId,
    onDuty: row.onDuty,
    version: row.version,
  },
  personal: { unitName: row.name },
})

export async function insertUnit(change: Change, form: UnitForm): Promise<UnitWritten> {
  const { tx, subdistrictId, now } = change
  await refuseUnplaced(change, form)
  const onDuty = isOnDuty(form.duty, now)
  const [row] = await tx
    .insert(unit)
    .values({ id: newId(now), subdistrictId, ...form, onDuty })
    .returning()
  return { row: row as UnitRow, event: told('unit.created', row as UnitRow, Object.keys(form)) }
}

export async function updateUnit(change: Change, before: UnitRow, form: UnitForm): Promise<UnitWritten> {
  if (before.retiredAt) throw refused('alreadyDone', { retiredAt: before.retiredAt.toISOString() })
  await refuseUnplaced(change, form)
  // what was decided for these days holds over the plan that is written here
  const onDuty = await onDutyAmong(change.tx, [{ ...before, ...form }], change.now)
  const [row] = await change.tx
    .update(unit)
    .set({ ...form, onDuty: onDuty.has(before.id), version: before.version + 1 })
    .where(eq(unit.id, before.id))
    .returning()
  return { row: row as UnitRow, event: told('unit.changed', row as UnitRow, changedFields(before, form)) }
}

export const changedFields = (before: UnitRow, form: UnitForm): string[] =>
  (Object.keys(form) as (keyof UnitForm)[]).filter((key) => canonical(form[key]) !== canonical(before[key]))

/** Like every append it goes last: the event is what the boards fold and the line that tells who did it. */
export const appendUnit = (
  { tx, subdistrictId, actor, now }: Change,
  written: readonly UnitWritten[],
): Promise<number> =>
  append(
    tx,
    subdistrictId,
    written.map(({ row, event }) => ({ kind: 'unit', caseId: row.id, firstVersion: row.version, events: [event] })),
    { actor, now },
  )

export async function createUnit(change: Change, form: UnitForm): Promise<UnitRow> {
  const written = await insertUnit(change, form)
  await appendUnit(change, [written])
  return written.row
}

export async function editUnit(
  change: Change,
  id: string,
  { version, ...form }: UnitForm & { version: number },
): Promise<UnitRow> {
  const before = await lockUnit(change, id)
  refuseStale(version, toUnit(before))
  const written = await updateUnit(change, before, form)
  await appendUnit(change, [written])
  return written.row
}

/** The row stays: old cases name it. Who still signs in for it must be given another unit, or be disabled, first. */
export async function retireUnit(change: Change, id: string, version: number): Promise<UnitRow> {
  const { tx, now } = change
  const row = await lockUnit(change, id)
  refuseStale(version, toUnit(row))
  if (row.retiredAt) throw refused('alreadyDone', { retiredAt: row.retiredAt.toISOString() })
  const { rows: orders } = await tx.execute<{ no: string }>(sql`SELECT no FROM orders_of_unit(${id})`)
  const people = await tx
    .select({ name: account.name })
    .from(account)
    .where(and(eq(account.unitId, id), isNull(account.disabledAt)))
  const hanging = [
    ...(orders.length > 0 ? [{ what: 'orders', count: orders.length, first: orders.map((one) => one.no) }] : []),
    ...(people.length > 0
      ? [{ what: 'people', count: people.length, first: people.slice(0, 5).map((one) => one.name) }]
      : []),
  ]
  if (hanging.length > 0) throw refused('stillInUse', { hanging })
  const [after] = await tx
    .update(unit)
    .set({ retiredAt: new Date(now), onDuty: false, version: row.version + 1 })
    .where(eq(unit.id, id))
    .returning()
  const written = { row: after as UnitRow, event: { type: 'unit.retired', data: { force: row.force } } }
  await appendUnit(change, [written])
  return written.row
}
