import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { findGaps, type Gap } from '@liandong/shared/duty/rota-coverage.ts'
import { clashOf, nextState, type EntryAct, type RotaEntry } from '@liandong/shared/duty/rota-entry.ts'
import type { EntryForm } from '@liandong/shared/duty/rota-forms.ts'
import { toIso } from '@liandong/shared/time.ts'
import { appendAudit } from '../log/audit.ts'
import { newId } from '../platform/ids.ts'
import { refused, refusedFields, refuseStale, type Change } from '../people/change.ts'
import { dutyEntry, organisation, unit } from '../store/schema.ts'
import { nameAt, needsOf, readEntries, readRota, toEntry, toRoster, type EntryRow, type Rota } from './rota-read.ts'

/** Who may write for whom: a leader for everybody, a department or village for its own people, others for themselves. */
export type Hand = { ownUnitId: string | null; organisationIds: readonly string[] | null; isLeader: boolean }

const mayWrite = (hand: Hand, row: { id: string; organisationId: string }): boolean =>
  hand.isLeader || row.id === hand.ownUnitId || (hand.organisationIds?.includes(row.organisationId) ?? false)

/** The rota of a subdistrict is changed by one at a time, so that two who decide at once see each other's decision. */
export const lockRota = ({ tx, subdistrictId }: Change) =>
  tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext(${`rota ${subdistrictId}`}))`)

/** Far enough round an entry that everything it meets is read. */
const around = (entry: RotaEntry): [number, number] => [
  Math.min(entry.fromAt, entry.back?.fromAt ?? Infinity),
  Math.max(entry.untilAt, entry.back?.untilAt ?? -Infinity),
]

async function unitsOf({ tx, subdistrictId }: Change, ids: readonly string[]) {
  return tx
    .select({ id: unit.id, organisationId: unit.organisationId })
    .from(unit)
    .where(and(eq(unit.subdistrictId, subdistrictId), inArray(unit.id, [...ids]), isNull(unit.retiredAt)))
}

const toRow = (change: Change, form: EntryForm): typeof dutyEntry.$inferInsert => ({
  id: newId(change.now),
  subdistrictId: change.subdistrictId,
  unitId: form.unitId,
  kind: form.kind,
  state: 'asked',
  fromAt: new Date(form.fromAt),
  untilAt: new Date(form.untilAt),
  organisationId: form.kind === 'on' ? form.organisationId : null,
  otherUnitId: form.kind === 'swap' ? form.otherUnitId : null,
  backFromAt: form.kind === 'swap' && form.back ? new Date(form.back.fromAt) : null,
  backUntilAt: form.kind === 'swap' && form.back ? new Date(form.back.untilAt) : null,
  reason: form.reason,
  askedBy: change.actor.id,
  askedAt: new Date(change.now),
})

/** What the log keeps of an entry: who and when; why is personal. */
export const dataOf = (row: EntryRow) => ({
  unitId: row.unitId,
  kind: row.kind,
  state: row.state,
  fromAt: row.fromAt.toISOString(),
  untilAt: row.untilAt.toISOString(),
  ...(row.otherUnitId ? { otherUnitId: row.otherUnitId } : {}),
  ...(row.organisationId ? { organisationId: row.organisationId } : {}),
})

/** `insertEntry` writes down what is asked for, once everything it names is there and nothing it gives away is given already. */
export async function insertEntry(change: Change, form: EntryForm, hand: Hand): Promise<EntryRow> {
  const { tx, subdistrictId, now } = change
  const ids = form.kind === 'swap' ? [form.unitId, form.otherUnitId] : [form.unitId]
  const known = await unitsOf(change, ids)
  const own = known.find((one) => one.id === form.unitId)
  if (!own) throw refusedFields({ pointer: '/unitId', message: 'no such unit', messageZh: '没有这个力量' })
  if (!mayWrite(hand, own)) throw refused('notYours', { unitId: form.unitId })
  if (known.length < ids.length)
    throw refusedFields({ pointer: '/otherUnitId', message: 'no such unit', messageZh: '没有这个力量' })
  if (Date.parse(form.untilAt) <= now)
    throw refusedFields({ pointer: '/untilAt', message: 'this time has passed', messageZh: '这段时间已经过去' })
  if (form.kind === 'on' && form.organisationId !== null) {
    const [at] = await tx
      .select({ id: organisation.id })
      .from(organisation)
      .where(
        and(
          eq(organisation.id, form.organisationId),
          eq(organisation.subdistrictId, subdistrictId),
          isNull(organisation.closedAt),
        ),
      )
    if (!at)
      throw refusedFields({ pointer: '/organisationId', message: 'no such organisation', messageZh: '没有这个组织' })
  }
  await lockRota(change)
  const values = toRow(change, form)
  const entry = toEntry({ ...values, approvedOrder: null } as EntryRow)
  const clash = clashOf(entry, (await readEntries(tx, subdistrictId, ...around(entry))).map(toEntry))
  if (clash)
    throw refused('dutyClash', { entryId: clash.id, fromAt: toIso(clash.fromAt), untilAt: toIso(clash.untilAt) })
  const [row] = await tx.insert(dutyEntry).values(values).returning()
  return row as EntryRow
}

/** What a leader plans for somebody else needs no second word, but a swap, which needs the other one's. */
export async function askEntry(
  change: Change,
  form: EntryForm,
  hand: Hand,
  gapReason: string | null,
): Promise<EntryRow> {
  const row = await insertEntry(change, form, hand)
  const isDecided = hand.isLeader && row.kind !== 'swap' && row.unitId !== hand.ownUnitId
  const after = isDecided ? await approve(change, row, gapReason) : row
  await tell(change, after, isDecided ? 'duty.approved' : 'duty.asked', form.reason)
  return after
}

const tell = ({ tx, subdistrictId, actor, now }: Change, row: EntryRow, type: string, reason: string | null) =>
  appendAudit(
    tx,
    subdistrictId,
    row.id,
    { type, data: dataOf(row), ...(reason ? { personal: { reason } } : {}) },
    { actor, now },
  )

/** The gaps an entry would make: those there are with it and would not be without it, before anybody decides. */
export async function gapsBy({ tx, subdistrictId, now }: Pick<Change, 'tx' | 'subdistrictId' | 'now'>, row: EntryRow) {
  const entry: RotaEntry = { ...toEntry(row), state: 'approved', order: Number.MAX_SAFE_INTEGER }
  const [from, until] = around(entry)
  const fromAt = Math.max(from, now)
  if (fromAt >= until) return []
  const rota = await readRota(tx, subdistrictId, fromAt, until)
  const without = rota.entries.map(toEntry).filter((one) => one.id !== entry.id)
  const needs = needsOf(rota, now)
  const find = (entries: readonly RotaEntry[]): Gap[] =>
    findGaps(
      needs,
      rota.units.map((one) => toRoster(one, entries)),
      fromAt,
      until,
    )
  const before = find(without)
  const made = find([...without, entry]).filter((gap) => !before.some((one) => isWithin(gap, one)))
  return made.map((gap) => sayGap(rota, gap, now))
}

/** No longer, and no more wanting, than one that was there anyway. */
const isWithin = (gap: Gap, other: Gap): boolean =>
  gap.needId === other.needId &&
  other.fromAt <= gap.fromAt &&
  gap.untilAt <= other.untilAt &&
  gap.missing <= other.missing

export function sayGap(rota: Pick<Rota, 'needs' | 'placements'>, gap: Gap, now: number) {
  const need = rota.needs.find((one) => one.id === gap.needId)
  const organisationId = need?.organisationId ?? ''
  return {
    needId: gap.needId,
    organisationId,
    organisation: nameAt(rota.placements, organisationId, now),
    post: need?.post ?? null,
    fromAt: toIso(gap.fromAt),
    untilAt: toIso(gap.untilAt),
    missing: gap.missing,
  }
}

async function approve(change: Change, row: EntryRow, reason: string | null): Promise<EntryRow> {
  const { tx, actor, now } = change
  const gaps = await gapsBy(change, row)
  // a leader may let a gap stand, but says why, and does so knowingly
  if (gaps.length > 0 && reason === null) throw refused('dutyGap', { gaps })
  const [after] = await tx
    .update(dutyEntry)
    .set({
      state: 'approved',
      decidedBy: actor.id,
      decidedAt: new Date(now),
      decisionReason: reason,
      approvedOrder: sql`nextval('duty_entry_order')`,
      version: row.version + 1,
    })
    .where(eq(dutyEntry.id, row.id))
    .returning()
  return after as EntryRow
}

const TOLD: Record<EntryAct, string> = {
  agree: 'duty.agreed',
  decline: 'duty.declined',
  approve: 'duty.approved',
  refuse: 'duty.refused',
  withdraw: 'duty.withdrawn',
}

/** Whether this act on this entry is theirs: the other one agrees, a leader decides, who asked may take it back. */
function isTheirs(
  act: EntryAct,
  row: EntryRow,
  hand: Hand,
  actorId: string,
  other: { id: string; organisationId: string } | undefined,
): boolean {
  if (act === 'agree' || act === 'decline')
    return other !== undefined && row.askedBy !== actorId && mayWrite({ ...hand, isLeader: false }, other)
  if (act === 'withdraw') return hand.isLeader || (row.askedBy === actorId && row.state !== 'approved')
  return hand.isLeader
}

/** `actOnEntry` takes an entry one step on; each step is a line in the log. */
export async function actOnEntry(
  change: Change,
  id: string,
  act: EntryAct,
  { version, reason }: { version: number; reason: string | null },
  hand: Hand,
): Promise<EntryRow> {
  const { tx, subdistrictId, actor, now } = change
  await lockRota(change)
  const [row] = await tx
    .select()
    .from(dutyEntry)
    .where(and(eq(dutyEntry.id, id), eq(dutyEntry.subdistrictId, subdistrictId)))
    .for('update')
  if (!row) throw refused('notFound')
  const [other] = row.otherUnitId === null ? [] : await unitsOf(change, [row.otherUnitId])
  if (!isTheirs(act, row, hand, actor.id, other)) throw refused('notYours')
  refuseStale(version, row)
  const state = nextState(row, act)
  if (state === undefined)
    throw refused(
      act === 'approve' && row.kind === 'swap' && row.state === 'asked' ? 'consentRequired' : 'alreadyDone',
      {
        state: row.state,
      },
    )
  // an own leave is not approved by oneself, leader or not
  if (act === 'approve' && row.askedBy === actor.id && row.unitId === hand.ownUnitId)
    throw refused('secondPersonRequired')
  if (act === 'approve') {
    const after = await approve(change, row, reason)
    await tell(change, after, TOLD.approve, reason)
    return after
  }
  const at = new Date(now)
  const by =
    act === 'agree'
      ? { agreedBy: actor.id, agreedAt: at }
      : { decidedBy: actor.id, decidedAt: at, decisionReason: reason }
  const [after] = await tx
    .update(dutyEntry)
    .set({ state, ...by, version: row.version + 1 })
    .where(eq(dutyEntry.id, row.id))
    .returning()
  await tell(change, after as EntryRow, TOLD[act], reason)
  return after as EntryRow
}
