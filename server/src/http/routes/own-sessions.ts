import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { endOne, endOthers, listSessions, type SignedIn } from '../../identity/sessions.ts'
import { appendAudit } from '../../log/audit.ts'
import { isId } from '../../platform/ids.ts'
import { problem } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

const ownSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      place: z.string(),
      device: z.string(),
      createdAt: z.string(),
      lastSeenAt: z.string(),
      isThis: z.boolean(),
    }),
  ),
  nextCursor: z.null(),
})

/** Where one is signed in, and ending what one does not know. */
export function ownSessionRoutes(app: FastifyInstance, { scoped, clock, handler }: Services): void {
  const databaseOf = (me: SignedIn) => scoped.of(me.subdistrictId, 'signIn')

  route(app, {
    method: 'GET',
    url: '/session/mine',
    tag: 'session',
    summary: 'Where I am signed in, the latest first',
    access: 'signedIn',
    response: { 200: ownSchema },
    handler: async ({ me }) => {
      const rows = await listSessions(databaseOf(me).db, me.user.id, clock.now())
      const items = rows.map(({ createdAt, lastSeenAt, ...row }) => ({
        ...row,
        createdAt: createdAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
        isThis: row.id === me.sessionId,
      }))
      return { items, nextCursor: null }
    },
  })

  route(app, {
    method: 'DELETE',
    url: '/session/mine/:id',
    tag: 'session',
    summary: 'End one of my other sessions, or all of them (`others`)',
    access: 'signedIn',
    params: z.object({ id: z.string() }),
    handler: async ({ me, params, reply }) => {
      const { id } = params
      const by = { actor: me.actor, now: clock.now() }
      const isOther = id === 'others' || (isId(id) && id !== me.sessionId)
      const ended = await databaseOf(me).db.transaction(async (tx) => {
        if (!isOther) return 0
        const count =
          id === 'others' ? await endOthers(tx, me.user.id, me.sessionId) : Number(await endOne(tx, me.user.id, id))
        const event = { type: 'session.ended', data: { how: 'byOwner', sessions: count } }
        if (count > 0) await appendAudit(tx, me.subdistrictId, me.user.id, event, by)
        return count
      })
      if (ended === 0 && id !== 'others') throw problem('notFound')
      handler.committed(me.subdistrictId, [])
      return reply.code(204).send()
    },
  })
}
