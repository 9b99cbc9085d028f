import { and, asc, desc, eq, lt, or, sql, type SQL } from 'drizzle-orm'
import { maskDeep, maskNarrative } from '@liandong/shared/access/masking.ts'
import type { Db } from '../store/database.ts'
import { organisation, ticket } from '../store/schema.ts'
import { idsOfSubtree } from './subtree.ts'

/** What one organisation is shown: its own tickets, those of all below it, and those that either has a hand in. */
export type TicketScope = { organisationId: string; at: Date }

const within = ({ organisationId, at }: TicketScope): SQL =>
  sql`(${ticket.organisationId} IN ${idsOfSubtree(organisationId, at)}
    OR ${ticket.coOrganisationIds} && ARRAY${idsOfSubtree(organisationId, at)})`

type TicketQuery = {
  subdistrictId: string
  scope?: TicketScope | undefined
  /** Only those of an organisation and of all that was below it on the day of each ticket (A2). */
  under?: string | undefined
  before?: { at: Date; id: string } | undefined
  limit: number
}

/** Tickets newest first; one row more than asked for says that there are more. */
export const listTickets = async (db: Db, { subdistrictId, scope, under, before, limit }: TicketQuery) => {
  const rows = await db
    .select()
    .from(ticket)
    .where(
      and(
        eq(ticket.subdistrictId, subdistrictId),
        scope && within(scope),
        under === undefined
          ? undefined
          : sql`${under} IN (SELECT organisation_above(${ticket.organisationId}, ${ticket.issuedAt}))`,
        before && or(lt(ticket.issuedAt, before.at), and(eq(ticket.issuedAt, before.at), lt(ticket.id, before.id))),
      ),
    )
    .orderBy(desc(ticket.issuedAt), desc(ticket.id))
    .limit(limit + 1)
  return rows.map(masked)
}

/** The numbers inside what people wrote are masked as everywhere (domain.md §2.5). */
const masked = (row: typeof ticket.$inferSelect): typeof ticket.$inferSelect => ({
  ...row,
  title: maskNarrative(row.title),
  content: maskNarrative(row.content),
  handback: maskDeep(row.handback),
})

/** The tickets of one incident, for whoever has it open. */
export const listTicketsOf = (db: Db, incidentId: string) =>
  db
    .select({
      id: ticket.id,
      no: ticket.no,
      organisationName: organisation.name,
      dueAt: ticket.dueAt,
      dueProvisional: ticket.dueProvisional,
    })
    .from(ticket)
    .innerJoin(organisation, eq(organisation.id, ticket.organisationId))
    .where(eq(ticket.incidentId, incidentId))
    .orderBy(asc(ticket.issuedAt))

export async function findTicket(db: Db, subdistrictId: string, id: string, scope?: TicketScope) {
  const [row] = await db
    .select()
    .from(ticket)
    .where(and(eq(ticket.id, id), eq(ticket.subdistrictId, subdistrictId), scope && within(scope)))
  return row && masked(row)
}
