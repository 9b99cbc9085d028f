import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { LAYER_KINDS } from '@liandong/shared/map/layer.ts'
import { keyField, layerFields } from '@liandong/shared/map/layer-form.ts'
import { centroidOf } from '@liandong/shared/geo/polygon.ts'
import { tileAt } from '@liandong/shared/map/tile-grid.ts'
import type { TileTrial } from '@liandong/shared/wire/map-layer.ts'
import { loadPlace } from '../../demo/place/place.ts'
import { addLayer, changeLayer, listLayers, moveLayer, removeLayer } from '../../settings/map-layers.ts'
import { changing } from '../changing.ts'
import { decodeCursor, encodeCursor, pageQuery, toPage } from '../paging.ts'
import { problem } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

const id = z.object({ id: z.string().max(64) })
const version = z.int().min(1)
/** Where single houses are to be seen; a layer that does not go so far is tried at its own end. */
const TRIAL_ZOOM = 15

/** Which pictures lie under the map: set here, in force on every server once the line in the log is read. */
export function mapLayerRoutes(app: FastifyInstance, services: Services): void {
  const { layers, secrets, tiles } = services
  const tools = { secrets, faultOf: (of: Parameters<typeof tiles.faultOf>[0]) => tiles.faultOf(of) }

  route(app, {
    method: 'GET',
    url: '/map-layers',
    tag: 'settings',
    summary: 'The layers in their order, those that are off among them; never a key',
    access: 'layer.manage',
    query: z.strictObject(pageQuery),
    handler: async ({ query, me, database }) => {
      const all = await listLayers(database.db, me.subdistrictId)
      const after = decodeCursor(query.cursor)?.id
      const from = after === undefined ? 0 : all.findIndex((row) => row.id === after) + 1
      return toPage(all.slice(from), query.limit, (row) => encodeCursor(new Date(0), row.id))
    },
  })

  route(app, {
    method: 'GET',
    url: '/map-layers/files',
    tag: 'settings',
    summary: 'The PMTiles files and folders under DATA_DIR/tiles, to choose from',
    access: 'layer.manage',
    handler: () => tiles.files(),
  })

  route(app, {
    method: 'POST',
    url: '/map-layers',
    tag: 'settings',
    summary: 'A new layer, last in order',
    access: 'layer.manage',
    body: z.strictObject({ kind: z.enum(LAYER_KINDS), ...layerFields, key: keyField.optional() }),
    handler: async ({ body, me, reply }) => {
      const row = await changing(services, me, (change) => addLayer(change, tools, body))
      await layers.load()
      reply.code(201)
      return row
    },
  })

  route(app, {
    method: 'PUT',
    url: '/map-layers/:id',
    tag: 'settings',
    summary: 'What a layer is, with the version that was read; without a key the present one stays',
    access: 'layer.manage',
    params: id,
    body: z.strictObject({ version, ...layerFields, key: keyField.optional() }),
    handler: async ({ params, body, me }) => {
      const row = await changing(services, me, (change) => changeLayer(change, tools, params.id, body))
      await layers.load()
      return row
    },
  })

  route(app, {
    method: 'POST',
    url: '/map-layers/:id/move',
    tag: 'settings',
    summary: 'One place up or down',
    access: 'layer.manage',
    params: id,
    body: z.strictObject({ version, to: z.enum(['up', 'down']) }),
    handler: async ({ params, body, me }) => {
      const items = await changing(services, me, (change) => moveLayer(change, params.id, body))
      await layers.load()
      return { items, nextCursor: null }
    },
  })

  route(app, {
    method: 'POST',
    url: '/map-layers/:id/remove',
    tag: 'settings',
    summary: 'Takes a layer away, its key with it',
    access: 'layer.manage',
    params: id,
    body: z.strictObject({ version }),
    handler: async ({ params, body, me, reply }) => {
      await changing(services, me, (change) => removeLayer(change, params.id, body.version))
      await layers.load()
      return reply.code(204).send()
    },
  })

  route(app, {
    method: 'POST',
    url: '/map-layers/:id/try',
    tag: 'settings',
    summary: 'Asks for the tile of the place’s centre now, and says what came',
    access: 'layer.manage',
    params: id,
    body: z.strictObject({}),
    handler: async ({ params, me }): Promise<TileTrial> => {
      const layer = layers.find(me.subdistrictId, params.id)
      if (!layer) throw problem('notFound')
      const zoom = Math.min(Math.max(TRIAL_ZOOM, layer.minZoom), layer.maxZoom)
      const tile = tileAt(centroidOf(loadPlace().boundary), zoom, layer.crs)
      const from = performance.now()
      const answer = await tiles.ask(layer, tile)
      const tookMs = Math.round(performance.now() - from)
      if (!answer.ok) return { ...tile, tookMs, ok: false, why: answer.why, status: answer.status }
      const picture = `data:${answer.type};base64,${answer.bytes.toString('base64')}`
      return { ...tile, tookMs, ok: true, type: answer.type, bytes: answer.bytes.length, picture }
    },
  })
}
