import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { readOsmand } from '@liandong/shared/duty/osmand.ts'
import { trackerForm } from '@liandong/shared/duty/tracker-form.ts'
import { versionField } from '@liandong/shared/people/forms.ts'
import { addTracker, listTrackers, revokeTracker, toTracker } from '../../duty/trackers.ts'
import { changing } from '../changing.ts'
import { decodeCursor, pageQuery, toPage } from '../paging.ts'
import { ProblemError } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { byId, idCursor } from './people.ts'

/** The devices that send a unit's positions, as an administrator keeps them. */
export function trackerRoutes(app: FastifyInstance, services: Services): void {
  route(app, {
    method: 'GET',
    url: '/units/:id/trackers',
    tag: 'people',
    summary: 'The devices that send the positions of a unit, without their keys',
    access: 'tracker.manage',
    params: byId,
    query: z.strictObject(pageQuery),
    handler: async ({ params, query: { cursor, limit }, me, database }) => {
      if (services.units.find(params.id)?.subdistrictId !== me.subdistrictId)
        throw new ProblemError({ code: 'notFound' })
      const of = { subdistrictId: me.subdistrictId, unitId: params.id, after: decodeCursor(cursor)?.id, limit }
      const page = toPage(await listTrackers(database.db, of), limit, idCursor)
      return { items: page.items.map(toTracker), nextCursor: page.nextCursor }
    },
  })

  route(app, {
    method: 'POST',
    url: '/units/:id/trackers',
    tag: 'people',
    summary: 'A key for one device of a unit, answered this once',
    access: 'tracker.manage',
    params: byId,
    body: trackerForm,
    handler: async ({ params, body, me, reply }) => {
      const added = await changing(services, me, (change) => addTracker(change, params.id, body))
      await services.trackerKeys.load()
      return reply.code(201).send(added)
    },
  })

  route(app, {
    method: 'POST',
    url: '/trackers/:id/revoke',
    tag: 'people',
    summary: 'Revoke the key of a device',
    access: 'tracker.manage',
    params: byId,
    body: z.strictObject({ version: versionField }),
    handler: async ({ params, body, me }) => {
      const revoked = await changing(services, me, (change) => revokeTracker(change, params.id, body.version))
      await services.trackerKeys.load()
      return { tracker: revoked }
    },
  })
}

/** Whoever guesses keys from one address is stopped; five hundred devices behind one gateway are not. */
const WRONG_KEYS_A_MINUTE = 60

/**
 * `/osmand`, where Traccar clients and vehicle trackers send (OsmAnd protocol). It answers in the way of the product:
 * a bad value is named, a wrong key is 401, off duty is 409 and keeps nothing.
 */
export async function osmandRoutes(root: FastifyInstance, { trackerKeys, positions, config }: Services): Promise<void> {
  await root.register(async (app) => {
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 8_192 },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
    )
    const guessing = app.createRateLimit({
      max: config.REQUESTS_A_MINUTE === 0 ? Number.MAX_SAFE_INTEGER : WRONG_KEYS_A_MINUTE,
      timeWindow: 60_000,
      keyGenerator: (request) => request.ip,
    })
    for (const method of ['GET', 'POST'] as const) {
      route(app, {
        method,
        url: '/osmand',
        tag: 'positions',
        summary: 'A position of a unit, from a Traccar client or a vehicle tracker (OsmAnd protocol)',
        access: 'anyone',
        rawBody: true,
        handler: async ({ request, reply }) => {
          const body = typeof request.body === 'object' && request.body !== null ? request.body : {}
          const read = readOsmand({ ...(request.query as object), ...body })
          if (!read.ok)
            throw new ProblemError({
              code: 'invalidPosition',
              errors: [{ pointer: `/${read.field}`, message: 'missing or not possible', messageZh: '缺失或不可能' }],
            })
          const { key, ...fix } = read.fix
          const asked = trackerKeys.ask(key)
          if (!asked.found) {
            const isGuessing = asked.why === 'unknown' && (await isOver(guessing, request))
            throw new ProblemError({ code: asked.why === 'tooFast' || isGuessing ? 'tooFast' : 'badTrackerKey' })
          }
          const taken = positions.take({ ...fix, unitId: asked.unitId, via: 'tracker' })
          if (!taken.taken) throw new ProblemError({ code: taken.why === 'offDuty' ? 'unitOffDuty' : 'badTrackerKey' })
          return reply.code(200).send({ ok: true })
        },
      })
    }
  })
}

type Limit = ReturnType<FastifyInstance['createRateLimit']>
async function isOver(limit: Limit, request: Parameters<Limit>[0]): Promise<boolean> {
  const asked = await limit(request)
  return !asked.isAllowed && asked.isExceeded
}
