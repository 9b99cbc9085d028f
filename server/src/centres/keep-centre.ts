import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { CentreForm } from '@liandong/shared/centres/forms.ts'
import type { FieldError } from '@liandong/shared/problems/refusal.ts'
import type { Centre } from '@liandong/shared/wire/centre.ts'
import { appendAudit } from '../log/audit.ts'
import { canonical } from '../log/hash.ts'
import { refused, refusedFields, refuseStale, type Change } from '../people/change.ts'
import { readPlacements } from '../people/placements.ts'
import { newId } from '../platform/ids.ts'
import { account, centre, centreRoom, centreWindow, organisation } from '../store/schema.ts'
import { findCentre } from './centre-read.ts'

/** What is kept in the row of the centre itself; rooms and windows have rows of their own. */
const rowOf = ({ rooms: _rooms, windows: _windows, ...row }: CentreForm) => row

/** A village, a community or the street may have one centre. */
export async function createCentre(change: Change, id: string, form: CentreForm): Promise<Centre> {
  const { tx, subdistrictId, actor, now } = change
  const [at] = await tx
    .select({ kind: organisation.kind })
    .from(organisation)
    .where(
      and(
        eq(organisation.id, id),
        eq(organisation.subdistrictId, subdistrictId),
        inArray(organisation.kind, ['village', 'subdistrict']),
        isNull(organisation.closedAt),
      ),
    )
    .for('update')
  if (!at)
    throw refusedFields({
      pointer: '/organisationId',
      message: 'not a village, a community or the street itself',
      messageZh: '只能为街道或村社建立治理中心',
    })
  if (await findCentre(tx, subdistrictId, id)) throw refused('alreadyDone', { id })
  await refuseForm(change, id, form, null)
  await tx.insert(centre).values({ organisationId: id, subdistrictId, ...rowOf(form) })
  await keepParts(change, id, form, null)
  await appendAudit(
    tx,
    subdistrictId,
    id,
    { type: 'centre.created', data: { rooms: form.rooms.length, windows: form.windows.length } },
    { actor, now },
  )
  return (await findCentre(tx, subdistrictId, id)) as Centre
}

export async function editCentre(
  change: Change,
  id: string,
  { version, ...form }: CentreForm & { version: number },
): Promise<Centre> {
  const { tx, subdistrictId, actor, now } = change
  await tx
    .select({ id: centre.organisationId })
    .from(centre)
    .where(and(eq(centre.organisationId, id), eq(centre.subdistrictId, subdistrictId)))
    .for('update')
  const before = await findCentre(tx, subdistrictId, id)
  if (!before) throw refused('notFound')
  refuseStale(version, before)
  await refuseForm(change, id, form, before)
  await tx
    .update(centre)
    .set({ ...rowOf(form), version: before.version + 1 })
    .where(eq(centre.organisationId, id))
  await keepParts(change, id, form, before)
  await appendAudit(
    tx,
    subdistrictId,
    id,
    { type: 'centre.edited', data: { fields: changedFields(before, form) } },
    { actor, now },
  )
  return (await findCentre(tx, subdistrictId, id)) as Centre
}

/** Which fields are other than they were; of the people in them the log says no more. */
function changedFields(before: Centre, form: CentreForm): string[] {
  const was: CentreForm = {
    ...before,
    windows: before.windows.map(({ accountName: _name, isOpen: _open, ...window }) => window),
  }
  return (Object.keys(form) as (keyof CentreForm)[]).filter((key) => canonical(was[key]) !== canonical(form[key]))
}

/** What the form names must be there: its own rooms and windows, the people at the windows, the grids of the agents. */
async function refuseForm(change: Change, id: string, form: CentreForm, before: Centre | null): Promise<void> {
  const { tx, subdistrictId, now } = change
  const errors: FieldError[] = []
  const unknown = (pointer: string) => errors.push({ pointer, message: 'no such one here', messageZh: '此处没有该项' })
  form.rooms.forEach((room, i) => {
    if (room.id !== null && !before?.rooms.some((one) => one.id === room.id)) unknown(`/rooms/${i}/id`)
  })
  form.windows.forEach((window, i) => {
    if (window.id !== null && !before?.windows.some((one) => one.id === window.id)) unknown(`/windows/${i}/id`)
  })
  if (isTwice(form.rooms)) unknown('/rooms')
  if (isTwice(form.windows)) unknown('/windows')
  const open = before?.windows.find((one) => one.isOpen && !form.windows.some((window) => window.id === one.id))
  if (open)
    errors.push({
      pointer: '/windows',
      message: `window ${open.number} is open: it has to be closed first`,
      messageZh: `${open.number} 号窗口正在开放，须先暂停再撤销`,
    })
  const placements = await readPlacements(tx, subdistrictId)
  const grids = new Set(
    placements
      .filter((one) => one.parentId === id && one.from <= now && (one.until === null || now < one.until))
      .map((one) => one.organisationId),
  )
  form.agents.forEach((agent, i) => {
    if (agent.gridId !== null && !grids.has(agent.gridId))
      errors.push({
        pointer: `/agents/${i}/gridId`,
        message: 'not a grid of this village',
        messageZh: '不是本村社的网格',
      })
  })
  const seated = form.windows.flatMap((window) => window.accountId ?? [])
  const people =
    seated.length === 0
      ? []
      : await tx
          .select({ id: account.id })
          .from(account)
          .where(and(inArray(account.id, seated), eq(account.subdistrictId, subdistrictId), isNull(account.disabledAt)))
  form.windows.forEach((window, i) => {
    if (window.accountId !== null && !people.some((person) => person.id === window.accountId))
      errors.push({ pointer: `/windows/${i}/accountId`, message: 'no such account', messageZh: '没有这个账号' })
  })
  if (errors.length > 0) throw refusedFields(...errors)
}

const isTwice = (parts: readonly { id: string | null }[]): boolean => {
  const ids = parts.flatMap((part) => part.id ?? [])
  return new Set(ids).size < ids.length
}

/** Rooms and windows of the form are made or changed, those it leaves out are retired: old visits name them. */
async function keepParts(change: Change, centreId: string, form: CentreForm, before: Centre | null): Promise<void> {
  const { tx, subdistrictId, now } = change
  const made = { subdistrictId, centreId }
  const retired = { retiredAt: new Date(now) }
  for (const { id, ...room } of form.rooms)
    await (id === null
      ? tx.insert(centreRoom).values({ id: newId(now), ...made, ...room })
      : tx.update(centreRoom).set(room).where(eq(centreRoom.id, id)))
  for (const { id, ...window } of form.windows)
    await (id === null
      ? tx.insert(centreWindow).values({ id: newId(now), ...made, ...window })
      : tx.update(centreWindow).set(window).where(eq(centreWindow.id, id)))
  const without = (was: readonly { id: string }[], is: readonly { id: string | null }[]) =>
    was.filter((one) => !is.some((kept) => kept.id === one.id)).map((one) => one.id)
  const rooms = without(before?.rooms ?? [], form.rooms)
  if (rooms.length > 0) await tx.update(centreRoom).set(retired).where(inArray(centreRoom.id, rooms))
  const windows = without(before?.windows ?? [], form.windows)
  if (windows.length > 0) await tx.update(centreWindow).set(retired).where(inArray(centreWindow.id, windows))
}
