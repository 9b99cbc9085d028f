import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { perTenThousand, populationOf } from '@liandong/shared/insight/rate.ts'
import { SHANGHAI_OFFSET_MS } from '@liandong/shared/time.ts'
import { findTicket, listTickets } from '../../cases/ticket-read.ts'
import { listBreaches, toBreachView } from '../../insight/breaches.ts'
import { countIntake, startOfDay } from '../../insight/today.ts'
import { slaAt } from '@liandong/shared/clocks/sla.ts'
import { countArrivalProofs, countRetractions } from '../../insight/arrival-proofs.ts'
import { readSegments } from '../../insight/segments.ts'
import { decodeCursor, encodeCursor, instantQuery, pageQuery, toPage } from '../paging.ts'
import { listPopulations } from '../../people/population.ts'
import type { SignedIn } from '../../identity/identity.ts'
import { isId } from '../../platform/ids.ts'
import { problem } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

const span = { from: instantQuery.optional(), to: instantQuery.optional() }

const shanghaiYear = (at: number): number => new Date(at + SHANGHAI_OFFSET_MS).getUTCFullYear()

export function supervisionRoutes(app: FastifyInstance, { clock, settings }: Services): void {
  const range = (query: { from?: string | undefined; to?: string | undefined }) => ({
    from: query.from ? Date.parse(query.from) : startOfDay(clock.now()),
    to: query.to ? Date.parse(query.to) : clock.now() + 1,
  })

  route(app, {
    method: 'GET',
    url: '/breaches',
    tag: 'supervision',
    summary: 'Clocks that ran out, newest first',
    access: 'figures.read',
    query: z.strictObject({ ...pageQuery, ...span }),
    handler: async ({ query, me, database }) => {
      const { from, to } = range(query)
      const rows = await listBreaches(database.db, {
        subdistrictId: me.subdistrictId,
        from: new Date(from),
        to: new Date(to),
        before: decodeCursor(query.cursor),
        limit: query.limit,
      })
      const page = toPage(rows, query.limit, (row) => encodeCursor(row.clock.breachedAt as Date, row.key))
      return { items: page.items.map(toBreachView), nextCursor: page.nextCursor }
    },
  })

  route(app, {
    method: 'GET',
    url: '/segments',
    tag: 'supervision',
    summary: 'The segments of the work as P50 and P90, drills left out',
    access: 'figures.read',
    query: z.strictObject(span),
    handler: async ({ query, me, database }) => {
      const { from, to } = range(query)
      const { content: targets } = slaAt(settings.of(me.subdistrictId, 'sla'), clock.now())
      const of = { subdistrictId: me.subdistrictId, from, to }
      const [segments, arrivalProofs, arrivalsRetracted] = await Promise.all([
        readSegments(database.db, { ...of, targets }),
        countArrivalProofs(database.db, of),
        countRetractions(database.db, of),
      ])
      return { segments, arrivalProofs, arrivalsRetracted }
    },
  })

  route(app, {
    method: 'GET',
    url: '/insight/intake',
    tag: 'supervision',
    summary: 'What came in: platform, offline, disputes, tickets (D23–D27)',
    access: 'intake.count',
    query: z.strictObject(span),
    handler: async ({ query, me, database }) => {
      const { from, to } = range(query)
      const counted = await countIntake(database.db, me.subdistrictId, from, to)
      const people = populationOf(await listPopulations(database.db, me.subdistrictId), shanghaiYear(to - 1))
      return {
        ...counted,
        /** A8: null where no population is known for the year. */
        population: people ? { year: people.year, people: people.people } : null,
        alertsPerTenThousand: people ? perTenThousand(counted.alerts, people.people) : null,
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
      }
    },
  })

  /** A department is shown what is its own or below it, and what it has a hand in. */
  const scopeOf = (me: SignedIn) =>
    me.user.role === 'department' ? { organisationId: me.user.organisationId, at: new Date(clock.now()) } : undefined

  route(app, {
    method: 'GET',
    url: '/tickets',
    tag: 'tickets',
    summary: 'Tickets issued, newest first; a department sees its own, those below it and those it has a hand in',
    access: 'ticket.read',
    query: z.strictObject({ ...pageQuery, under: z.string().min(1).max(64).optional() }),
    handler: async ({ query, me, database }) => {
      const rows = await listTickets(database.db, {
        subdistrictId: me.subdistrictId,
        scope: scopeOf(me),
        under: query.under,
        before: decodeCursor(query.cursor),
        limit: query.limit,
      })
      const page = toPage(rows, query.limit, (row) => encodeCursor(row.issuedAt, row.id))
      return { items: page.items, nextCursor: page.nextCursor }
    },
  })

  route(app, {
    method: 'GET',
    url: '/tickets/:id',
    tag: 'tickets',
    summary: 'One ticket',
    access: 'ticket.read',
    params: z.object({ id: z.string() }),
    handler: async ({ params, me, database }) => {
      const row = isId(params.id) ? await findTicket(database.db, me.subdistrictId, params.id, scopeOf(me)) : undefined
      if (!row) throw problem('notFound')
      return row
    },
  })
}
