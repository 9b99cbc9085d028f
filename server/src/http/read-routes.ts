import type { Config } from '../config.ts'
import { createLogger } from '../platform/logger.ts'
import { buildApp } from './app.ts'
import type { Access } from './route.ts'
import type { Services } from './services.ts'

export type RouteRead = { method: string; path: string; access: Access }

/** Stands for every service: routes are only written down here, and none of them is called. */
const nothing: unknown = new Proxy(() => undefined, {
  get: (_, key) => (key === 'then' || typeof key === 'symbol' ? undefined : nothing),
  apply: () => nothing,
})

/** The routes as the reference tells them, without a server, a database or a queue. */
export async function readRoutes(): Promise<RouteRead[]> {
  const config = { BEHIND_TLS: false, REQUESTS_A_MINUTE: 0, DEMO: false } as Config
  const services = new Proxy({ config } as Services, { get: (some, key) => (key === 'config' ? some.config : nothing) })
  const app = await buildApp(services, createLogger('silent'), [])
  await app.ready()
  const { paths = {} } = app.swagger() as { paths?: Record<string, Record<string, { 'x-access'?: Access }>> }
  await app.close()
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { 'x-access': access }]) =>
      access === undefined ? [] : [{ method: method.toUpperCase(), path, access }],
    ),
  )
}
