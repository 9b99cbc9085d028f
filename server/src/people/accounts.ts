import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Role } from '@liandong/shared/access/actor.ts'
import { NEVER_WITHOUT } from '@liandong/shared/access/grants.ts'
import {
  refuseAccountChange,
  refuseDisable,
  refuseLast,
  refuseManage,
  refuseNewAccount,
  unitErrors,
} from '@liandong/shared/people/account-rules.ts'
import type { AccountForm } from '@liandong/shared/people/forms.ts'
import type { FieldError } from '@liandong/shared/problems/refusal.ts'
import type { DecidedEvent } from '@liandong/shared/wire/log-event.ts'
import { endSessions, revokeSessions } from '../identity/access-channel.ts'
import { appendAudit } from '../log/audit.ts'
import { newId } from '../platform/ids.ts'
import { account, unit } from '../store/schema.ts'
import { refused, refusedFields, refuseIf, refuseStale, type Change } from './change.ts'
import { ONE_TIME } from './one-time-password.ts'
import { organisationErrors } from './open-organisation.ts'

export type AccountRow = typeof account.$inferSelect

/** What administrators see of an account; never its password, not even hashed. */
export const toAccount = (row: AccountRow) => ({
  id: row.id,
  username: row.username,
  name: row.name,
  role: row.role as Role,
  organisationId: row.organisationId,
  unitId: row.unitId,
  demo: row.demo,
  version: row.version,
  disabledAt: row.disabledAt?.toISOString() ?? null,
})

export async function lockAccount({ tx, subdistrictId }: Change, id: string): Promise<AccountRow> {
  const [row] = await tx
    .select()
    .from(account)
    .where(and(eq(account.id, id), eq(account.subdistrictId, subdistrictId)))
    .for('update')
  if (!row) throw refused('notFound')
  return row
}

/** The two who can give access back are counted one transaction at a time, or two could take out each other. */
async function refuseWithoutLast({ tx, subdistrictId }: Change, row: AccountRow): Promise<void> {
  const role = row.role as Role
  if (!NEVER_WITHOUT.includes(role) || row.disabledAt) return
  const rows = await tx
    .select({ id: account.id })
    .from(account)
    .where(and(eq(account.subdistrictId, subdistrictId), eq(account.role, role), isNull(account.disabledAt)))
    .orderBy(account.id)
    .for('update')
  refuseIf(refuseLast(role, rows.filter((one) => one.id !== row.id).length))
}

/** Organisation and unit must be open ones of this subdistrict, and the unit must fit the role. */
export async function refuseMisplaced(change: Change, form: AccountForm): Promise<void> {
  const { tx, subdistrictId } = change
  const errors: FieldError[] = form.unitId === null ? unitErrors(form.role, null) : []
  errors.push(...(await organisationErrors(change, form.organisationId)))
  if (form.unitId !== null) {
    const [with_] = await tx
      .select({ id: unit.id, kind: unit.kind })
      .from(unit)
      .where(and(eq(unit.id, form.unitId), eq(unit.subdistrictId, subdistrictId), isNull(unit.retiredAt)))
      .for('key share')
    if (!with_) errors.push({ pointer: '/unitId', message: 'no such unit', messageZh: '没有这个力量' })
    errors.push(...unitErrors(form.role, form.unitId, with_?.kind))
  }
  if (errors.length > 0) throw refusedFields(...errors)
}

export type Written = { row: AccountRow; event: DecidedEvent }

export async function insertAccount(
  change: Change,
  form: AccountForm & { username: string },
  passwordHash: string,
): Promise<Written> {
  const { tx, subdistrictId, actor, now } = change
  refuseIf(refuseNewAccount(actor, form.role))
  await refuseMisplaced(change, form)
  const [row] = await tx
    .insert(account)
    .values({ id: newId(now), subdistrictId, ...form, passwordHash, ...ONE_TIME })
    .onConflictDoNothing({ target: account.username })
    .returning()
  if (!row)
    throw refusedFields({ pointer: '/username', message: 'this user name is taken', messageZh: '用户名已被占用' })
  const { role, organisationId, unitId } = form
  return {
    row,
    event: {
      type: 'account.created',
      data: { role, organisationId, unitId },
      personal: { username: form.username, name: form.name },
    },
  }
}

export async function updateAccount(change: Change, row: AccountRow, form: AccountForm): Promise<Written> {
  const { tx, actor } = change
  const before = { id: row.id, role: row.role as Role }
  refuseIf(refuseAccountChange(actor, before, form.role))
  await refuseMisplaced(change, form)
  if (form.role !== before.role) await refuseWithoutLast(change, row)
  const [after] = await tx
    .update(account)
    .set({ ...form, version: row.version + 1 })
    .where(eq(account.id, row.id))
    .returning()
  const fields = (['name', 'role', 'organisationId', 'unitId'] as const).filter((key) => form[key] !== row[key])
  if (fields.some((key) => key !== 'name')) await endSessions(tx, row.id)
  const { role, organisationId, unitId } = form
  const was = { role: row.role, organisationId: row.organisationId, unitId: row.unitId }
  return {
    row: after as AccountRow,
    event: {
      type: 'account.edited',
      data: { fields, role, organisationId, unitId, before: was },
      personal: { name: form.name, before: row.name },
    },
  }
}

export async function createAccount(
  change: Change,
  form: AccountForm & { username: string },
  passwordHash: string,
): Promise<AccountRow> {
  const { row, event } = await insertAccount(change, form, passwordHash)
  await appendAudit(change.tx, change.subdistrictId, row.id, event, change)
  return row
}

export async function editAccount(
  change: Change,
  id: string,
  { version, ...form }: AccountForm & { version: number },
): Promise<AccountRow> {
  const before = await lockAccount(change, id)
  refuseStale(version, toAccount(before))
  const { row, event } = await updateAccount(change, before, form)
  await appendAudit(change.tx, change.subdistrictId, id, event, change)
  return row
}

export async function disableAccount(change: Change, id: string): Promise<AccountRow> {
  const row = await lockAccount(change, id)
  refuseIf(refuseDisable(change.actor, { id, role: row.role as Role }))
  if (row.disabledAt) throw refused('alreadyDone', { disabledAt: row.disabledAt.toISOString() })
  await refuseWithoutLast(change, row)
  return setDisabled(change, row, new Date(change.now))
}

export async function enableAccount(change: Change, id: string): Promise<AccountRow> {
  const row = await lockAccount(change, id)
  refuseIf(refuseManage(change.actor, { id, role: row.role as Role }))
  if (!row.disabledAt) throw refused('alreadyDone')
  return setDisabled(change, row, null)
}

async function setDisabled(change: Change, row: AccountRow, disabledAt: Date | null): Promise<AccountRow> {
  const { tx, subdistrictId } = change
  const [after] = await tx
    .update(account)
    .set({ disabledAt, version: row.version + 1 })
    .where(eq(account.id, row.id))
    .returning()
  await revokeSessions(tx, row.id)
  const type = disabledAt ? 'account.disabled' : 'account.enabled'
  await appendAudit(tx, subdistrictId, row.id, { type, data: { role: row.role } }, change)
  return after as AccountRow
}

export async function resetPassword(change: Change, id: string, passwordHash: string): Promise<AccountRow> {
  const { tx, subdistrictId, actor } = change
  const row = await lockAccount(change, id)
  // one's own password is changed with the old one in hand, not reset
  if (actor.id === id) throw refused('notYourself')
  refuseIf(refuseManage(actor, { id, role: row.role as Role }))
  if (row.disabledAt) throw refused('stageForbids', { disabledAt: row.disabledAt.toISOString() })
  const [after] = await tx
    .update(account)
    .set({ passwordHash, ...ONE_TIME, version: row.version + 1 })
    .where(eq(account.id, id))
    .returning()
  await revokeSessions(tx, id)
  await appendAudit(tx, subdistrictId, id, { type: 'account.passwordReset', data: {} }, change)
  return after as AccountRow
}

/** Whether these user names are anybody's on this installation; of another subdistrict's no more than that is told. */
export const findByUsername = ({ tx }: Change, usernames: readonly string[]): Promise<AccountRow[]> =>
  usernames.length === 0
    ? Promise.resolve([])
    : tx
        .select()
        .from(account)
        .where(inArray(account.username, [...usernames]))
        .orderBy(account.id)
        .for('update')
