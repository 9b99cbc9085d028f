import { and, desc, eq, lt, or } from 'drizzle-orm'
import { maskDeep, maskNarrative } from '@liandong/shared/access/masking.ts'
import type { Db } from '../store/database.ts'
import { ticket } from '../store/schema.ts'

type TicketQuery = {
  subdistrictId: string
  /** Only the tickets of one department. */
  organisationId?: string | undefined
  before?: { at: Date; id: string } | undefined
  limit: number
}

/** Tickets newest first; one row more than asked for says that there are more. */
export const listTickets = async (db: Db, { subdistrictId, organisationId, before, limit }: TicketQuery) => {
  const rows = await db
    .select()
    .from(ticket)
    .where(
      and(
        eq(ticket.subdistrictId, subdistrictId),
        organisationId === undefined ? undefined : eq(ticket.organisationId, organisationId),
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

export async function findTicket(db: Db, subdistrictId: string, id: string) {
  const [row] = await db
    .select()
    .from(ticket)
    .where(and(eq(ticket.id, id), eq(ticket.subdistrictId, subdistrictId)))
  return row && masked(row)
}
