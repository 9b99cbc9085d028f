import type { FastifyInstance } from 'fastify'
import type { Services } from '../services.ts'

/** For machines: alive, able to serve, and the numbers. */
export function machineRoutes(
  app: FastifyInstance,
  { health, metrics, board }: Services,
  subdistrictIds: readonly string[],
): void {
  const hidden = { schema: { hide: true }, logLevel: 'silent' } as const

  app.get('/healthz', hidden, async () => ({ ok: true }))

  app.get('/readyz', hidden, async (_request, reply) => {
    const { ready, checks } = await health.read()
    return reply
      .code(ready ? 200 : 503)
      .send({ ready, checks: Object.fromEntries(checks.map(({ name, ...rest }) => [name, rest])) })
  })

  app.get('/metrics', hidden, async (_request, reply) => {
    metrics.queueAge.set((health.queueAgeMs() ?? 0) / 1_000)
    metrics.liveIncidents.set(subdistrictIds.reduce((n, id) => n + board.cache.count(id), 0))
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}
