import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ROLES } from '@liandong/shared/access/actor.ts'
import type { Services } from '../services.ts'
import { ProblemError } from '../problem.ts'
import { route } from '../route.ts'

export const COOKIE = 'ld_session'

export const userSchema = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  organisationId: z.string(),
  unitId: z.string().nullable(),
})
const credentials = z.strictObject({ username: z.string().min(1).max(100), password: z.string().min(1).max(200) })

/** Attempts a minute from one address: a person mistypes, a machine guesses. */
const ATTEMPTS_A_MINUTE = 300

export function sessionRoutes(app: FastifyInstance, { identity, config }: Services): void {
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure: config.BEHIND_TLS } as const

  route(app, {
    method: 'POST',
    url: '/session',
    tag: 'session',
    summary: 'Sign in',
    access: 'anyone',
    body: credentials,
    response: { 200: z.object({ user: userSchema }) },
    options: { config: { rateLimit: { max: ATTEMPTS_A_MINUTE, timeWindow: 60_000 } } },
    handler: async ({ body, reply }) => {
      const result = await identity.signIn(body.username, body.password)
      if (!result.ok) {
        if (result.retryAfterMs) reply.header('retry-after', Math.ceil(result.retryAfterMs / 1_000))
        throw new ProblemError({ code: result.code })
      }
      reply.setCookie(COOKIE, result.token, cookie)
      return { user: result.signedIn.user }
    },
  })

  route(app, {
    method: 'GET',
    url: '/session',
    tag: 'session',
    summary: 'Who am I',
    access: 'signedIn',
    response: { 200: z.object({ user: userSchema }) },
    handler: async ({ me }) => ({ user: me.user }),
  })

  route(app, {
    method: 'DELETE',
    url: '/session',
    tag: 'session',
    summary: 'Sign out',
    access: 'anyone',
    handler: async ({ request, reply }) => {
      const token = request.cookies[COOKIE]
      if (token) await identity.signOut(token)
      return reply.clearCookie(COOKIE, cookie).code(204).send()
    },
  })
}
