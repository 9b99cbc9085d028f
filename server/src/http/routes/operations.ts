import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { takeAlert } from '../../intake/intake.ts'
import { findLetter, listLetters, markReplayed } from '../../store/dead-letters.ts'
import { appendAudit } from '../../log/audit.ts'
import { isId } from '../../platform/ids.ts'
import { decodeCursor, encodeCursor, pageQuery, toPage } from '../paging.ts'
import { problem, ProblemError } from '../problem.ts'
import { route } from '../route.ts'
import { acceptedSchema, alertSchema } from '../schemas.ts'
import type { Services } from '../services.ts'

/** What did not go through: quarantine and dead letters, seen and mended by people. */
export function operationRoutes(app: FastifyInstance, services: Services): void {
  const { database, quarantine, clock, jobs, trace } = services

  route(app, {
    method: 'GET',
    url: '/quarantine',
    tag: 'operations',
    summary: 'Bodies that could not be alerts, newest first',
    access: 'quarantine.mend',
    query: z.strictObject(pageQuery),
    handler: async ({ query, me }) => {
      const rows = await quarantine.list(me.subdistrictId, query.limit + 1, decodeCursor(query.cursor))
      const page = toPage(rows, query.limit, (row) => encodeCursor(row.receivedAt, row.id))
      if (rows.length > 0) await trace.noteRead(me, me.user.id, { type: 'quarantine.read', data: {} })
      return {
        items: page.items.map(({ body, receivedAt, ...row }) => ({
          id: row.id,
          sourceId: row.sourceId,
          code: row.code,
          errors: row.errors,
          body: body.toString('utf8').toWellFormed(),
          bodyBytes: row.bodyBytes,
          receivedAt: receivedAt.toISOString(),
        })),
        nextCursor: page.nextCursor,
      }
    },
  })

  route(app, {
    method: 'POST',
    url: '/quarantine/:id/admit',
    tag: 'operations',
    summary: 'Admit a mended body as an alert of its source',
    access: 'quarantine.mend',
    params: z.object({ id: z.string() }),
    body: alertSchema,
    response: { 200: acceptedSchema },
    handler: async ({ params, body, me }) => {
      const row = isId(params.id) ? await quarantine.find(me.subdistrictId, params.id) : undefined
      if (!row) throw problem('notFound')
      if (row.admittedAt) throw new ProblemError({ code: 'alreadyDone', facts: { alertId: row.alertId } })
      const from = await services.sourceKeys.byId(row.sourceId)
      if (!from) throw problem('notFound')
      const taken = await takeAlert(services, from, Buffer.from(JSON.stringify(body)), me.user.id)
      if (!taken.ok) throw new ProblemError({ code: 'invalidBody', errors: taken.errors })
      const now = clock.now()
      const data = { sourceId: row.sourceId, alertId: taken.alertId, duplicate: taken.duplicate }
      await database.db.transaction(async (tx) => {
        await quarantine.admit(tx, row.id, me.user.id, now, taken.alertId)
        await appendAudit(tx, me.subdistrictId, row.id, { type: 'quarantine.admitted', data }, { actor: me.actor, now })
      })
      services.handler.committed(me.subdistrictId, [])
      return { alertId: taken.alertId, duplicate: taken.duplicate, warnings: taken.warnings }
    },
  })

  route(app, {
    method: 'GET',
    url: '/dead-letters',
    tag: 'operations',
    summary: 'Jobs that failed after all their tries, newest first',
    access: 'deadLetter.replay',
    query: z.strictObject(pageQuery),
    handler: async ({ query }) => {
      const cursor = decodeCursor(query.cursor)
      const rows = await listLetters(database.db, query.limit, cursor && Number(cursor.id))
      const page = toPage(rows, query.limit, (row) => encodeCursor(row.failedAt, String(row.id)))
      return {
        items: page.items.map((row) => ({ ...row, failedAt: row.failedAt.toISOString(), replayedAt: null })),
        nextCursor: page.nextCursor,
      }
    },
  })

  route(app, {
    method: 'POST',
    url: '/dead-letters/:id/replay',
    tag: 'operations',
    summary: 'Give a dead letter back to its queue',
    access: 'deadLetter.replay',
    params: z.object({ id: z.coerce.number().int().min(1) }),
    handler: async ({ params, me, reply }) => {
      const row = await findLetter(database.db, params.id)
      if (!row) throw problem('notFound')
      if (row.replayedAt) throw new ProblemError({ code: 'alreadyDone' })
      await jobs.replay(row.queue, row.jobName, row.data)
      const now = clock.now()
      const data = { queue: row.queue, job: row.jobName }
      await database.db.transaction(async (tx) => {
        await markReplayed(tx, row.id, new Date(now))
        const event = { type: 'deadLetter.replayed', data }
        await appendAudit(tx, me.subdistrictId, String(row.id), event, { actor: me.actor, now })
      })
      services.handler.committed(me.subdistrictId, [])
      return reply.code(204).send()
    },
  })
}
