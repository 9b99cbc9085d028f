import type { FastifyInstance } from 'fastify'

/** What a page of this site may use of the device: the phone its position, and the microphone for a voice note. */
const PERMISSIONS_POLICY =
  'geolocation=(self), screen-wake-lock=(self), autoplay=(self), camera=(), microphone=(self), payment=(), usb=()'

/** Headers of every answer that the library of headers does not set. */
export function sayPermissions(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('permissions-policy', PERMISSIONS_POLICY)
  })
}

/** No answer of the API stays in a cache on the way or on a shared machine: it holds what one person may see. */
export function keepOutOfCaches(api: FastifyInstance): void {
  api.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
}

/**
 * One account, or one address without an account, asks so much in a minute and no more. A source is never held back
 * here: a flood of alerts is a storm, and is taken in (ADR 0007).
 */
export function limitRequests(api: FastifyInstance, aMinute: number): void {
  if (aMinute === 0) return
  const limit = api.rateLimit({
    max: aMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => request.signedIn?.user.id ?? request.ip,
  })
  api.addHook('preHandler', async function (request, reply) {
    if (request.headers.authorization !== undefined) return
    await (limit as (...args: unknown[]) => Promise<void>).call(this, request, reply)
  })
}
