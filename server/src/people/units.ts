import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import { callSignAfter } from '@liandong/shared/access/call-sign.ts'
import { isOnDuty } from '@liandong/shared/duty/on-duty.ts'
import type { UnitForm } from '@liandong/shared/people/forms.ts'
import { unitFormErrors } from '@liandong/shared/people/unit-rules.ts'
import type { DecidedEvent } from '@liandong/shared/wire/log-event.ts'
import { onDutyAmong } from '../duty/rota-read.ts'
import { append } from '../log/append.ts'
import { canonical } from '../log/hash.ts'
import { newId } from '../platform/ids.ts'
import { account, unit } from '../store/schema.ts'
import { refused, refusedFields, refuseStale, type Change } from './change.ts'
import { organisationErrors } from './open-organisation.ts'

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
  callSign: row.callSign,
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

/** The signs of the other units on the roster. One change of signs at a time in a street: two would take the same. */
async function takenSigns({ tx, subdistrictId }: Change, ownId: string): Promise<Set<string>> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`call sign ${subdistrictId}`}, 0))`)
  const rows = await tx
    .select({ sign: unit.callSign })
    .from(unit)
    .where(and(eq(unit.subdistrictId, subdistrictId), ne(unit.id, ownId), isNull(unit.retiredAt)))
  return new Set(rows.map((row) => row.sign))
}

async function refuseUnplaced(change: Change, form: UnitForm, taken: ReadonlySet<string>): Promise<void> {
  const errors = unitFormErrors(form, taken)
  errors.push(...(await organisationErrors(change, form.organisationId)))
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
    callSign: row.callSign,
    onDuty: row.onDuty,
    version: row.version,
  },
  personal: { unitName: row.name },
})

export async function insertUnit(change: Change, form: UnitForm): Promise<UnitWritten> {
  const { tx, subdistrictId, now } = change
  const id = newId(now)
  const taken = await takenSigns(change, id)
  await refuseUnplaced(change, form, taken)
  const onDuty = isOnDuty(form.duty, now)
  const callSign = callSignAfter(form, undefined, taken)
  const [row] = await tx
    .insert(unit)
    .values({ id, subdistrictId, ...form, callSign, onDuty })
    .returning()
  return { row: row as UnitRow, event: told('unit.created', row as UnitRow, Object.keys(form)) }
}

export async function updateUnit(change: Change, before: UnitRow, form: UnitForm): Promise<UnitWritten> {
  if (before.retiredAt) throw refused('alreadyDone', { retiredAt: before.retiredAt.toISOString() })
  const taken = await takenSigns(change, before.id)
  await refuseUnplaced(change, form, taken)
  const callSign = callSignAfter(form, before, taken)
  // what was decided for these days holds over the plan that is written here
  const onDuty = await onDutyAmong(change.tx, [{ ...before, ...form }], change.now)
  const [row] = await change.tx
    .update(unit)
    .set({ ...form, callSign, onDuty: onDuty.has(before.id), version: before.version + 1 })
    .where(eq(unit.id, before.id))
    .returning()
  return {
    row: row as UnitRow,
    event: told('unit.changed', row as UnitRow, changedFields(before, { ...form, callSign })),
  }
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
