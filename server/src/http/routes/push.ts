import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { appendAudit } from '../../log/audit.ts'
import { allowedUrl } from '../../notify/post.ts'
import { findContact, forgetDevice, keepDevice } from '../../notify/subscriptions.ts'
import { problem, ProblemError } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { byId } from './people.ts'

const endpoint = z
  .string()
  .max(2_000)
  .refine((text) => /^[\x21-\x7e]+$/.test(text), { error: 'an address', params: { zh: '应为网址' } })
const base64url = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[A-Za-z0-9_-]{16,}$/)

/** A device that is woken for an order while its page is closed; and the telephone of a unit that does not answer. */
export function pushRoutes(app: FastifyInstance, services: Services): void {
  const { clock, channels } = services

  route(app, {
    method: 'GET',
    url: '/push/key',
    tag: 'notify',
    summary: 'The key a browser needs to switch push on; null where nothing is pushed',
    access: 'push.subscribe',
    handler: async () => ({ publicKey: channels.vapid?.publicKey ?? null }),
  })

  route(app, {
    method: 'POST',
    url: '/push/subscriptions',
    tag: 'notify',
    summary: 'Switch push on for this device',
    access: 'push.subscribe',
    body: z.strictObject({ endpoint, keys: z.strictObject({ p256dh: base64url(200), auth: base64url(100) }) }),
    handler: async ({ body, me, database, reply }) => {
      if (!allowedUrl(body.endpoint, channels.pushHosts))
        throw new ProblemError({
          code: 'invalidBody',
          errors: [
            {
              pointer: '/endpoint',
              message: 'a push service named in PUSH_HOSTS',
              messageZh: '该推送服务未列入服务器的 PUSH_HOSTS 配置',
            },
          ],
        })
      const now = clock.now()
      await database.db.transaction(async (tx) => {
        const owner = { subdistrictId: me.subdistrictId, accountId: me.user.id }
        if (!(await keepDevice(tx, owner, body, now))) throw problem('alreadyDone')
        const event = { type: 'push.subscribed', data: { host: new URL(body.endpoint).host } }
        await appendAudit(tx, me.subdistrictId, me.user.id, event, { actor: me.actor, now })
      })
      services.handler.committed(me.subdistrictId, [])
      return reply.code(204).send()
    },
  })

  route(app, {
    method: 'POST',
    url: '/push/subscriptions/remove',
    tag: 'notify',
    summary: 'Switch push off for this device',
    access: 'push.subscribe',
    body: z.strictObject({ endpoint }),
    handler: async ({ body, me, database, reply }) => {
      const now = clock.now()
      await database.db.transaction(async (tx) => {
        if (!(await forgetDevice(tx, me.user.id, body.endpoint))) return
        const event = { type: 'push.unsubscribed', data: {} }
        await appendAudit(tx, me.subdistrictId, me.user.id, event, { actor: me.actor, now })
      })
      services.handler.committed(me.subdistrictId, [])
      return reply.code(204).send()
    },
  })

  route(app, {
    method: 'GET',
    url: '/duty/units/:id/contact',
    tag: 'notify',
    summary: 'The duty telephone of a unit that does not answer, and when it was last heard of (D33)',
    access: 'unit.call',
    params: byId,
    handler: async ({ params, me, database }) => {
      const contact = await findContact(database.db, me.subdistrictId, params.id)
      if (!contact) throw problem('notFound')
      return contact
    },
  })
}
