import { createHash } from 'node:crypto'
import { and, asc, count, eq, isNotNull } from 'drizzle-orm'
import type { Actor } from '@liandong/shared/access/actor.ts'
import { maskNarrative } from '@liandong/shared/access/masking.ts'
import { mayAttach, MOST_ATTACHMENTS, orderOf } from '@liandong/shared/cases/attaching.ts'
import { advance } from '@liandong/shared/cases/incident/advance.ts'
import { judgeOccurredAt } from '@liandong/shared/cases/incident/occurred-at.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { Refusal } from '@liandong/shared/problems/refusal.ts'
import { toIso } from '@liandong/shared/time.ts'
import { kindOf, type AttachmentCase, type AttachmentView } from '@liandong/shared/wire/attachment.ts'
import { append } from '../log/append.ts'
import type { Db, Tx } from '../store/database.ts'
import { withRetry } from '../store/retry.ts'
import { account, attachment } from '../store/schema.ts'
import type { HandlerDeps } from './handler.ts'
import { lockIncidents, updateIncidents } from './incident-store.ts'
import { story } from './story.ts'

type Person = Extract<Actor, { kind: 'user' }>
type Asked = {
  subdistrictId: string
  incidentId: string
  actor: Person
  file: { id: string; bytes: Buffer; mediaType: string; caption: string | null }
  said: { occurredAt?: string | undefined; sentAt?: string | undefined; dispatchId?: string | undefined }
}

type Kept = Omit<AttachmentView, 'byName'> & { by: string }
type Outcome = { ok: true; isNew: boolean; attachment: Kept } | { ok: false; refusal: Refusal }

/**
 * `attach` keeps a file with its case. The event holds the digest of the bytes, so that the chain proves for ever which
 * picture it was (ADR 0030); the bytes themselves are personal and can be erased. The same file under the same id is the
 * same one, another file under it is refused.
 */
export async function attach(deps: HandlerDeps, asked: Asked): Promise<Outcome> {
  const sha256 = createHash('sha256').update(asked.file.bytes).digest()
  const { outcome, changed } = await withRetry(() =>
    deps.database.db.transaction((tx) => inTransaction(tx, deps, { ...asked, sha256 })),
  )
  if (changed) deps.committed(asked.subdistrictId, [changed])
  return outcome
}

type Done = { outcome: Outcome; changed?: IncidentState }
const refused = (refusal: Refusal): Done => ({ outcome: { ok: false, refusal } })

async function inTransaction(tx: Tx, deps: HandlerDeps, asked: Asked & { sha256: Buffer }): Promise<Done> {
  const { subdistrictId, incidentId, actor, file, said, sha256 } = asked
  const [row] = await lockIncidents(tx, [incidentId])
  if (row?.subdistrictId !== subdistrictId) return refused({ code: 'notFound' })
  const now = deps.clock.now()
  const refusal = mayAttach(row.state, actor, now)
  if (refusal) return refused(refusal)
  const known = await findRow(tx, subdistrictId, file.id)
  if (known) {
    const isSame = known.caseId === incidentId && known.by === actor.id && known.sha256.equals(sha256)
    return isSame ? { outcome: { ok: true, isNew: false, attachment: toKept(known) } } : refused(DIFFERS)
  }
  if ((await countOf(tx, incidentId)) >= MOST_ATTACHMENTS) return refused({ code: 'attachmentsFull' })
  const order = actor.unitId === null ? undefined : orderOf(row.state, actor.unitId, now)
  const taken = judgeOccurredAt(said, now, order?.issuedAt ?? row.state.receivedAt)
  const kept = {
    subdistrictId,
    id: file.id,
    caseKind: 'incident' as const,
    caseId: incidentId,
    mediaType: file.mediaType,
    size: file.bytes.length,
    sha256,
    bytes: file.bytes,
    caption: file.caption,
    by: actor.id,
    unitId: order?.unit.id ?? null,
    takenAt: new Date(taken.occurredAt),
    receivedAt: new Date(now),
  }
  const { rowCount } = await tx.insert(attachment).values(kept).onConflictDoNothing()
  // the id was taken for another case in this very moment
  if (rowCount === 0) return refused(DIFFERS)
  const event = {
    type: 'incident.attached',
    data: {
      attachmentId: kept.id,
      kind: kindOf(kept.mediaType),
      mediaType: kept.mediaType,
      size: kept.size,
      sha256: sha256.toString('hex'),
      ...(order ? { dispatchId: order.id, unitId: order.unit.id } : {}),
      ...taken,
    },
    ...(file.caption === null ? {} : { personal: { caption: file.caption } }),
  }
  const by = { actor, now }
  const sla = deps.settings.of(subdistrictId, 'sla')
  const after = advance(row.state, [event], { at: toIso(now), actorId: actor.id, sla })
  await updateIncidents(tx, subdistrictId, [{ before: row.state, after: after.state }])
  await append(tx, subdistrictId, [story(row, after.events)], by)
  return { outcome: { ok: true, isNew: true, attachment: toKept(kept) }, changed: after.state }
}

const DIFFERS = { code: 'attachmentDiffers' } as const

/** Everything but the bytes: a list weighs nothing. */
const COLUMNS = {
  id: attachment.id,
  caseId: attachment.caseId,
  mediaType: attachment.mediaType,
  size: attachment.size,
  sha256: attachment.sha256,
  caption: attachment.caption,
  by: attachment.by,
  unitId: attachment.unitId,
  takenAt: attachment.takenAt,
}

async function findRow(tx: Tx, subdistrictId: string, id: string) {
  const [row] = await tx
    .select(COLUMNS)
    .from(attachment)
    .where(and(eq(attachment.subdistrictId, subdistrictId), eq(attachment.id, id)))
  return row
}

async function countOf(tx: Tx, caseId: string): Promise<number> {
  const [row] = await tx.select({ n: count() }).from(attachment).where(eq(attachment.caseId, caseId))
  return row?.n ?? 0
}

type Row = Pick<typeof attachment.$inferSelect, keyof typeof COLUMNS>

const toKept = (row: Row): Kept => ({
  id: row.id,
  kind: kindOf(row.mediaType),
  mediaType: row.mediaType,
  size: row.size,
  at: row.takenAt.toISOString(),
  by: row.by,
  unitId: row.unitId,
  caption: row.caption === null ? null : maskNarrative(row.caption),
})

/** What there is to be seen of a case, in the order it was taken; what was erased is not in it. */
export async function listAttachments(
  db: Db,
  subdistrictId: string,
  caseKind: AttachmentCase,
  caseId: string,
): Promise<AttachmentView[]> {
  const rows = await db
    .select({ ...COLUMNS, byName: account.name })
    .from(attachment)
    .leftJoin(account, eq(account.id, attachment.by))
    .where(
      and(
        eq(attachment.subdistrictId, subdistrictId),
        eq(attachment.caseKind, caseKind),
        eq(attachment.caseId, caseId),
        isNotNull(attachment.bytes),
      ),
    )
    .orderBy(asc(attachment.takenAt), asc(attachment.id))
  return rows.map(({ byName, ...row }) => {
    const { by: _by, ...view } = toKept(row)
    return { ...view, byName: byName ?? '' }
  })
}

export async function readAttachment(db: Db, subdistrictId: string, caseId: string, id: string) {
  const [row] = await db
    .select({ id: attachment.id, mediaType: attachment.mediaType, bytes: attachment.bytes })
    .from(attachment)
    .where(and(eq(attachment.subdistrictId, subdistrictId), eq(attachment.id, id), eq(attachment.caseId, caseId)))
  return row?.bytes ? { ...row, bytes: row.bytes } : undefined
}
