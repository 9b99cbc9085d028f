import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { isTile } from '@liandong/shared/map/tile-grid.ts'
import { toMapLayer } from '../../map/layers.ts'
import { problem, ProblemError } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

const number = z
  .string()
  .regex(/^\d{1,8}$/)
  .transform(Number)
const tileParams = z.object({ id: z.string().max(64), z: number, x: number, y: number })
/** `v` is the layer's version: it changes nothing here and the browser's own cache altogether. */
const tileQuery = z.strictObject({
  part: z.enum(['picture', 'labels']).default('picture'),
  v: z.string().max(20).optional(),
})

/** A tile holds nothing of anybody: the browser may keep it for a day, and that there is none for ten minutes. */
const KEEP = 'private, max-age=86400'
const KEEP_NONE = 'private, max-age=600'

/** The pictures under the map, from this server alone: no browser is told where they come from (ADR 0022). */
export function mapRoutes(app: FastifyInstance, { layers, tiles }: Services): void {
  route(app, {
    method: 'GET',
    url: '/map/layers',
    tag: 'board',
    summary: 'The layers that are to be shown, in their order',
    access: 'work.read',
    handler: async ({ me }) => ({
      items: layers
        .of(me.subdistrictId)
        .filter((layer) => layer.enabled)
        .map(toMapLayer),
      nextCursor: null,
    }),
  })

  route(app, {
    method: 'GET',
    url: '/map/layers/:id/:z/:x/:y',
    tag: 'board',
    summary: 'One tile, PNG, JPEG or WebP; 204 where the layer has none',
    access: 'work.read',
    params: tileParams,
    query: tileQuery,
    handler: async ({ params: { id, ...tile }, query, me, reply }) => {
      const layer = layers.find(me.subdistrictId, id)
      if (!layer?.enabled || !isTile(tile) || tile.z < layer.minZoom || tile.z > layer.maxZoom)
        throw problem('notFound')
      const answer = await tiles.read(layer, tile, query.part)
      if (answer.ok) return reply.type(answer.type).header('cache-control', KEEP).send(answer.bytes)
      if (answer.why === 'missing') return reply.code(204).header('cache-control', KEEP_NONE).send()
      if (answer.why === 'busy') throw problem('busy')
      throw new ProblemError({ code: 'tileUnavailable', facts: { why: answer.why } })
    },
  })
}
