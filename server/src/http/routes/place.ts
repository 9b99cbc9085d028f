import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { DEMO_ACCOUNTS } from '../../demo/accounts.ts'
import { placeFile } from '../../demo/place/place.ts'
import { problem } from '../problem.ts'
import { route } from '../route.ts'
import type { Services } from '../services.ts'

/** The map of the subdistrict, as the console draws it without any tile. */
export function placeRoutes(app: FastifyInstance, { config }: Services): void {
  let body: string | undefined
  let etag = ''
  const read = () => {
    if (body === undefined) {
      const part = (name: Parameters<typeof placeFile>[0]) => readFileSync(placeFile(name), 'utf8')
      body = `{"boundary":${part('boundary.geojson')},"centres":${part('centres.json')},"communities":${part('communities.geojson')},"grids":${part('grids.geojson')},"basemap":${part('basemap.json')},"gazetteer":${part('gazetteer.json')}}`
      etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    }
    return body
  }

  route(app, {
    method: 'GET',
    url: '/place',
    tag: 'board',
    summary: 'Boundary, centres, grids and the schematic base map',
    access: 'work.read',
    handler: async ({ request, reply }) => {
      const text = read()
      reply.header('etag', etag).header('cache-control', 'private, no-cache')
      if (request.headers['if-none-match'] === etag) return reply.code(304).send()
      return reply
        .type('application/json; charset=utf-8')
        .serializer((payload: string) => payload)
        .send(text)
    },
  })

  route(app, {
    method: 'GET',
    url: '/demo',
    tag: 'session',
    summary: 'The demo accounts, in demo mode alone',
    access: 'anyone',
    handler: async () => {
      if (!config.DEMO) throw problem('notFound')
      return { accounts: DEMO_ACCOUNTS.map(({ username, name, role }) => ({ username, name, role })) }
    },
  })
}
