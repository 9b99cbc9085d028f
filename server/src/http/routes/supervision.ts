import { and, desc, eq, gte, isNotNull, lt, or, sql } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Role } from '@liandong/shared/access/actor.ts'
import { countIntake, startOfDay } from '../../insight/today.ts'
import { readSegments } from '../../insight/segments.ts'
import { clock as clockTable, incident, ticket } from '../../store/schema.ts'
import { decodeCursor, encodeCursor, pageQuery, toPage } from '../paging.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

const WATCHERS: readonly Role[] = ['operator', 'leader', 'supervisor']
const span = { from: z.iso.datetime({ offset: true }).optional(), to: z.iso.datetime({ offset: true }).optional() }

export function supervisionRoutes(app: FastifyInstance, { database, clock }: Services): void {
  const range = (query: { from?: string | undefined; to?: string | undefined }) => ({
    from: query.from ? Date.parse(query.from) : startOfDay(clock.now()),
    to: query.to ? Date.parse(query.to) : clock.now() + 1,
  })

  route(app, {
    method: 'GET',
    url: '/breaches',
    tag: 'supervision',
    summary: 'Clocks that ran out, newest first',
    access: WATCHERS,
    query: z.strictObject({ ...pageQuery, ...span }),
    handler: async ({ query, me }) => {
      const cursor = decodeCursor(query.cursor)
      const { from, to } = range(query)
      const breachedAt = clockTable.breachedAt
      const key = sql<string>`${clockTable.incidentId}::text`
      const rows = await database.db
        .select({ clock: clockTable, state: incident.state })
        .from(clockTable)
        .innerJoin(incident, eq(incident.id, clockTable.incidentId))
        .where(
          and(
            eq(clockTable.subdistrictId, me.subdistrictId),
            isNotNull(breachedAt),
            gte(breachedAt, new Date(from)),
            lt(breachedAt, new Date(to)),
            cursor && or(lt(breachedAt, cursor.at), and(eq(breachedAt, cursor.at), lt(key, cursor.id))),
          ),
        )
        .orderBy(desc(breachedAt), desc(key))
        .limit(query.limit + 1)
      const page = toPage(rows, query.limit, (row) => encodeCursor(row.clock.breachedAt as Date, row.clock.incidentId))
      return {
        items: page.items.map(({ clock: c, state }) => ({
          incidentId: state.id,
          no: state.no,
          summary: state.summary,
          placeName: state.place?.name ?? null,
          severity: state.severity,
          stage: state.stage,
          clock: c.clock,
          clockId: c.clockId,
          subject: c.subject,
          unitName: state.dispatches.find((d) => d.id === c.subject)?.unit.name ?? null,
          dueAt: c.dueAt.toISOString(),
          breachedAt: c.breachedAt?.toISOString() ?? null,
          endedAt: c.endedAt?.toISOString() ?? null,
          exercise: c.exercise,
        })),
        nextCursor: page.nextCursor,
      }
    },
  })

  route(app, {
    method: 'GET',
    url: '/segments',
    tag: 'supervision',
    summary: 'The segments of the work as P50 and P90, drills left out',
    access: WATCHERS,
    query: z.strictObject(span),
    handler: async ({ query, me }) => {
      const { from, to } = range(query)
      return { segments: await readSegments(database.db, me.subdistrictId, from, to) }
    },
  })

  route(app, {
    method: 'GET',
    url: '/insight/intake',
    tag: 'supervision',
    summary: 'What came in: platform, offline, disputes, tickets (D23–D27)',
    access: [...WATCHERS, 'wall'],
    query: z.strictObject(span),
    handler: async ({ query, me }) => {
      const { from, to } = range(query)
      return { ...(await countIntake(database.db, me.subdistrictId, from, to)), from: new Date(from).toISOString(), to: new Date(to).toISOString() }
    },
  })

  const ticketView = (row: typeof ticket.$inferSelect) => ({ ...row, issuedAt: row.issuedAt.toISOString() })
  const mine = (me: { user: { role: Role; organisationId: string } }) =>
    me.user.role === 'department' ? eq(ticket.organisationId, me.user.organisationId) : undefined

  route(app, {
    method: 'GET',
    url: '/tickets',
    tag: 'tickets',
    summary: 'Tickets issued, newest first; a department sees its own',
    access: [...WATCHERS, 'department'],
    query: z.strictObject(pageQuery),
    handler: async ({ query, me }) => {
      const cursor = decodeCursor(query.cursor)
      const rows = await database.db
        .select()
        .from(ticket)
        .where(
          and(
            eq(ticket.subdistrictId, me.subdistrictId),
            mine(me),
            cursor && or(lt(ticket.issuedAt, cursor.at), and(eq(ticket.issuedAt, cursor.at), lt(ticket.id, cursor.id))),
          ),
        )
        .orderBy(desc(ticket.issuedAt), desc(ticket.id))
        .limit(query.limit + 1)
      const page = toPage(rows, query.limit, (row) => encodeCursor(row.issuedAt, row.id))
      return { items: page.items.map(ticketView), nextCursor: page.nextCursor }
    },
  })
}
