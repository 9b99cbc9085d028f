import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { judgeOccurredAt } from '@liandong/shared/cases/incident/occurred-at.ts'
import { attendSos, endSos, raiseSos } from '../../duty/sos.ts'
import { toWgs84 } from '../../sources/to-wgs84.ts'
import { changing } from '../changing.ts'
import { problem } from '../problem.ts'
import { route } from '../route.ts'
import { pointSchema } from '../schemas.ts'
import type { Services } from '../services.ts'
import { byId } from './people.ts'

const instant = z.iso.datetime({ offset: true }).optional()
const LONG_AGO = new Date(0).toISOString()

/** SOS: a unit in danger, with an order or without one. */
export function sosRoutes(app: FastifyInstance, services: Services): void {
  route(app, {
    method: 'POST',
    url: '/sos',
    tag: 'duty',
    summary: 'Call for help: on all seats and walls at once; the same `id` sent again is the same call',
    access: 'sos.send',
    body: z.strictObject({ id: z.uuid(), location: pointSchema.optional(), occurredAt: instant, sentAt: instant }),
    handler: async ({ body, me }) => {
      const { unitId } = me.user
      if (unitId === null) throw problem('notYours')
      const now = services.clock.now()
      const at = judgeOccurredAt(body, now, LONG_AGO).occurredAt
      const location = body.location ? toWgs84(body.location, body.location.crs) : null
      const accuracyM = body.location?.accuracyM
      const incidentId = services.board.units(me.subdistrictId).find((one) => one.id === unitId)?.incidentId ?? null
      const sos = await changing(services, me, (change) =>
        raiseSos(change, unitId, { id: body.id, at, incidentId, location }),
      )
      if (location) services.positions.take({ unitId, point: location, accuracyM, via: 'phone', withSos: true })
      return { sos }
    },
  })

  route(app, {
    method: 'POST',
    url: '/sos/:id/attend',
    tag: 'duty',
    summary: 'Heard, by a person: the alarm of this unit falls silent on every seat',
    access: 'sos.attend',
    params: byId,
    handler: async ({ params, me }) => ({
      sos: await changing(services, me, (change) => attendSos(change, params.id)),
    }),
  })

  route(app, {
    method: 'POST',
    url: '/sos/:id/end',
    tag: 'duty',
    summary: 'It is over, and how it ended',
    access: 'sos.end',
    params: byId,
    body: z.strictObject({ text: z.string().trim().min(1).max(500) }),
    handler: async ({ params, body, me }) => ({
      sos: await changing(services, me, (change) => endSos(change, params.id, body.text)),
    }),
  })
}
