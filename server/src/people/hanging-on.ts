import { and, eq, isNull, notInArray, or, sql } from 'drizzle-orm'
import { subtreeAt, placementAt, type Placement } from '@liandong/shared/organisation/placement.ts'
import { account, incident, ticket, unit, type organisation } from '../store/schema.ts'
import type { Change } from './change.ts'

/** What keeps an organisation from being closed, each as a count with the first few named. */
export type Hanging = {
  what: 'organisations' | 'people' | 'units' | 'tickets' | 'incidents'
  count: number
  first: string[]
}

const NAMED = 5
/** A ticket in one of these stages is nobody's open work any more. */
const TICKET_DONE = ['closed', 'done', 'cancelled', 'evaluated']

export async function findHangingOn(
  { tx, subdistrictId, now }: Change,
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
  const tickets = await tx
    .select({ name: ticket.no })
    .from(ticket)
    .where(
      and(
        eq(ticket.subdistrictId, subdistrictId),
        or(eq(ticket.organisationId, id), sql`${id} = ANY(${ticket.coOrganisationIds})`),
        notInArray(ticket.stage, TICKET_DONE),
      ),
    )
  const incidents = await tx
    .select({ name: incident.no })
    .from(incident)
    .where(and(eq(incident.subdistrictId, subdistrictId), eq(incident.live, true), eq(incident.centreId, id)))
  const found: [Hanging['what'], readonly string[]][] = [
    ['organisations', names([...below, ...planned])],
    ['people', people.map((one) => one.name)],
    ['units', units.map((one) => one.name)],
    ['tickets', tickets.map((one) => one.name)],
    ['incidents', incidents.map((one) => one.name)],
  ]
  return found
    .filter(([, all]) => all.length > 0)
    .map(([what, all]) => ({ what, count: all.length, first: all.slice(0, NAMED) }))
}
