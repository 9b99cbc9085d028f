import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import statics from '@fastify/static'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from 'fastify'
import { dataClassOf } from '@liandong/shared/access/data-class.ts'
import type { Logger } from '../platform/logger.ts'
import { newId } from '../platform/ids.ts'
import { handleError } from './error-handler.ts'
import { keepOutOfCaches, limitRequests, sayPermissions } from './hygiene.ts'
import { problem, sendProblem } from './problem.ts'
import { alertRoutes } from './routes/alerts.ts'
import { auditRoutes } from './routes/audit.ts'
import { centreRoutes } from './routes/centres.ts'
import { channelRoutes } from './routes/channels.ts'
import { ladderRoutes } from './routes/ladder.ts'
import { pushRoutes } from './routes/push.ts'
import { attachmentRoutes } from './routes/attachments.ts'
import { boardRoutes } from './routes/board.ts'
import { incidentRoutes } from './routes/incidents.ts'
import { machineRoutes } from './routes/machine.ts'
import { operationRoutes } from './routes/operations.ts'
import { personalRoutes } from './routes/personal.ts'
import { dutyRoutes } from './routes/duty.ts'
import { equipmentRoutes } from './routes/equipment.ts'
import { handoverRoutes } from './routes/handovers.ts'
import { needRoutes } from './routes/needs.ts'
import { rotaFileRoutes } from './routes/rota-files.ts'
import { importRoutes } from './routes/imports.ts'
import { organisationRoutes } from './routes/organisations.ts'
import { peopleRoutes } from './routes/people.ts'
import { mapLayerRoutes } from './routes/map-layers.ts'
import { mapRoutes } from './routes/map.ts'
import { placeRoutes } from './routes/place.ts'
import { quarantineRoutes } from './routes/quarantine.ts'
import { categoryRoutes } from './routes/categories.ts'
import { calendarRoutes } from './routes/calendar.ts'
import { slaRoutes } from './routes/sla.ts'
import { sourceRoutes } from './routes/sources.ts'
import { collectReference, referenceRoutes } from './routes/reference.ts'
import { noticeRoutes } from './routes/notices.ts'
import { oidcRoutes } from './routes/oidc.ts'
import { ownSessionRoutes } from './routes/own-sessions.ts'
import { screenRoutes } from './routes/screens.ts'
import { COOKIE, sessionRoutes } from './routes/session.ts'
import { rollCallRoutes } from './routes/roll-calls.ts'
import { sosRoutes } from './routes/sos.ts'
import { unitRoutes } from './routes/units.ts'
import { signInAdminRoutes } from './routes/sign-in-admin.ts'
import { signInStepRoutes } from './routes/sign-in-steps.ts'
import { supervisionRoutes } from './routes/supervision.ts'
import { osmandRoutes, trackerRoutes } from './routes/trackers.ts'
import type { Services } from './services.ts'

const CONSOLE = fileURLToPath(new URL('../../../console/dist', import.meta.url))
const PROBLEMS_DOCS = fileURLToPath(new URL('../../../docs/problems', import.meta.url))
const PAGES = [
  '/',
  '/desk',
  '/wall',
  '/duty',
  '/supervise',
  '/tickets',
  '/mediations',
  '/petitions',
  '/risks',
  '/insight',
  '/centres',
  '/rota',
  '/admin',
]

/** No request leaves the site, and no inline script runs; styles may be set on elements (Leaflet moves panes so). */
const CONTENT_SECURITY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    // a voice note is fetched as its listener and played from memory
    mediaSrc: ["'self'", 'blob:'],
    connectSrc: ["'self'"],
    fontSrc: ["'self'", 'data:'],
    workerSrc: ["'self'"],
    manifestSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
    formAction: ["'self'"],
  },
}

export async function buildApp(
  services: Services,
  log: Logger,
  subdistrictIds: readonly string[],
): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(Date.now()),
    // one hop: what the proxy itself saw, whatever else a caller writes into the header
    trustProxy: services.config.BEHIND_TLS && ((_address: string, hop: number) => hop === 0),
    bodyLimit: 262_144,
    frameworkErrors: (error, request, reply) => void handleError(error, request, reply),
    // a picture from a stairwell takes its time; whoever sends no headers is cut off long before (Node’s own limit)
    requestTimeout: 120_000,
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
  })
  app.setErrorHandler(handleError)
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, { code: 'notFound' }))
  // route() checks every request with the zod schema itself, so that the problem can name the field
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  app.decorateRequest('signedIn', undefined)
  app.decorateRequest('session', undefined)
  app.decorate('databaseFor', (me) => services.scoped.of(me.subdistrictId, dataClassOf(me.user.role)))
  app.decorate('noteRefusal', (me, data) => services.trace.noteRefusal(me, me.user.id, data))

  await app.register(cookie)
  await app.register(helmet, { contentSecurityPolicy: CONTENT_SECURITY, hsts: services.config.BEHIND_TLS })
  await app.register(rateLimit, { global: false, errorResponseBuilder: () => problem('tooFast') })
  sayPermissions(app)
  await app.register(compress, { threshold: 4_096 })
  await collectReference(app)

  await app.register(
    async (api) => {
      api.addHook('onRequest', async (request) => {
        refuseCrossSite(request)
        const token = request.cookies[COOKIE]
        const session = token ? await services.identity.find(token, !isBackground(request)) : undefined
        request.session = session
        request.signedIn = session?.needs === null ? session : undefined
      })
      keepOutOfCaches(api)
      limitRequests(api, services.config.REQUESTS_A_MINUTE ?? (services.config.DEMO ? 60_000 : 3_000))
      sessionRoutes(api, services)
      signInStepRoutes(api, services)
      ownSessionRoutes(api, services)
      oidcRoutes(api, services)
      screenRoutes(api, services)
      signInAdminRoutes(api, services)
      await alertRoutes(api, services)
      boardRoutes(api, services)
      incidentRoutes(api, services)
      await attachmentRoutes(api, services)
      noticeRoutes(api, services)
      supervisionRoutes(api, services)
      operationRoutes(api, services)
      placeRoutes(api, services)
      personalRoutes(api, services)
      sourceRoutes(api, services)
      quarantineRoutes(api, services)
      slaRoutes(api, services)
      categoryRoutes(api, services)
      await calendarRoutes(api, services)
      ladderRoutes(api, services)
      channelRoutes(api, services)
      pushRoutes(api, services)
      peopleRoutes(api, services)
      organisationRoutes(api, services)
      unitRoutes(api, services)
      sosRoutes(api, services)
      rollCallRoutes(api, services)
      await importRoutes(api, services)
      needRoutes(api, services)
      dutyRoutes(api, services)
      await rotaFileRoutes(api, services)
      handoverRoutes(api, services)
      equipmentRoutes(api, services)
      auditRoutes(api, services)
      mapRoutes(api, services)
      mapLayerRoutes(api, services)
      centreRoutes(api, services)
      trackerRoutes(api, services)
    },
    { prefix: '/api/v1' },
  )
  await osmandRoutes(app, services)
  machineRoutes(app, services, subdistrictIds)
  await referenceRoutes(app)
  await serveConsole(app)
  return app
}

/** What an open page asks for by itself is no use of it: a screen left alone still falls idle. */
const BACKGROUND = [
  '/api/v1/board',
  '/api/v1/session',
  '/api/v1/positions',
  '/api/v1/map/layers',
  '/api/v1/map/layers/:id/:z/:x/:y',
]
const isBackground = (request: FastifyRequest): boolean =>
  request.headers['x-background'] === '1' || BACKGROUND.includes(request.routeOptions.url ?? '')

/** A browser says where a request comes from; one that changes something must come from these pages themselves. */
function refuseCrossSite(request: FastifyRequest): void {
  const origin = request.headers.origin
  if (origin === undefined || request.method === 'GET' || request.method === 'HEAD') return
  if (request.cookies[COOKIE] === undefined) return
  if (hostOf(origin) !== request.headers.host) throw problem('crossSite')
}

export function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host
  } catch {
    return undefined
  }
}

async function serveConsole(app: FastifyInstance): Promise<void> {
  if (existsSync(PROBLEMS_DOCS)) {
    await app.register(statics, { root: PROBLEMS_DOCS, prefix: '/problems/', extensions: ['md'], decorateReply: false })
  }
  if (!existsSync(CONSOLE)) return
  await app.register(statics, {
    root: CONSOLE,
    index: false,
    setHeaders: (reply, path) => {
      // hashed names never change their content; the page that names them is always asked for anew
      void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  for (const page of PAGES) app.get(page, { schema: { hide: true } }, (_request, reply) => reply.sendFile('index.html'))
}
