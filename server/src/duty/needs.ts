import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { NeedForm } from '@liandong/shared/duty/rota-forms.ts'
import { appendAudit } from '../log/audit.ts'
import { isId, newId } from '../platform/ids.ts'
import { refused, refusedFields, refuseStale, type Change } from '../people/change.ts'
import type { Db } from '../store/database.ts'
import { dutyNeed } from '../store/schema.ts'
import type { NeedRow } from './rota-read.ts'
import { organisationErrors } from '../people/open-organisation.ts'

export const listNeeds = (db: Db, subdistrictId: string, limit: number, after?: string): Promise<NeedRow[]> =>
  db
    .select()
    .from(dutyNeed)
    .where(
      and(
        eq(dutyNeed.subdistrictId, subdistrictId),
        after !== undefined && isId(after) ? gt(dutyNeed.id, after) : undefined,
      ),
    )
    .orderBy(asc(dutyNeed.id))
    .limit(limit + 1)

const dataOf = ({ organisationId, post, atLeast, fromMinute, toMinute }: NeedForm) => ({
  organisationId,
  post,
  atLeast,
  fromMinute,
  toMinute,
})

/** Without an id a new one; with one, that one as it was read. */
export async function setNeed(
  change: Change,
  form: NeedForm,
  present?: { id: string; version: number },
): Promise<NeedRow> {
  const { tx, subdistrictId, actor, now } = change
  const before = present ? await lockNeed(change, present.id) : undefined
  const misplaced = await organisationErrors(change, form.organisationId)
  if (misplaced.length > 0) throw refusedFields(...misplaced)
  if (present && before) refuseStale(present.version, before)
  const values = { ...dataOf(form), id: before?.id ?? newId(now), subdistrictId, version: (before?.version ?? 0) + 1 }
  const twin = await tx
    .select({ id: dutyNeed.id })
    .from(dutyNeed)
    .where(
      and(
        eq(dutyNeed.subdistrictId, subdistrictId),
        eq(dutyNeed.organisationId, form.organisationId),
        form.post === null ? isNull(dutyNeed.post) : eq(dutyNeed.post, form.post),
        eq(dutyNeed.fromMinute, form.fromMinute),
        eq(dutyNeed.toMinute, form.toMinute),
      ),
    )
  if (twin.some((one) => one.id !== values.id))
    throw refusedFields({
      pointer: '/fromMinute',
      message: 'this is asked for already at these hours',
      messageZh: '这一时段已有值班要求',
    })
  const [row] = before
    ? await tx.update(dutyNeed).set(values).where(eq(dutyNeed.id, before.id)).returning()
    : await tx.insert(dutyNeed).values(values).returning()
  const event = { type: 'need.set', data: { before: before ? dataOf(before as NeedForm) : null, after: dataOf(form) } }
  await appendAudit(tx, subdistrictId, values.id, event, { actor, now })
  return row as NeedRow
}

export async function removeNeed(change: Change, id: string, version: number): Promise<void> {
  const { tx, subdistrictId, actor, now } = change
  const row = await lockNeed(change, id)
  refuseStale(version, row)
  await tx.delete(dutyNeed).where(eq(dutyNeed.id, row.id))
  const event = { type: 'need.removed', data: dataOf(row as NeedForm) }
  await appendAudit(tx, subdistrictId, row.id, event, { actor, now })
}

async function lockNeed({ tx, subdistrictId }: Change, id: string): Promise<NeedRow> {
  if (!isId(id)) throw refused('notFound')
  const [row] = await tx
    .select()
    .from(dutyNeed)
    .where(and(eq(dutyNeed.id, id), eq(dutyNeed.subdistrictId, subdistrictId)))
    .for('update')
  if (!row) throw refused('notFound')
  return row
}
