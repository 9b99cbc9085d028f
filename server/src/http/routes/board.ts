import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { audienceOf, maySee } from '@liandong/shared/access/audience.ts'
import { categoriesAt } from '@liandong/shared/classify/delivered-categories.ts'
import { concernsUnit, kindShown, showEvent } from '../../board/show-event.ts'
import { readAfter, readHead } from '../../log/read.ts'
import { findIncidents } from '../../cases/incident-read.ts'
import { toWgs84 } from '../../sources/to-wgs84.ts'
import { isId } from '../../platform/ids.ts'
import { pageLimit } from '../paging.ts'
import { problem } from '../problem.ts'
import { route } from '../route.ts'
import { pointSchema } from '../schemas.ts'
import type { Services } from '../services.ts'

export function boardRoutes(app: FastifyInstance, services: Services): void {
  const { board, clock, identity, settings, triage } = services

  route(app, {
    method: 'GET',
    url: '/board',
    tag: 'board',
    summary: 'All live work the caller may see, consistent at seq',
    access: 'work.read',
    handler: async ({ me }) => board.read(me.subdistrictId, me.actor),
  })

  route(app, {
    method: 'GET',
    url: '/events',
    tag: 'board',
    summary: 'The event log the caller may see, in seq order',
    access: 'work.read',
    query: z.strictObject({
      after: z.coerce.number().int().min(0).default(0),
      limit: pageLimit(200),
    }),
    handler: async ({ query, me, database }) => {
      const audience = audienceOf(me.user.role)
      const isAuditor = me.user.role === 'auditor'
      const head = await readHead(database.db, me.subdistrictId)
      // who is shown nothing of it reads nothing of it
      if (audience === 'none' && !isAuditor) return { events: [], nextAfter: Math.max(head, query.after), head }
      const events = await readAfter(database.db, me.subdistrictId, query.after, query.limit)
      const ids = [...new Set(events.filter((e) => e.kind === 'incident' && isId(e.caseId)).map((e) => e.caseId))]
      const states = audience === 'none' ? [] : await findIncidents(database.db, ids)
      const visible = new Set(states.filter((state) => maySee(state, me.actor)).map((state) => state.id))
      const seen = events.filter((event) => {
        if (isAuditor) return true
        if (event.kind === 'incident' && !visible.has(event.caseId)) return false
        if (audience === 'unit' && !concernsUnit(event, me.user.unitId ?? '')) return false
        return kindShown(audience, event.kind, event.type)
      })
      if (isAuditor) await services.trace.noteRead(me, me.user.id, { type: 'audit.read', data: { by: 'events' } })
      return {
        events: seen.map((event) =>
          showEvent(audience, event, (id) => identity.nameOf(id), me.user.unitId ?? undefined),
        ),
        /** Go on from here, also where nothing on this page was for the caller. */
        nextAfter: events.at(-1)?.seq ?? query.after,
        head,
      }
    },
  })

  route(app, {
    method: 'POST',
    url: '/classify',
    tag: 'board',
    summary: 'A dry run of the classifier; nothing is stored',
    access: 'work.read',
    body: z.strictObject({
      narrative: z.string().min(1).max(200_000),
      address: z.string().max(200).nullish(),
      location: pointSchema.nullish(),
      sourceCategory: z.string().max(64).nullish(),
    }),
    handler: async ({ body, me }) => {
      const location = body.location ? toWgs84(body.location, body.location.crs) : null
      const input = {
        narrative: body.narrative,
        address: body.address ?? null,
        location,
        sourceCategory: body.sourceCategory ?? null,
        severity: null,
        // whoever tries words out does so for the platform
        source: ['platform-110'],
      }
      const found = triage(input, categoriesAt(settings.of(me.subdistrictId, 'categories'), clock.now()))
      return { classification: found.classification, place: found.place }
    },
  })

  route(app, {
    method: 'POST',
    url: '/positions',
    tag: 'board',
    summary: 'The position of the caller’s unit; off duty it is refused and not kept',
    access: 'position.send',
    body: z.strictObject({ location: pointSchema, at: z.iso.datetime({ offset: true }).optional() }),
    handler: async ({ body, me, reply }) => {
      const unitId = me.user.unitId
      if (unitId === null) throw problem('notYours')
      const point = toWgs84(body.location, body.location.crs)
      // by the server's time: a phone's clock may be an hour wrong, and a lost position is not sent later
      const taken = services.positions.take({ unitId, point, accuracyM: body.location.accuracyM, via: 'phone' })
      if (!taken.taken) throw problem(taken.why === 'offDuty' ? 'unitOffDuty' : 'notYours')
      return reply.code(204).send()
    },
  })
}
