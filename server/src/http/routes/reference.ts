import swagger from '@fastify/swagger'
import { jsonSchemaTransform } from '@fastify/type-provider-zod'
import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'
import { asyncApi } from '../async-api.ts'

/** Before the routes are registered: collects their schemas. */
export async function collectReference(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Liandong 联动',
        version: '1',
        description: 'The command room of a subdistrict. Errors are RFC 9457 problems.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'ld_session' },
          sourceKey: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: jsonSchemaTransform,
  })
}

/** The reference, for anyone: OpenAPI, AsyncAPI, and a page to read them on. */
export async function referenceRoutes(app: FastifyInstance): Promise<void> {
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  app.get('/asyncapi.json', { schema: { hide: true } }, async () => asyncApi())
  await app.register(scalar, {
    routePrefix: '/docs',
    configuration: { url: '/openapi.json', withDefaultFonts: false, telemetry: false } as never,
  })
}
