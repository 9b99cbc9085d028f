import {
  createPostgresBackend,
  createRedisBackend,
  type BackendFactory,
  type Queue,
  Worker,
  withBackend,
  type IQueueBackend,
  type Job,
  type JobsOptions,
} from 'bullmq'
import { createClient } from 'redis'
import type { Logger } from '../platform/logger.ts'
import { SteadyClient } from '../store/database.ts'

export type QueueLike = {
  add: (name: string, data: Record<string, unknown>, options?: JobsOptions) => Promise<unknown>
  addBulk: (jobs: { name: string; data: Record<string, unknown>; opts?: JobsOptions }[]) => Promise<unknown>
}
export type JobHandler = (job: Job) => Promise<void>
export type WorkerLike = { on: (event: 'failed', listener: (job: Job | undefined, error: Error) => void) => unknown }

export type QueueBackend = {
  kind: 'postgres' | 'redis'
  queue: (name: string) => QueueLike
  worker: (name: string, handler: JobHandler, concurrency: number) => WorkerLike
  /** Every queue and worker opened so far has its connections; fails where the store went away before that. */
  ready: () => Promise<void>
  /** Told each time the store is back after an outage. */
  onReady: (listener: () => void) => void
  close: () => Promise<void>
}

type Closable = {
  waitUntilReady: () => Promise<unknown>
  close: (force?: boolean) => Promise<unknown>
  on: (event: 'error', listener: (error: Error) => void) => unknown
}

/** Finished jobs are of no use to anybody: the log is the record. */
const DEFAULTS: JobsOptions = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 500 },
  removeOnComplete: true,
  removeOnFail: true,
}

/** How long a worker rests when it could not ask for a job. */
const REST_MS = 250

/**
 * A worker that cannot ask for a job, for any reason but a refused connection, asks again at once, and without end: it
 * would keep the whole process from every other work, its own stop included. Here it rests in between.
 */
function paced<F extends (...args: never[]) => Pick<IQueueBackend, 'moveToActive'>>(create: F): F {
  const pace = (...args: never[]) => {
    const backend = create(...args)
    const ask = backend.moveToActive.bind(backend)
    backend.moveToActive = async (...asked) => {
      try {
        return await ask(...asked)
      } catch (error) {
        await new Promise((resolve) => setTimeout(resolve, REST_MS))
        throw error
      }
    }
    return backend
  }
  return pace as F
}

/**
 * A store that dies while a worker opens its connections leaves one that never works again: BullMQ keeps the failure
 * and asks without end. Such a worker is not set running, and the start waits for `ready`, which says so.
 */
function runWhenReady(worker: Worker): Worker & Closable {
  worker.waitUntilReady().then(
    () => worker.run().catch((error: Error) => worker.emit('error', error)),
    () => undefined,
  )
  return worker as Worker & Closable
}

async function allReady(opened: readonly Closable[]): Promise<void> {
  await Promise.all(opened.map((one) => one.waitUntilReady()))
}

type Opened = Pick<QueueBackend, 'queue' | 'worker' | 'ready' | 'close'>

/** The queues and workers of one store, all closed together. */
function openQueues<B extends IQueueBackend, C>(create: BackendFactory<B, C>, connection: C, log: Logger): Opened {
  const { Queue: StoreQueue, Worker: StoreWorker } = withBackend(paced(create))
  const opened: Closable[] = []
  const keep = <T extends Closable>(made: T): T => {
    made.on('error', (error) => log.debug({ error: String(error) }, 'queue store'))
    opened.push(made)
    return made
  }
  const to = connection as never // the library keeps the type of its connection to itself
  return {
    queue: (name) =>
      keep(new StoreQueue(name, { connection: to, defaultJobOptions: DEFAULTS }) as unknown as Queue & Closable),
    worker: (name, handler, concurrency) =>
      keep(
        runWhenReady(
          new StoreWorker(name, handler, { connection: to, concurrency, autorun: false }) as unknown as Worker,
        ),
      ),
    ready: () => allReady(opened),
    close: () => closeAll(opened),
  }
}

/** BullMQ on PostgreSQL: no Redis needed, same database (design §7). */
export function postgresBackend(connectionString: string, log: Logger): QueueBackend {
  const connection = {
    connectionString,
    migrate: true,
    max: 4,
    Client: SteadyClient,
    // no job waits for the disk: what a crash takes from the queue the sweeps find in the database (ADR 0020)
    options: '-c synchronous_commit=off',
  }
  return { kind: 'postgres', ...openQueues(createPostgresBackend, connection, log), onReady: () => undefined }
}

/** BullMQ on Redis through the `redis` client, with its reconnect back-off capped at a second (stack.md). */
export async function redisBackend(url: string, log: Logger): Promise<QueueBackend> {
  const client = createClient({ url, socket: { reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 1_000) } })
  client.on('error', (error: Error) => log.debug({ error: String(error) }, 'redis'))
  await client.connect()
  const listeners: (() => void)[] = []
  client.on('ready', () => {
    for (const listener of listeners) listener()
  })
  const queues = openQueues(createRedisBackend, client as never, log)
  return {
    kind: 'redis',
    ...queues,
    onReady: (listener) => listeners.push(listener),
    close: async () => {
      await queues.close()
      client.destroy()
    },
  }
}

/** Workers first: a job that runs may still add another. */
async function closeAll(opened: readonly Closable[]): Promise<void> {
  const within = (closing: Promise<unknown>) =>
    Promise.race([closing, new Promise((resolve) => setTimeout(resolve, 2_000).unref())])
  await Promise.allSettled(opened.filter((o) => o instanceof Worker).map((o) => within(o.close())))
  await Promise.allSettled(opened.filter((o) => !(o instanceof Worker)).map((o) => within(o.close())))
}

/**
 * The start is refused unless Redis keeps what it is told: with its default settings a kill loses every timer, and
 * any eviction policy but noeviction drops jobs in silence (stack.md). Returns the sentence, or undefined.
 */
export async function redisUnfit(url: string): Promise<string | undefined> {
  const client = createClient({ url, socket: { reconnectStrategy: false, connectTimeout: 5_000 } })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const config = { ...(await client.configGet('appendonly')), ...(await client.configGet('maxmemory-policy')) }
    if (config.appendonly !== 'yes') {
      return 'REDIS_URL is wrong: this Redis is not append-only and would lose every timer when it stops; start it with --appendonly yes.'
    }
    if (config['maxmemory-policy'] !== 'noeviction') {
      return `REDIS_URL is wrong: this Redis may drop jobs (maxmemory-policy ${config['maxmemory-policy']}); start it with --maxmemory-policy noeviction.`
    }
    return undefined
  } catch (error) {
    return `REDIS_URL is wrong: Redis does not answer (${(error as Error).message}).`
  } finally {
    client.destroy()
  }
}
