import { and, eq, isNull, sql } from 'drizzle-orm'
import { subtreeAt, placementAt, type Placement } from '@liandong/shared/organisation/placement.ts'
import { account, unit, type organisation } from '../store/schema.ts'
import type { Change } from './change.ts'

/** What keeps an organisation from being closed, each as a count with the first few named. */
export type Hanging = {
  what: 'organisations' | 'people' | 'units' | 'tickets' | 'incidents'
  count: number
  first: string[]
}

const NAMED = 5
/** A ticket in one of these stages is nobody's open work any more. */
export const TICKET_DONE = ['closed', 'done', 'cancelled', 'evaluated']

export async function findHangingOn(
  { tx, now }: Change,
  row: typeof organisation.$inferSelect,
  placements: readonly Placement[],
): Promise<Hanging[]> {
  const id = row.id
  const below = subtreeAt(placements, id, now).filter((one) => one !== id)
  // whoever is planned to come under it later would stand under nothing
  const planned = placements.filter((one) => one.parentId === id && one.from > now).map((one) => one.organisationId)
  const names = (ids: readonly string[]) => ids.map((one) => placementAt(placements, one, now)?.name ?? one)
  const people = await tx
    .select({ name: account.name })
    .from(account)
    .where(and(eq(account.organisationId, id), isNull(account.disabledAt)))
  const units = await tx
    .select({ name: unit.name })
    .from(unit)
    .where(and(eq(unit.organisationId, id), isNull(unit.retiredAt)))
  // whoever keeps organisations reads no case: the database tells the numbers alone
  const { rows: work } = await tx.execute<{ what: 'tickets' | 'incidents'; no: string }>(
    sql`SELECT what, no FROM work_of_organisation(${id}, ${sql.param(TICKET_DONE)}::text[])`,
  )
  const numbers = (what: string) => work.filter((one) => one.what === what).map((one) => one.no)
  const found: [Hanging['what'], readonly string[]][] = [
    ['organisations', names([...below, ...planned])],
    ['people', people.map((one) => one.name)],
    ['units', units.map((one) => one.name)],
    ['tickets', numbers('tickets')],
    ['incidents', numbers('incidents')],
  ]
  return found
    .filter(([, all]) => all.length > 0)
    .map(([what, all]) => ({ what, count: all.length, first: all.slice(0, NAMED) }))
}
