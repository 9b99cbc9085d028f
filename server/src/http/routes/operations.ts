import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { findLetter, listLetters, markReplayed } from '../../store/dead-letters.ts'
import { appendAudit } from '../../log/audit.ts'
import { decodeCursor, encodeCursor, pageQuery, toPage } from '../paging.ts'
import { problem, ProblemError } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

/** Jobs that did not go through, seen and given back by people. */
export function operationRoutes(app: FastifyInstance, services: Services): void {
  const { clock, jobs } = services

  route(app, {
    method: 'GET',
    url: '/dead-letters',
    tag: 'operations',
    summary: 'Jobs that failed after all their tries, newest first',
    access: 'deadLetter.replay',
    query: z.strictObject(pageQuery),
    handler: async ({ query, database }) => {
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
    handler: async ({ params, me, reply, database }) => {
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
