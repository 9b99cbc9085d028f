import { and, eq, sql } from 'drizzle-orm'
import type { OrganisationForm } from '@liandong/shared/people/forms.ts'
import { isMadeInside, kindLabel, mayHang, type OrganisationKind } from '@liandong/shared/organisation/kind.ts'
import {
  closePlacement,
  movePlacement,
  placementAt,
  renamePlacement,
  type MoveRefusal,
  type Placement,
} from '@liandong/shared/organisation/placement.ts'
import type { FieldError } from '@liandong/shared/problems/refusal.ts'
import { appendAudit } from '../log/audit.ts'
import { newId } from '../platform/ids.ts'
import { organisation } from '../store/schema.ts'
import { refused, Refused, refusedFields, refuseStale, type Change } from './change.ts'
import { findHangingOn } from './hanging-on.ts'
import { readPlacements, savePlacements } from './placements.ts'

type Row = typeof organisation.$inferSelect

/** One at a time: whether a move makes a ring can only be judged while no other move is under way. */
async function lockTree({ tx, subdistrictId }: Change): Promise<Placement[]> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(330113005, hashtext(${subdistrictId}))`)
  return readPlacements(tx, subdistrictId)
}

async function lockOrganisation({ tx, subdistrictId }: Change, id: string): Promise<Row> {
  const [row] = await tx
    .select()
    .from(organisation)
    .where(and(eq(organisation.id, id), eq(organisation.subdistrictId, subdistrictId)))
    .for('update')
  if (!row) throw refused('notFound')
  return row
}

/** District and street are the frame of everything here; only an open organisation inside it is changed. */
function refuseFrame(row: Row): void {
  if (row.closedAt) throw refused('alreadyDone', { closedAt: row.closedAt.toISOString() })
  if (!isMadeInside(row.kind)) throw refused('placementForbids', { kind: row.kind })
}

async function refuseParent(change: Change, kind: OrganisationKind, parentId: string): Promise<void> {
  const [parent] = await change.tx
    .select()
    .from(organisation)
    .where(and(eq(organisation.id, parentId), eq(organisation.subdistrictId, change.subdistrictId)))
  if (!parent || parent.closedAt)
    throw refusedFields({ pointer: '/parentId', message: 'no such organisation', messageZh: '没有这个上级组织' })
  if (!mayHang(kind, parent.kind)) {
    const [one, under] = [kindLabel(kind), kindLabel(parent.kind)]
    throw refusedFields({
      pointer: '/parentId',
      message: `a ${one.en.toLowerCase()} does not stand under a ${under.en.toLowerCase()}`,
      messageZh: `${one.zh}不能隶属于${under.zh}`,
    })
  }
}

/** Two of one name under one parent could not be told apart on any list. */
function refuseSameName(placements: readonly Placement[], parentId: string, name: string, now: number, but?: string) {
  const twin = placements.find(
    (one) =>
      one.organisationId !== but &&
      one.parentId === parentId &&
      one.name === name &&
      placementAt([one], one.organisationId, now),
  )
  if (twin)
    throw refusedFields({
      pointer: '/name',
      message: 'there is one of this name here',
      messageZh: '同一上级下已有同名组织',
    })
}

export async function createOrganisation(change: Change, form: OrganisationForm): Promise<string> {
  const { tx, subdistrictId, actor, now } = change
  const before = await lockTree(change)
  if (!isMadeInside(form.kind))
    throw refusedFields({
      pointer: '/kind',
      message: 'a district or subdistrict is made with the installation',
      messageZh: '区和街道在安装时建立，不在此处新建',
    })
  await refuseParent(change, form.kind, form.parentId)
  refuseSameName(before, form.parentId, form.name, now)
  const { kind, name, parentId, phone } = form
  const id = newId(now)
  await tx.insert(organisation).values({ id, subdistrictId, kind, name, phone })
  const placed = { organisationId: id, parentId, name, from: now, until: null }
  await savePlacements(tx, id, [], [placed])
  await appendAudit(
    tx,
    subdistrictId,
    id,
    { type: 'organisation.created', data: { kind, parentId }, personal: { name, phone } },
    { actor, now },
  )
  return id
}

type Edit = { version: number; name: string; phone: string | null }

export async function editOrganisation(change: Change, id: string, edit: Edit): Promise<void> {
  const { tx, subdistrictId, actor, now } = change
  const before = await lockTree(change)
  const row = await lockOrganisation(change, id)
  refuseStale(edit.version, toPresent(row))
  if (row.closedAt) throw refused('alreadyDone', { closedAt: row.closedAt.toISOString() })
  const parentId = placementAt(before, id, now)?.parentId
  if (parentId != null) refuseSameName(before, parentId, edit.name, now, id)
  const after = renamePlacement(before, { organisationId: id, name: edit.name, now })
  await savePlacements(tx, id, before, after)
  await tx
    .update(organisation)
    .set({ name: edit.name, phone: edit.phone, version: row.version + 1 })
    .where(eq(organisation.id, id))
  const fields = [...(edit.name === row.name ? [] : ['name']), ...(edit.phone === row.phone ? [] : ['phone'])]
  await appendAudit(
    tx,
    subdistrictId,
    id,
    {
      type: 'organisation.edited',
      data: { fields },
      personal: { name: edit.name, phone: edit.phone, before: { name: row.name, phone: row.phone } },
    },
    { actor, now },
  )
}

const MOVE_WORDS: Record<MoveRefusal, FieldError> = {
  notThere: { pointer: '/', message: 'it does not stand anywhere now', messageZh: '该组织当前不在组织树上' },
  beforeItStoodHere: {
    pointer: '/at',
    message: 'before it came where it stands now: the past is not rewritten',
    messageZh: '早于其划入现上级的时间：已成历史的隶属关系不得改写',
  },
  underItself: { pointer: '/parentId', message: 'under itself', messageZh: '不能移到自己或下级之下' },
  parentNotThere: {
    pointer: '/parentId',
    message: 'that organisation does not exist at this time',
    messageZh: '该时间尚无此上级组织，或其已撤销',
  },
  staysWhereItIs: { pointer: '/parentId', message: 'it stands there already', messageZh: '已隶属于该上级' },
}

export async function moveOrganisation(
  change: Change,
  id: string,
  move: { version: number; parentId: string; at: number },
): Promise<void> {
  const { tx, subdistrictId, actor, now } = change
  const before = await lockTree(change)
  const row = await lockOrganisation(change, id)
  refuseStale(move.version, toPresent(row))
  refuseFrame(row)
  await refuseParent(change, row.kind, move.parentId)
  refuseSameName(before, move.parentId, row.name, move.at, id)
  const moved = movePlacement(before, { organisationId: id, parentId: move.parentId, at: move.at, now })
  if (!moved.ok) throw new Refused({ code: 'placementForbids', errors: [MOVE_WORDS[moved.why]] })
  await savePlacements(tx, id, before, moved.placements)
  await tx
    .update(organisation)
    .set({ version: row.version + 1 })
    .where(eq(organisation.id, id))
  const data = {
    from: placementAt(before, id, now)?.parentId ?? null,
    to: move.parentId,
    at: new Date(move.at).toISOString(),
  }
  await appendAudit(tx, subdistrictId, id, { type: 'organisation.moved', data }, { actor, now })
}

export async function closeOrganisation(change: Change, id: string, version: number): Promise<void> {
  const { tx, subdistrictId, actor, now } = change
  const before = await lockTree(change)
  const row = await lockOrganisation(change, id)
  refuseStale(version, toPresent(row))
  refuseFrame(row)
  const hanging = await findHangingOn(change, row, before)
  if (hanging.length > 0) throw refused('stillInUse', { hanging })
  await savePlacements(tx, id, before, closePlacement(before, id, now))
  await tx
    .update(organisation)
    .set({ closedAt: new Date(now), version: row.version + 1 })
    .where(eq(organisation.id, id))
  await appendAudit(tx, subdistrictId, id, { type: 'organisation.closed', data: { kind: row.kind } }, { actor, now })
}

export const toPresent = ({ id, kind, name, phone, version, closedAt }: Row) => ({
  id,
  kind,
  name,
  phone,
  version,
  closedAt: closedAt?.toISOString() ?? null,
})
