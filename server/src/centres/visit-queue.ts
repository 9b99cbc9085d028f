import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { VisitForm } from '@liandong/shared/centres/forms.ts'
import {
  callNext,
  closeWindow,
  isFull,
  nextNumber,
  stepVisit,
  type QueuedVisit,
  type VisitStep,
} from '@liandong/shared/centres/queue.ts'
import { maskName } from '@liandong/shared/access/masking.ts'
import type { CentreVisit } from '@liandong/shared/wire/centre.ts'
import { dayOf } from '../cases/day-number.ts'
import { appendAudit } from '../log/audit.ts'
import { refused, Refused, refuseIf, type Change } from '../people/change.ts'
import { newId } from '../platform/ids.ts'
import type { Db, Tx } from '../store/database.ts'
import { centre, centreVisit, centreWindow } from '../store/schema.ts'

type VisitRow = typeof centreVisit.$inferSelect

export const toVisit = (row: VisitRow): CentreVisit => ({
  id: row.id,
  number: row.number,
  purpose: row.purpose,
  windowId: row.windowId,
  state: row.state,
  name: row.name === null ? null : maskName(row.name),
  cameAt: row.cameAt.toISOString(),
  calledAt: row.calledAt?.toISOString() ?? null,
})

/** Everybody who came to a centre on a day, by number. */
export const readQueue = (db: Db | Tx, subdistrictId: string, centreId: string, day: string): Promise<VisitRow[]> =>
  db
    .select()
    .from(centreVisit)
    .where(
      and(eq(centreVisit.subdistrictId, subdistrictId), eq(centreVisit.centreId, centreId), eq(centreVisit.day, day)),
    )
    .orderBy(asc(centreVisit.number))

/** One change of a centre's queue at a time: two windows that call at once call two numbers. */
async function lockQueue({ tx, subdistrictId, now }: Change, centreId: string) {
  const [row] = await tx
    .select({ capacity: centre.capacity })
    .from(centre)
    .where(and(eq(centre.organisationId, centreId), eq(centre.subdistrictId, subdistrictId)))
  if (!row) throw refused('notFound')
  await tx.execute(sql`SELECT pg_advisory_xact_lock(330113011, hashtext(${centreId}))`)
  return { capacity: row.capacity, today: await readQueue(tx, subdistrictId, centreId, dayOf(now)) }
}

/** The line in the log: which number, where, for what; never who. */
const note = (
  { tx, subdistrictId, actor, now }: Change,
  type: string,
  visit: Pick<QueuedVisit, 'id' | 'number' | 'purpose' | 'windowId'> & { centreId: string },
) => {
  const { id, centreId, number, purpose, windowId } = visit
  return appendAudit(tx, subdistrictId, id, { type, data: { centreId, number, purpose, windowId } }, { actor, now })
}

export async function takeNumber(change: Change, centreId: string, form: VisitForm) {
  const { tx, subdistrictId, now } = change
  const { capacity, today } = await lockQueue(change, centreId)
  const [row] = await tx
    .insert(centreVisit)
    .values({
      id: newId(now),
      subdistrictId,
      centreId,
      day: dayOf(now),
      number: nextNumber(today),
      purpose: form.purpose,
      name: form.name,
      cameAt: new Date(now),
    })
    .returning()
  const visit = row as VisitRow
  await note(change, 'visit.taken', visit)
  return { visit: toVisit(visit), isFull: isFull(today, capacity) }
}

async function findWindow({ tx, subdistrictId }: Change, centreId: string, id: string) {
  const [row] = await tx
    .select()
    .from(centreWindow)
    .where(
      and(
        eq(centreWindow.id, id),
        eq(centreWindow.centreId, centreId),
        eq(centreWindow.subdistrictId, subdistrictId),
        isNull(centreWindow.retiredAt),
      ),
    )
  if (!row) throw refused('notFound')
  return row
}

export async function callToWindow(change: Change, centreId: string, windowId: string): Promise<CentreVisit> {
  const { tx, now } = change
  const { today } = await lockQueue(change, centreId)
  const window = await findWindow(change, centreId, windowId)
  const next = callNext(window, today)
  if (!next.ok) throw new Refused(next.refusal)
  const [row] = await tx
    .update(centreVisit)
    .set({ state: 'called', windowId, calledAt: new Date(now) })
    .where(eq(centreVisit.id, next.visit.id))
    .returning()
  await note(change, 'visit.called', row as VisitRow)
  return toVisit(row as VisitRow)
}

export async function turnWindow(change: Change, centreId: string, windowId: string, isOpen: boolean): Promise<void> {
  const { tx, subdistrictId, actor, now } = change
  const { today } = await lockQueue(change, centreId)
  const window = await findWindow(change, centreId, windowId)
  if (window.isOpen === isOpen) throw refused('alreadyDone', { isOpen })
  if (!isOpen) refuseIf(closeWindow(window, today))
  await tx.update(centreWindow).set({ isOpen }).where(eq(centreWindow.id, windowId))
  const type = isOpen ? 'window.opened' : 'window.closed'
  await appendAudit(tx, subdistrictId, windowId, { type, data: { centreId, number: window.number } }, { actor, now })
}

export async function moveVisit(
  change: Change,
  centreId: string,
  visitId: string,
  step: VisitStep,
): Promise<CentreVisit> {
  const { tx, now } = change
  const { today } = await lockQueue(change, centreId)
  const visit = today.find((one) => one.id === visitId)
  if (!visit) throw refused('notFound')
  const moved = stepVisit(visit, step)
  if (!moved.ok) throw new Refused(moved.refusal)
  const at = new Date(now)
  const [row] = await tx
    .update(centreVisit)
    .set({ state: moved.to, ...(moved.to === 'serving' ? { servingAt: at } : { endedAt: at }) })
    .where(eq(centreVisit.id, visitId))
    .returning()
  await note(change, `visit.${moved.to}`, row as VisitRow)
  return toVisit(row as VisitRow)
}
