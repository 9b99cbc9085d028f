import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ROLES } from '@liandong/shared/access/actor.ts'
import { placeOf } from '@liandong/shared/access/sign-in-guard.ts'
import { DAY_MS, SECOND_MS } from '@liandong/shared/time.ts'
import type { Config } from '../../config.ts'
import type { From, Opened, Result, SignedIn } from '../../identity/identity.ts'
import type { Services } from '../services.ts'
import { ProblemError } from '../problem.ts'
import { route } from '../route.ts'

export const COOKIE = 'ld_session'
const DEVICE_COOKIE = 'ld_device'
const DEVICE_MS = 365 * DAY_MS
const MOST_DEVICE_WORDS = 200

export const userSchema = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  organisationId: z.string(),
  unitId: z.string().nullable(),
})
export const STEPS = ['secondFactor', 'enrolment', 'newPassword'] as const
export const sessionSchema = z.object({ user: userSchema, needs: z.enum(STEPS).nullable() })
const credentials = z.strictObject({ username: z.string().min(1).max(100), password: z.string().min(1).max(200) })

/** Attempts a minute from one address: a person mistypes, a machine guesses. */
const ATTEMPTS_A_MINUTE = 300

export const cookieOf = (config: Config) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: config.BEHIND_TLS }) as const

export const fromOf = (request: FastifyRequest): From => ({
  place: placeOf(request.ip),
  device: (request.headers['user-agent'] ?? '').slice(0, MOST_DEVICE_WORDS).toWellFormed().replaceAll('\u0000', ''),
  deviceToken: request.cookies[DEVICE_COOKIE]?.slice(0, 100),
  formerToken: request.cookies[COOKIE],
})

export const answerOf = ({ user, needs }: SignedIn) => ({ user, needs })

/** Hands the cookies of a session to the browser; the device is remembered by a cookie of its own. */
export function setSession(reply: FastifyReply, config: Config, opened: { token: string } & Partial<Opened>): void {
  reply.setCookie(COOKIE, opened.token, cookieOf(config))
  if (opened.deviceToken)
    reply.setCookie(DEVICE_COOKIE, opened.deviceToken, { ...cookieOf(config), maxAge: DEVICE_MS / SECOND_MS })
}

/** The value, or the problem with how long to wait. */
export function unwrap<T>(result: Result<T>, reply: FastifyReply): T {
  if (result.ok) return result.value
  const { refusal, waitMs } = result
  if (waitMs === undefined) throw new ProblemError(refusal)
  const retryAfterS = Math.ceil(waitMs / SECOND_MS)
  reply.header('retry-after', retryAfterS)
  throw new ProblemError({ ...refusal, facts: { ...refusal.facts, retryAfterS } })
}

export function sessionRoutes(app: FastifyInstance, { identity, config }: Services): void {
  route(app, {
    method: 'POST',
    url: '/session',
    tag: 'session',
    summary: 'Sign in; `needs` says what is still to be done before anything else is answered',
    access: 'anyone',
    body: credentials,
    response: { 200: sessionSchema },
    options: { config: { rateLimit: { max: ATTEMPTS_A_MINUTE, timeWindow: 60_000 } } },
    handler: async ({ body, request, reply }) => {
      const opened = unwrap(await identity.signIn(body.username, body.password, fromOf(request)), reply)
      setSession(reply, config, opened)
      return answerOf(opened.signedIn)
    },
  })

  route(app, {
    method: 'GET',
    url: '/session',
    tag: 'session',
    summary: 'Who am I',
    access: 'signingIn',
    response: { 200: sessionSchema },
    handler: async ({ me }) => answerOf(me),
  })

  route(app, {
    method: 'DELETE',
    url: '/session',
    tag: 'session',
    summary: 'Sign out',
    access: 'anyone',
    handler: async ({ request, reply }) => {
      await identity.end(request.cookies[COOKIE], 'signOut')
      return reply.clearCookie(COOKIE, cookieOf(config)).code(204).send()
    },
  })
}
