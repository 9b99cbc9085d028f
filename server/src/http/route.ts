import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify'
import type { z } from 'zod'
import { may, type Permission } from '@liandong/shared/access/permissions.ts'
import type { SignedIn } from '../identity/identity.ts'
import type { Database } from '../store/database.ts'
import { parse } from './parse.ts'
import { problem, ProblemError } from './problem.ts'

/**
 * `anyone` decides for itself, by a source key or a password; `signedIn` is what every account may do with itself;
 * `signingIn` is open to a sign-in that is not finished, and only what finishes it.
 */
export type Access = 'anyone' | 'signingIn' | 'signedIn' | Permission

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined

export type RouteContext<B, Q, P> = {
  body: Parsed<B>
  query: Parsed<Q>
  params: Parsed<P>
  /** Present wherever access asks for a sign-in. */
  me: SignedIn
  /** The database as the caller may use it; where access is `anyone` there is none. */
  database: Database
  request: FastifyRequest
  reply: FastifyReply
}

export type RouteSpec<B, Q, P> = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: string
  tag: string
  summary: string
  access: Access
  body?: B
  query?: Q
  params?: P
  response?: Record<number, z.ZodType>
  /** The route reads its own body (alerts are lenient). */
  rawBody?: true
  options?: RouteShorthandOptions
  handler: (context: RouteContext<B, Q, P>) => Promise<unknown>
}

/**
 * The one way to make a route: who may call it and what it takes stand beside it, the same schema checks the request
 * and describes it in OpenAPI. Deny by default: a route without access cannot be written.
 */
export function route<B = undefined, Q = undefined, P = undefined>(
  app: FastifyInstance,
  spec: RouteSpec<B, Q, P>,
): void {
  app.route({
    ...spec.options,
    method: spec.method,
    url: spec.url,
    schema: {
      tags: [spec.tag],
      summary: spec.summary,
      'x-access': spec.access,
      ...(spec.body ? { body: spec.body } : {}),
      ...(spec.query ? { querystring: spec.query } : {}),
      ...(spec.params ? { params: spec.params } : {}),
      ...(spec.response ? { response: spec.response } : {}),
    },
    handler: async (request, reply) => {
      const me = await authorise(request, spec.access)
      const context = {
        body: spec.body && !spec.rawBody ? parse(spec.body as never, request.body ?? {}) : undefined,
        query: spec.query ? parse(spec.query as never, request.query, 'invalidQuery') : undefined,
        params: spec.params ? parse(spec.params as never, request.params, 'notFound') : undefined,
        me,
        database: me && request.server.databaseFor(me),
        request,
        reply,
      } as unknown as RouteContext<B, Q, P>
      return spec.handler(context)
    },
  })
}

async function authorise(request: FastifyRequest, access: Access): Promise<SignedIn> {
  const me = request.signedIn
  if (access === 'anyone') return me as SignedIn
  const session = request.session
  if (access === 'signingIn') {
    if (!session) throw problem('notSignedIn')
    return session
  }
  if (!me)
    throw session
      ? new ProblemError({ code: 'signInUnfinished', facts: { needs: session.needs } })
      : problem('notSignedIn')
  if (access !== 'signedIn' && !may(me.user.role, access)) {
    const { method, routeOptions } = request
    await request.server.noteRefusal(me, {
      method,
      route: routeOptions.url ?? '',
      permission: access,
      code: 'notYours',
    })
    throw new ProblemError({ code: 'notYours', facts: { role: me.user.role } })
  }
  return me
}

declare module 'fastify' {
  interface FastifySchema {
    /** Who may call it, for whoever reads the reference, and for the test that walks it. */
    'x-access'?: Access
  }
  interface FastifyInstance {
    databaseFor: (me: SignedIn) => Database
    /** Every refused permission leaves a line in the log (domain.md §3.8). */
    noteRefusal: (me: SignedIn, data: Record<string, unknown>) => Promise<void>
  }
  interface FastifyRequest {
    /** Signed in, with every step done. */
    signedIn: SignedIn | undefined
    /** Signed in, perhaps with steps still to be done. */
    session: SignedIn | undefined
  }
}
