import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { judgeOccurredAt } from '@liandong/shared/cases/incident/occurred-at.ts'
import { DELIVERED_DUTY, rollCallMs } from '@liandong/shared/duty/duty-rules.ts'
import { idField } from '@liandong/shared/people/forms.ts'
import { versionAt } from '@liandong/shared/settings/version.ts'
import { toIso, toMs } from '@liandong/shared/time.ts'
import { answerRollCall, endRollCall, startRollCall, unitsOfRollCalls } from '../../duty/roll-call.ts'
import { findRollCall, listRollCalls, toRollCallView, toSummary } from '../../duty/roll-call-read.ts'
import type { SignedIn } from '../../identity/identity.ts'
import { toWgs84 } from '../../sources/to-wgs84.ts'
import type { Database } from '../../store/database.ts'
import { changing } from '../changing.ts'
import { decodeCursor, encodeCursor, pageQuery, toPage } from '../paging.ts'
import { problem } from '../problem.ts'
import { route } from '../route.ts'
import { pointSchema } from '../schemas.ts'
import type { Services } from '../services.ts'
import { byId } from './people.ts'

const instant = z.iso.datetime({ offset: true }).optional()
const LONG_AGO = new Date(0).toISOString()

/** 点名: everyone on duty, or everyone at the scene of one case, says that they are there. */
export function rollCallRoutes(app: FastifyInstance, services: Services): void {
  const { clock, identity, settings, handler, positions, units } = services
  const nameOf = (id: string) => identity.nameOf(id)
  const view = async (me: SignedIn, { db }: Database, id: string) => {
    const row = await findRollCall(db, me.subdistrictId, id)
    if (!row) throw problem('notFound')
    return { rollCall: toRollCallView(row, await unitsOfRollCalls(db, [row.id]), nameOf) }
  }

  route(app, {
    method: 'POST',
    url: '/roll-calls',
    tag: 'duty',
    summary: 'Start a roll-call of everyone on duty, or at the scene of one case; where one runs, that one is answered',
    access: 'rollCall.run',
    body: z.strictObject({ incidentId: idField.nullable().default(null) }),
    handler: async ({ body, me, database, reply }) => {
      const rules = versionAt(settings.of(me.subdistrictId, 'dutyRules'), clock.now(), DELIVERED_DUTY).content
      const ladder = settings.of(me.subdistrictId, 'ladder')
      const { incidentId } = body
      const started = await changing(services, me, (change) =>
        startRollCall(change, { incidentId, lengthMs: rollCallMs(rules), ladder }),
      )
      if (started.calls.length > 0) handler.called?.(started.calls)
      return reply.code(started.isNew ? 201 : 200).send(await view(me, database, started.id))
    },
  })

  route(app, {
    method: 'GET',
    url: '/roll-calls',
    tag: 'duty',
    summary: 'Roll-calls, newest first, with how many answered',
    access: 'rollCall.read',
    query: z.strictObject(pageQuery),
    handler: async ({ query: { cursor, limit }, me, database }) => {
      const rows = await listRollCalls(database.db, me.subdistrictId, limit, decodeCursor(cursor))
      const page = toPage(rows, limit, (row) => encodeCursor(row.startedAt, row.id))
      const units = await unitsOfRollCalls(
        database.db,
        page.items.map((row) => row.id),
      )
      const byCall = Map.groupBy(units, (one) => one.answer.rollCallId)
      return {
        items: page.items.map((row) => toSummary(row, byCall.get(row.id) ?? [], nameOf)),
        nextCursor: page.nextCursor,
      }
    },
  })

  route(app, {
    method: 'GET',
    url: '/roll-calls/:id',
    tag: 'duty',
    summary: 'One roll-call: who answered when, and who did not',
    access: 'rollCall.read',
    params: byId,
    handler: async ({ params, me, database }) => view(me, database, params.id),
  })

  route(app, {
    method: 'POST',
    url: '/roll-calls/:id/answer',
    tag: 'duty',
    summary: 'The own unit is there; sent again it is the same answer, and a late one is kept as late',
    access: 'rollCall.answer',
    params: byId,
    body: z.strictObject({ location: pointSchema.optional(), occurredAt: instant, sentAt: instant }),
    handler: async ({ params, body, me, reply }) => {
      const { unitId } = me.user
      if (unitId === null) throw problem('notYours')
      const { occurredAt } = judgeOccurredAt(body, clock.now(), LONG_AGO)
      const point = body.location ? toWgs84(body.location, body.location.crs) : null
      await changing(services, me, (change) =>
        answerRollCall(change, params.id, { unitId, via: 'phone', occurredAt, hasFix: point !== null }),
      )
      await units.noteContact([unitId], new Date(clock.now()))
      const accuracyM = body.location?.accuracyM
      if (point) positions.take({ unitId, point, accuracyM, at: toMs(occurredAt), via: 'phone' })
      return reply.code(204).send()
    },
  })

  route(app, {
    method: 'POST',
    url: '/roll-calls/:id/answer-for',
    tag: 'duty',
    summary: 'The room answers for a unit that reported by radio or telephone',
    access: 'rollCall.run',
    params: byId,
    body: z.strictObject({ unitId: idField }),
    handler: async ({ params, body, me, database }) => {
      const occurredAt = toIso(clock.now())
      await changing(services, me, (change) =>
        answerRollCall(change, params.id, { unitId: body.unitId, via: 'radio', occurredAt, hasFix: false }),
      )
      return view(me, database, params.id)
    },
  })

  route(app, {
    method: 'POST',
    url: '/roll-calls/:id/end',
    tag: 'duty',
    summary: 'End a roll-call before its time is over',
    access: 'rollCall.run',
    params: byId,
    handler: async ({ params, me, database }) => {
      await changing(services, me, (change) => endRollCall(change, params.id))
      return view(me, database, params.id)
    },
  })
}
