import type { FastifyInstance } from 'fastify'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { appendAudit } from '../../log/audit.ts'
import { allowedUrl } from '../../notify/post.ts'
import { newId } from '../../platform/ids.ts'
import { pushSubscription, unit } from '../../store/schema.ts'
import { problem, ProblemError } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

const MOST_DEVICES = 10
const endpoint = z.string().min(1).max(2_000)
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
        // a device that changes hands calls whoever signed in on it last; another street's it cannot take
        await tx.delete(pushSubscription).where(eq(pushSubscription.endpoint, body.endpoint))
        const own = eq(pushSubscription.accountId, me.user.id)
        const devices = await tx.select().from(pushSubscription).where(own).orderBy(pushSubscription.createdAt)
        for (const old of devices.slice(0, Math.max(devices.length - MOST_DEVICES + 1, 0)))
          await tx.delete(pushSubscription).where(eq(pushSubscription.id, old.id))
        const made = await tx
          .insert(pushSubscription)
          .values({
            id: newId(now),
            subdistrictId: me.subdistrictId,
            accountId: me.user.id,
            endpoint: body.endpoint,
            p256dh: body.keys.p256dh,
            auth: body.keys.auth,
            createdAt: new Date(now),
          })
          .onConflictDoNothing()
          .returning({ id: pushSubscription.id })
        if (made.length === 0) throw new ProblemError({ code: 'alreadyDone' })
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
        const mine = and(eq(pushSubscription.endpoint, body.endpoint), eq(pushSubscription.accountId, me.user.id))
        const gone = await tx.delete(pushSubscription).where(mine).returning({ id: pushSubscription.id })
        if (gone.length === 0) return
        const event = { type: 'push.unsubscribed', data: {} }
        await appendAudit(tx, me.subdistrictId, me.user.id, event, { actor: me.actor, now })
      })
      services.handler.committed(me.subdistrictId, [])
      return reply.code(204).send()
    },
  })

  route(app, {
    method: 'GET',
    url: '/units/:id/contact',
    tag: 'notify',
    summary: 'The duty telephone of a unit that does not answer, and when it was last heard of (D33)',
    access: 'unit.call',
    params: z.object({ id: z.string().max(64) }),
    handler: async ({ params, me, database }) => {
      const [row] = await database.db
        .select({ id: unit.id, name: unit.name, phone: unit.phone, lastContactAt: unit.lastContactAt })
        .from(unit)
        .where(and(eq(unit.id, params.id), eq(unit.subdistrictId, me.subdistrictId)))
      if (!row) throw problem('notFound')
      return { ...row, lastContactAt: row.lastContactAt?.toISOString() ?? null }
    },
  })
}
