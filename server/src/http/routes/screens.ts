import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { approvePairing, askPairing, listScreens, pollPairing, revokeScreen } from '../../identity/screens.ts'
import type { SignedIn } from '../../identity/identity.ts'
import { MINUTE_MS, SECOND_MS } from '@liandong/shared/time.ts'
import { appendAudit } from '../../log/audit.ts'
import { isId } from '../../platform/ids.ts'
import { decodeCursor, encodeCursor, pageQuery, toPage } from '../paging.ts'
import { problem, ProblemError } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { COOKIE, cookieOf, fromOf, setSession, unwrap } from './session.ts'

const PAIRING_COOKIE = 'ld_pairing'
const PAIRING_MS = 10 * MINUTE_MS

const screenSchema = z.object({
  id: z.string(),
  name: z.string(),
  pairedAt: z.string(),
  pairedBy: z.string(),
  place: z.string().nullable(),
  lastSeenAt: z.string().nullable(),
})
const pollSchema = z.object({
  state: z.enum(['waiting', 'paired', 'gone']),
  code: z.string().optional(),
  expiresAt: z.string().optional(),
})
const approval = z.strictObject({
  code: z
    .string()
    .transform((text) => text.replaceAll(/\s/g, ''))
    .refine((text) => /^\d{6}$/.test(text), { error: 'The code has six digits', params: { zh: '配对码为六位数字' } }),
  name: z.string().trim().min(1).max(40),
})

/** Wall screens: a device shows a code, the security administrator approves it and may take the screen down again. */
export function screenRoutes(app: FastifyInstance, services: Services): void {
  const { scoped, identity, config, clock, handler } = services
  const databaseOf = (me: SignedIn) => scoped.of(me.subdistrictId, 'signIn')

  route(app, {
    method: 'POST',
    url: '/wall-pairings',
    tag: 'screens',
    summary: 'A screen asks to be paired; it shows the code',
    access: 'anyone',
    response: { 200: z.object({ code: z.string(), expiresAt: z.string() }) },
    options: { config: { rateLimit: { max: 20, timeWindow: 60_000 } } },
    handler: async ({ request, reply }) => {
      const asked = await scoped.signingIn.db.transaction((tx) => askPairing(tx, fromOf(request).place, clock.now()))
      if (asked === 'tooFast') throw problem('tooFast')
      reply.setCookie(PAIRING_COOKIE, asked.token, { ...cookieOf(config), maxAge: PAIRING_MS / SECOND_MS })
      return { code: asked.code, expiresAt: asked.expiresAt.toISOString() }
    },
  })

  route(app, {
    method: 'POST',
    url: '/wall-pairings/poll',
    tag: 'screens',
    summary: 'Has the screen been approved? If so, its session cookie comes with the answer, once',
    access: 'anyone',
    response: { 200: pollSchema },
    options: { config: { rateLimit: { max: 300, timeWindow: 60_000 } } },
    handler: async ({ request, reply }) => {
      const token = request.cookies[PAIRING_COOKIE]
      if (!token) return { state: 'gone' }
      const { place, device } = fromOf(request)
      const polled = await scoped.signingIn.db.transaction((tx) =>
        pollPairing(tx, identity.sessions, token, { place, device }, clock.now()),
      )
      if (polled.state === 'waiting')
        return { state: 'waiting', code: polled.pairing.code, expiresAt: polled.pairing.expiresAt.toISOString() }
      reply.clearCookie(PAIRING_COOKIE, cookieOf(config))
      if (polled.state === 'paired') {
        setSession(reply, config, { token: polled.token })
        await identity.end(request.cookies[COOKIE], 'replaced')
      }
      return { state: polled.state }
    },
  })

  route(app, {
    method: 'GET',
    url: '/screens',
    tag: 'screens',
    summary: 'The wall screens that are paired, the latest first',
    access: 'screen.read',
    query: z.strictObject(pageQuery),
    response: { 200: z.object({ items: z.array(screenSchema), nextCursor: z.string().nullable() }) },
    handler: async ({ me, query }) => {
      const rows = await listScreens(databaseOf(me).db, me.subdistrictId, query.limit + 1, decodeCursor(query.cursor))
      const page = toPage(rows, query.limit, (row) => encodeCursor(row.pairedAt, row.id))
      const items = page.items.map((row) => ({
        ...row,
        pairedAt: row.pairedAt.toISOString(),
        pairedBy: identity.nameOf(row.pairedBy) ?? row.pairedBy,
        lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
      }))
      return { items, nextCursor: page.nextCursor }
    },
  })

  route(app, {
    method: 'POST',
    url: '/screens',
    tag: 'screens',
    summary: 'Approve the screen that shows this code, under a name',
    access: 'screen.pair',
    body: approval,
    response: { 201: z.object({ id: z.string() }) },
    handler: async ({ me, body, reply }) => {
      const now = clock.now()
      const guarded = { what: `pairing ${me.user.id}`, place: '', accountId: null, names: ['pair'] } as const
      const verdict = await identity.guards.take(guarded, now)
      if (!verdict.ok) return unwrap({ ok: false, refusal: { code: 'tooFast' }, waitMs: verdict.waitMs }, reply)
      const by = { subdistrictId: me.subdistrictId, accountId: me.user.id }
      const id = await databaseOf(me).db.transaction(async (tx) => {
        const made = await approvePairing(tx, by, body, now)
        const event = { type: 'screen.paired', data: {}, personal: { name: body.name } }
        if (made) await appendAudit(tx, me.subdistrictId, made, event, { actor: me.actor, now })
        return made
      })
      if (!id)
        throw new ProblemError({
          code: 'invalidBody',
          errors: [
            {
              pointer: '/code',
              message: 'No screen shows this code now',
              messageZh: '没有屏幕正在显示这个配对码，可能已过期',
            },
          ],
        })
      await identity.guards.forgive(guarded, now)
      handler.committed(me.subdistrictId, [])
      return reply.code(201).send({ id })
    },
  })

  route(app, {
    method: 'DELETE',
    url: '/screens/:id',
    tag: 'screens',
    summary: 'Take a wall screen down; it goes dark within two seconds',
    access: 'screen.pair',
    params: z.object({ id: z.string() }),
    handler: async ({ me, params, reply }) => {
      if (!isId(params.id)) throw problem('notFound')
      const now = clock.now()
      const by = { subdistrictId: me.subdistrictId, accountId: me.user.id }
      const isRevoked = await databaseOf(me).db.transaction(async (tx) => {
        const revoked = await revokeScreen(tx, by, params.id, now)
        const event = { type: 'screen.revoked', data: {} }
        if (revoked) await appendAudit(tx, me.subdistrictId, params.id, event, { actor: me.actor, now })
        return revoked
      })
      if (!isRevoked) throw problem('notFound')
      handler.committed(me.subdistrictId, [])
      return reply.code(204).send()
    },
  })
}
