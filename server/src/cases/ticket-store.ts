import { and, desc, eq } from 'drizzle-orm'
import type { Actor } from '@liandong/shared/access/actor.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { TicketDue } from '@liandong/shared/clocks/ticket-due.ts'
import type { DecidedEvent } from '@liandong/shared/wire/log-event.ts'
import type { CaseEvents } from '../log/append.ts'
import type { Tx } from '../store/database.ts'
import { alert, event, ticket } from '../store/schema.ts'
import { takeNumbers } from './day-number.ts'
import { dueColumns, dueData } from './ticket-dues.ts'
import { wordsForTicket } from './ticket-words.ts'

/**
 * `issueTickets` writes the ticket that `incident.ticketIssued` orders, filled from the handback and the alert so that
 * nothing is typed twice (A4, D16). It keeps the channel of the alert, which D25 and D27 count by, and carries when it is
 * due by the calendar in force (D17).
 */
export async function issueTickets(
  tx: Tx,
  subdistrictId: string,
  state: IncidentState,
  events: readonly DecidedEvent[],
  by: { actor: Actor; now: number; due: TicketDue },
): Promise<CaseEvents[]> {
  const ordered = events.find((e) => e.type === 'incident.ticketIssued')
  if (!ordered) return []
  const data = ordered.data as {
    ticketId: string
    organisationId: string
    coOrganisationIds: string[]
    routeReason: string | null
  }
  const handback = await lastHandback(tx, state.id)
  const [first] = await tx
    .select({ narrative: alert.narrative })
    .from(alert)
    .where(eq(alert.incidentId, state.id))
    .limit(1)
  const [no] = await takeNumbers(tx, subdistrictId, 'ticket', by.now, 1)
  const title =
    (ordered.personal?.title as string) ??
    [state.place?.name, state.classification?.subtype ?? state.classification?.category].filter(Boolean).join(' ')
  const content = (ordered.personal?.content as string) ?? handback.facts ?? wordsForTicket(state, first?.narrative)
  await tx.insert(ticket).values({
    id: data.ticketId,
    subdistrictId,
    no: no as string,
    incidentId: state.id,
    channel: state.channel,
    organisationId: data.organisationId,
    coOrganisationIds: data.coOrganisationIds,
    routeReason: data.routeReason,
    stage: 'issued',
    title: title || state.no,
    content,
    handback,
    issuedAt: new Date(by.now),
    issuedBy: by.actor.id,
    exercise: state.exercise,
    ...dueColumns(by.due),
  })
  const issued: DecidedEvent = {
    type: 'ticket.issued',
    data: {
      no,
      incidentId: state.id,
      organisationId: data.organisationId,
      channel: state.channel,
      due: dueData(by.due),
    },
    personal: { title, content },
  }
  return [{ kind: 'ticket', caseId: data.ticketId, firstVersion: 1, events: [issued] }]
}

async function lastHandback(tx: Tx, incidentId: string): Promise<Record<string, string>> {
  const [row] = await tx
    .select({ personal: event.personal })
    .from(event)
    .where(and(eq(event.caseId, incidentId), eq(event.type, 'incident.handedBack')))
    .orderBy(desc(event.seq))
    .limit(1)
  return (row?.personal?.fields ?? {}) as Record<string, string>
}
