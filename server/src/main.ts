import { resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { ConfigError, readConfig, type Config } from './config.ts'
import { seedDemo } from './demo/seed.ts'
import { startPlay } from './demo/play.ts'
import { postgresBackend, redisBackend, redisUnfit } from './jobs/backend.ts'
import { movableClock, systemClock } from './platform/clock.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './platform/embedded-postgres.ts'
import { createLogger } from './platform/logger.ts'
import { announce } from './platform/announce.ts'
import { startServer } from './server.ts'
import { migrateDatabase, openDatabase } from './store/database.ts'
import { WallRolesMissing } from './store/wall-roles.ts'

/**
 * How long all but the embedded database may take to stop before it is cut short. The database then has its own 5 s, so
 * that it never outlives the process and everything has ended within 10 s (contract.md).
 */
const STOP_MS = 4_500

type Stop = () => Promise<void> | void

async function main(config: Config): Promise<void> {
  const stops: Stop[] = []
  let postgres: Promise<EmbeddedPostgres> | undefined
  let stopping: Promise<void> | undefined
  const stop = () => (stopping ??= stopAll(stops).then(() => stopDatabase(postgres)))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void stop().then(() => process.exit(0)))

  const log = createLogger(config.LOG_LEVEL)
  try {
    if (config.REDIS_URL) {
      const unfit = await redisUnfit(config.REDIS_URL)
      if (unfit) throw new ConfigError(unfit)
    }
    const connectionString = config.DATABASE_URL ?? (await (postgres = openEmbedded(config))).connectionString
    const database = openDatabase(connectionString)
    stops.push(() => database.close())
    await migrateDatabase(database)
    const movable = config.MOVABLE_CLOCK === undefined ? undefined : movableClock(config.MOVABLE_CLOCK)
    const clock = movable ?? systemClock
    if (config.DEMO) await seedDemo(database, config.INTAKE_KEY, clock.now())
    const backend = config.REDIS_URL
      ? await redisBackend(config.REDIS_URL, log)
      : postgresBackend(connectionString, log)
    const server = await startServer({ config, database, backend, clock, log })
    stops.push(server.stop)
    if (movable) obeyParent(movable, server)
    if (config.DEMO && !config.quiet && config.ROLE !== 'web') stops.push(startPlay(server.services, log))
    announce(config, backend.kind)
    process.send?.({ ready: true })
  } catch (error) {
    await stop()
    throw error
  }
}

const openEmbedded = (config: Config): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({
    dataDir: resolve(config.DATA_DIR, 'postgres'),
    log: (line) => process.stderr.write(`${line}\n`),
  })

/** Also one that is only just starting; how it starts after a stop halfway is the next start's care. */
async function stopDatabase(postgres: Promise<EmbeddedPostgres> | undefined): Promise<void> {
  const started = await Promise.race([postgres?.catch(() => undefined), delay(STOP_MS, undefined, { ref: false })])
  await started?.stop()
}

/** What was started last is stopped first; nothing is waited for longer than a stop may take. */
async function stopAll(stops: readonly Stop[]): Promise<void> {
  const all = (async () => {
    for (const stop of stops.toReversed())
      await Promise.resolve(stop()).catch((e: unknown) => process.stderr.write(`${String(e)}\n`))
    return true
  })()
  if (!(await Promise.race([all, delay(STOP_MS, false, { ref: false })])))
    process.stderr.write(
      `The stop was cut short after ${STOP_MS / 1000} s; what was under way is taken up at the next start.\n`,
    )
}

/** A test that started this process with a movable clock moves it by messages. */
function obeyParent(clock: ReturnType<typeof movableClock>, server: { timekeeper: { wake: () => void } }): void {
  clock.onMove(() => server.timekeeper.wake())
  process.on('message', (message: { forwardMs?: number }) => {
    if (typeof message.forwardMs !== 'number') return
    clock.forward(message.forwardMs)
    process.send?.({ movedTo: clock.now() })
  })
}

/** What the person at the terminal can set right is said in one sentence; anything else is a fault and shows its stack. */
function inOneSentence(error: unknown): string | undefined {
  if (error instanceof ConfigError || error instanceof WallRolesMissing) return error.message
  const { code, port } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE') return `PORT is wrong: another program listens on ${port} already.`
  if (code === 'EACCES' && port !== undefined) return `PORT is wrong: this user may not listen on ${port}.`
  return undefined
}

try {
  await main(readConfig(process.env, process.argv.slice(2)))
} catch (error) {
  process.stderr.write(`${inOneSentence(error) ?? (error as Error).stack}\n`)
  process.exit(1)
}
