import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { MINUTE_MS, SECOND_MS } from '@liandong/shared/time.ts'
import type { Oidc } from '../../identity/oidc.ts'
import { problem } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'
import { cookieOf, fromOf, setSession } from './session.ts'

const OIDC_COOKIE = 'ld_oidc'
const CALLBACK = '/api/v1/session/oidc/callback'
const COOKIE_MS = 10 * MINUTE_MS
/** The sign-in page says what went wrong. */
const REFUSED = '/?signIn=refused'
const UNREACHABLE = '/?signIn=unreachable'

const originOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}`

/** Single sign-on. Only an account that exists is let in; what it may do stands in our own tables. */
export function oidcRoutes(app: FastifyInstance, { oidc, identity, config, clock }: Services): void {
  const wanted = (): Oidc => {
    if (!oidc) throw problem('notFound')
    return oidc
  }

  route(app, {
    method: 'GET',
    url: '/session/ways',
    tag: 'session',
    summary: 'The ways to sign in beside a password',
    access: 'anyone',
    response: { 200: z.object({ singleSignOn: z.object({ name: z.string() }).nullable() }) },
    handler: async () => ({ singleSignOn: oidc ? { name: oidc.settings.name } : null }),
  })

  route(app, {
    method: 'GET',
    url: '/session/oidc/start',
    tag: 'session',
    summary: 'Go to the provider of single sign-on',
    access: 'anyone',
    options: { config: { rateLimit: { max: 60, timeWindow: 60_000 } } },
    handler: async ({ request, reply }) => {
      try {
        const { url, cookie } = await wanted().begin(`${originOf(request)}${CALLBACK}`, clock.now())
        reply.setCookie(OIDC_COOKIE, cookie, { ...cookieOf(config), maxAge: COOKIE_MS / SECOND_MS })
        return reply.redirect(url.href)
      } catch (error) {
        if (!oidc) throw error
        request.log.warn({ error: String(error) }, 'the provider of single sign-on does not answer')
        return reply.redirect(UNREACHABLE)
      }
    },
  })

  route(app, {
    method: 'GET',
    url: '/session/oidc/callback',
    tag: 'session',
    summary: 'Come back from the provider of single sign-on',
    access: 'anyone',
    handler: async ({ request, reply }) => {
      const provider = wanted()
      const cookie = request.cookies[OIDC_COOKIE]
      reply.clearCookie(OIDC_COOKIE, cookieOf(config))
      if (!cookie) return reply.redirect(REFUSED)
      try {
        const person = await provider.finish(new URL(request.url, originOf(request)), cookie, clock.now())
        const row = person && (await identity.findLinked(person.subject, person.username))
        if (!person || !row) return reply.redirect(REFUSED)
        const by = { secondFactor: person.hasSecondFactor, withoutPassword: true }
        setSession(reply, config, await identity.open(row, fromOf(request), by, 'singleSignOn'))
        return reply.redirect('/')
      } catch (error) {
        request.log.warn({ error: String(error) }, 'single sign-on')
        return reply.redirect(REFUSED)
      }
    },
  })
}
