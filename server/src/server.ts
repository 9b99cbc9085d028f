import { resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Server } from 'socket.io'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { categoriesAt } from '@liandong/shared/classify/delivered-categories.ts'
import { nextWakeAt } from '@liandong/shared/clocks/clock-moves.ts'
import { TicketDues } from './cases/ticket-dues.ts'
import { openTriage } from './cases/open-triage.ts'
import type { Config } from './config.ts'
import { BoardService } from './board/board-service.ts'
import type { HandlerDeps } from './cases/handler.ts'
import { triageIncidents } from './cases/triage.ts'
import { Timekeeper } from './clocks/timekeeper.ts'
import { loadPlace } from './demo/place/place.ts'
import { readCalendar } from './duty/calendar.ts'
import { DutyWatch } from './duty/duty-watch.ts'
import { PositionWriter } from './duty/position-writer.ts'
import { Positions } from './duty/positions.ts'
import { rollTrackDays } from './duty/track-days.ts'
import { TrackerKeys } from './duty/tracker-keys.ts'
import { UnitDirectory } from './duty/unit-directory.ts'
import { buildApp, hostOf } from './http/app.ts'
import { COOKIE } from './http/routes/session.ts'
import type { Services } from './http/services.ts'
import { ACCESS_CHANNEL } from './identity/access-channel.ts'
import type { Identity } from './identity/identity.ts'
import { openIdentity, openOidc } from './identity/open-identity.ts'
import { touchScreens } from './identity/sessions.ts'
import { countIntake, startOfDay } from './insight/today.ts'
import { Acceptor } from './intake/acceptor.ts'
import { Opener } from './intake/opener.ts'
import { Quarantine } from './intake/quarantine.ts'
import { SourceKeys } from './intake/source-keys.ts'
import { SourceWatch } from './intake/source-watch.ts'
import type { QueueBackend } from './jobs/backend.ts'
import { Jobs } from './jobs/jobs.ts'
import { openMaintenance } from './jobs/maintenance.ts'
import { openAccessGuard } from './live/access-guard.ts'
import { LiveHub } from './live/live-hub.ts'
import { BEAT_EVERY_MS, openLive, type SocketData } from './live/live-server.ts'
import { ensurePartitions } from './log/partitions.ts'
import { readAfter, readSubdistricts } from './log/read.ts'
import { openKey } from './log/signature.ts'
import { Signer } from './log/signer.ts'
import { LogTail } from './log/tail.ts'
import { Trace } from './log/trace.ts'
import { Layers } from './map/layers.ts'
import { Tiles } from './map/tiles.ts'
import { Courier } from './notify/courier.ts'
import { openVapid } from './notify/vapid.ts'
import type { ServerClock } from './platform/clock.ts'
import { Health } from './platform/health.ts'
import { openSecretBox } from './platform/secret-box.ts'
import { Listener } from './platform/listener.ts'
import type { Logger } from './platform/logger.ts'
import { createMetrics, type Metrics } from './platform/metrics.ts'
import type { Database } from './store/database.ts'
import { buryLetter, countLetters } from './store/dead-letters.ts'
import { SettingBooks } from './settings/setting-books.ts'
import { ScopedDatabases } from './store/scoped-databases.ts'

export type RunningServer = {
  app: FastifyInstance
  services: Services
  timekeeper: Timekeeper
  stop: () => Promise<void>
}

type World = { config: Config; database: Database; backend: QueueBackend; clock: ServerClock; log: Logger }

/** How long requests under way may take to be answered once the server stops. */
const LAST_ANSWERS_MS = 1_500
const SWEEP_UNTRIAGED_MS = 5_000
/** What the queue has lost of the calls about orders is found this often. */
const SWEEP_CALLS_MS = 1_000
/** How often a unit whose screen is open is heard of. */
const CONTACT_MS = 15_000
const REFRESH_MS = 15_000
/** How often it is asked whether a day's head is to be signed, or one is to be sent. */
const SIGN_MS = 15_000
/** How often the days of the tracks are rolled on. */
const TRACK_DAYS_MS = 3_600_000

/** Puts the parts together and starts them: this and main.ts are the only places where everything meets. */
export async function startServer({ config, database, backend, clock, log }: World): Promise<RunningServer> {
  await ensurePartitions(database.db, clock.now())
  await rollTrackDays(database.db, clock.now(), config.TRACK_KEEP_DAYS)
  const subdistrictIds = await readSubdistricts(database.db)
  const metrics = createMetrics()
  const health = new Health()
  const secrets = openSecretBox(config)
  const scoped = new ScopedDatabases(database.connectionString)
  const identity: Identity = openIdentity({
    config,
    box: secrets,
    database: scoped.signingIn,
    clock,
    log,
    committed: (id) => tail.poke(id),
  })
  const units = new UnitDirectory(database)
  const quarantine = new Quarantine(database)
  const tail = new LogTail(database, log)
  const settings = new SettingBooks(database)
  const board = new BoardService({ database, clock, tail, units, quarantine, settings })
  const jobs = new Jobs(backend, clock, log)
  const triage = openTriage(loadPlace().gazetteer)
  const isWorker = config.ROLE !== 'web'

  const committed: HandlerDeps['committed'] = (subdistrictId, changed) => {
    tail.poke(subdistrictId)
    jobs.scheduleWakes(changed)
    const next = Math.min(...changed.flatMap(wakesOf))
    if (isWorker && Number.isFinite(next)) timekeeper.wakeBy(next)
  }
  const called = (ids: readonly string[]) => jobs.enqueueCalls(ids)
  const channels = {
    database,
    clock,
    secrets,
    hosts: config.NOTIFY_HOSTS,
    pushHosts: config.PUSH_HOSTS,
    vapid: openVapid(config),
  }
  const courier = new Courier({
    ...channels,
    log,
    again: (id, afterMs) => jobs.enqueueCalls([id], afterMs),
    bury: (letter) => buryLetter(database.db, letter, new Date(clock.now())),
  })
  const handler: HandlerDeps = { database, clock, settings, committed, arrivalRadiusM: config.ARRIVAL_RADIUS_M, called }
  const writer = new PositionWriter(database, log)
  const positions = new Positions({ handler, units, writer, log, incidents: (id) => board.cache.incidents(id) })
  const trackerKeys = new TrackerKeys(database, clock)
  const timekeeper = new Timekeeper({ database, clock, log, settings, committed, called })
  const opener = new Opener({
    database,
    clock,
    log,
    settings,
    isPressed: () => acceptor.isPressed,
    opened: (subdistrictId, states) => {
      committed(subdistrictId, states)
      jobs.enqueueTriage(states.map((state) => state.id))
    },
  })
  const acceptor = new Acceptor(database.pool, () => opener.wake())
  const dutyWatch = new DutyWatch({ database, clock, log, settings, committed: (id) => tail.poke(id) })
  const ticketDues = new TicketDues({ database, clock, log, settings, committed: (id) => tail.poke(id) })
  const watch = new SourceWatch({ database, clock, log, committed: (id) => tail.poke(id) })
  const signer = new Signer({
    database,
    clock,
    log,
    key: () => openKey(config.AUDIT_KEY, resolve(config.DATA_DIR)),
    committed: (id) => committed(id, []),
    dir: config.AUDIT_DIR,
    webhook: config.AUDIT_WEBHOOK,
  })
  const maintenance = openMaintenance({
    database,
    clock,
    health,
    // in a flood what comes is kept first
    triage: async (ids) => {
      await acceptor.calm()
      await triageIncidents(handler, triage, ids)
    },
    wake: () => timekeeper.wake(),
    erased: (id) => tail.poke(id),
  })

  await Promise.all([identity.load(), units.load(), board.open(subdistrictIds), settings.load(), trackerKeys.load()])
  const sourceKeys = new SourceKeys({ database, clock, secrets, log })
  const layers = new Layers({ database, secrets, log })
  await layers.load()
  const tiles = new Tiles({
    dataDir: resolve(config.DATA_DIR),
    tiandituUrl: config.TIANDITU_URL,
    cacheMb: config.TILE_CACHE_MB,
    log,
  })
  const trace = new Trace({ scoped, clock, log, committed: (id) => committed(id, []) })
  let io: Server | undefined
  const services: Services = {
    config,
    scoped,
    clock,
    identity,
    oidc: openOidc(config, scoped.signingIn),
    acceptor,
    quarantine,
    sourceKeys,
    secrets,
    settings,
    channels,
    board,
    units,
    dutyWatch,
    countLetters: () => countLetters(database.db),
    readCalendar: (token, now) => readCalendar(database, token, now),
    positions,
    trackerKeys,
    handler,
    triage,
    jobs,
    trace,
    layers,
    tiles,
    health,
    metrics,
    io: () => io as Server,
  }
  const app = await buildApp(services, log, subdistrictIds)
  await app.ready()

  const warn = (what: string) => (error: unknown) => log.warn({ error: String(error) }, what)
  const noteContacts = (ids: readonly (string | null)[]) =>
    units.noteContact([...new Set(ids.filter((id) => id !== null))], new Date(clock.now()))
  const live = openLive({
    http: app.server,
    log,
    subdistrictIds,
    findSession: (header) => findSession(app, identity, header),
    sameSite: (origin, host) => origin === undefined || hostOf(origin) === host,
    beat: async (id) => ({
      seq: tail.head(id),
      serverTime: new Date(clock.now()).toISOString(),
      queueAgeMs: health.queueAgeMs(),
      quarantined: await quarantine.count(id),
      deadLetters: await countLetters(database.db),
      categoryVersion: categoriesAt(settings.of(id, 'categories'), clock.now()).version,
    }),
    positions: (id, since) => units.newPositions(id, since),
    today: (id) => countIntake(database.db, id, startOfDay(clock.now()), clock.now() + 1),
    now: () => clock.now(),
    seen: ({ user }) => void noteContacts([user.unitId]).catch(warn('contact')),
  })
  io = live.io
  const hearScreens = () => noteContacts([...live.io.sockets.sockets.values()].map((s) => unitOfSocket(s.data)))
  const hub = new LiveHub({
    io,
    tail,
    nameOf: (id) => identity.nameOf(id),
    readAfter: (id, after, limit) => readAfter(database.db, id, after, limit),
  })
  live.attach(hub)
  const checkSockets = openAccessGuard({
    io,
    log,
    holding: () => identity.sessions.holding(clock.now()),
    screensSeen: (ids) => touchScreens(scoped.signingIn.db, ids, clock.now()),
  })
  const accessListener = new Listener(database.connectionString, ACCESS_CHANNEL, log, () => {
    void checkSockets()
    identity.load().catch((error: unknown) => log.warn({ error: String(error) }, 'names'))
  })
  tail.listen((id, events) => {
    hub.publish(id, board.witness(id, events))
    // what an administrator has changed is in force on every server as soon as its line in the log is read
    if (events.some((event) => event.kind === 'audit' && event.type.endsWith('.approved')))
      void settings.load().catch(warn('settings'))
    if (events.some((event) => /^source(Key)?\.(added|changed|revoked|rotated)$/.test(event.type)))
      void sourceKeys.reload().catch(warn('source keys'))
    if (events.some((event) => event.type.startsWith('tracker.'))) void trackerKeys.load().catch(warn('tracker keys'))
    if (events.some((event) => event.type.startsWith('layer.'))) void layers.load().catch(warn('map layers'))
    metrics.logSeq.set({ subdistrict: id }, tail.head(id))
    for (const event of events) if (event.type === 'clock.breached') measureBreach(metrics, event)
  })

  health.add(async () => {
    const started = Date.now()
    try {
      await database.pool.query('SELECT 1')
      return { name: 'database', ok: true, ageMs: Date.now() - started }
    } catch (error) {
      return { name: 'database', ok: false, detail: (error as Error).message }
    }
  })
  health.add(() => ({ name: 'log', ok: Date.now() - tail.lastReadAt < 10_000, ageMs: Date.now() - tail.lastReadAt }))
  health.add(async () => {
    await maintenance.readCanary().catch(() => undefined)
    return health.queueCheck()
  })

  await Promise.all([tail.start(), accessListener.start()])
  for (const id of subdistrictIds) tail.poke(id)
  /** Accounts, units and subdistricts that somebody has added since. */
  const refresh = async () => {
    await Promise.all([identity.load(), units.load(), settings.load(), layers.load(), trackerKeys.load()])
    for (const id of await readSubdistricts(database.db)) {
      if (subdistrictIds.includes(id)) continue
      await board.open([id])
      subdistrictIds.push(id)
    }
  }
  const every = (ms: number, what: string, run: () => Promise<void>) =>
    setInterval(() => void run().catch((error: unknown) => log.warn({ error: String(error) }, what)), ms)
  const timers: NodeJS.Timeout[] = [
    every(5_000, 'canary', maintenance.readCanary),
    every(REFRESH_MS, 'refresh', refresh),
    every(BEAT_EVERY_MS, 'access', checkSockets),
    every(CONTACT_MS, 'contact', hearScreens),
  ]
  writer.start()
  if (isWorker) {
    opener.start()
    timekeeper.start()
    watch.start()
    await dutyWatch.start()
    await ticketDues.start()
    jobs.startWorkers({
      ...maintenance,
      deliver: async (id, isReplay) => {
        if (isReplay) await courier.revive(id)
        await courier.deliver(id)
      },
    })
    timers.push(every(SWEEP_CALLS_MS, 'calls', () => courier.sweep()))
    timers.push(every(SWEEP_UNTRIAGED_MS, 'triage sweep', maintenance.sweepUntriaged))
    timers.push(
      every(TRACK_DAYS_MS, 'track days', () => rollTrackDays(database.db, clock.now(), config.TRACK_KEEP_DAYS)),
    )
    timers.push(every(SIGN_MS, 'signed head', () => signer.turn()))
    void signer.turn().catch((error: unknown) => log.warn({ error: String(error) }, 'signed head'))
    health.add(() => ({
      name: 'clocks',
      ok: clock.now() - timekeeper.lastSweepAt < 10_000,
      ageMs: clock.now() - timekeeper.lastSweepAt,
    }))
  }
  await backend.ready()
  // A worker listens too: its health, readiness and metrics are asked for like everyone's. The proxy does not know it.
  await app.listen({ port: config.PORT, host: config.HOST })

  const stop = async () => {
    health.stopping()
    for (const timer of timers) clearInterval(timer)
    // a browser keeps spare connections that never carried a request: nothing else would ever end them
    const cut = setTimeout(() => app.server.closeAllConnections(), LAST_ANSWERS_MS)
    await live.close()
    await app.close()
    clearTimeout(cut)
    await Promise.all([
      opener.stop(),
      timekeeper.stop(),
      watch.stop(),
      dutyWatch.stop(),
      ticketDues.stop(),
      signer.stop(),
      courier.stop(),
    ])
    await writer.stop()
    await jobs.close()
    await Promise.all([tail.stop(), accessListener.stop(), scoped.close()])
  }
  return { app, services, timekeeper, stop }
}

const wakesOf = (state: IncidentState): number[] =>
  state.live ? state.clocks.flatMap((c) => nextWakeAt(state, c) ?? []) : []

const unitOfSocket = (data: unknown): string | null => (data as SocketData).user?.unitId ?? null

async function findSession(app: FastifyInstance, identity: Identity, header: string | undefined) {
  const token = header === undefined ? undefined : app.parseCookie(header)[COOKIE]
  return token ? identity.find(token, false) : undefined
}

function measureBreach(metrics: Metrics, event: { at: string; data: Record<string, unknown> }): void {
  metrics.breaches.inc({ clock: String(event.data.clock) })
  metrics.breachLateness.observe(Math.max(Date.parse(event.at) - Date.parse(String(event.data.dueAt)), 0) / 1_000)
}
