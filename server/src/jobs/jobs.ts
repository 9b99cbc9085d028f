import { UnrecoverableError, type Job } from 'bullmq'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { nextWakeAt } from '@liandong/shared/clocks/clock-moves.ts'
import { sayError, type Logger } from '../platform/logger.ts'
import type { ServerClock } from '../platform/clock.ts'
import type { QueueBackend, QueueLike } from './backend.ts'

export type JobWork = {
  triage: (incidentIds: readonly string[]) => Promise<void>
  wake: () => void
  canary: (queuedAt: number) => Promise<void>
  maintain: () => Promise<void>
  /** Sends one call that is written down (notify/courier.ts). */
  deliver: (notificationId: string, isReplay: boolean) => Promise<void>
  /** Keeps what could not be processed, for the administrator to see and replay. */
  bury: (letter: {
    queue: string
    jobName: string
    data: Record<string, unknown>
    error: string
    attempts: number
  }) => Promise<void>
}

export const CANARY_EVERY_MS = 10_000
const MAINTAIN_EVERY_MS = 60_000
const CANARY_DELAY_MS = 1_000
/** More than all channels may have under way together, so that a full one never fills the queue. */
const CALLS_AT_ONCE = 40
const MOST_ASKED = 20_000
const TRIAGED_TOGETHER = 20
/** Wake-ups asked for within this are added in one go; the soonest is due in thirty seconds, and the sweep is there anyway. */
const TOGETHER_MS = 200

/**
 * The queues of the product. Each job carries ids alone, re-reads the database and decides again: losing a queue
 * loses nothing, running a job twice does nothing twice.
 */
export class Jobs {
  readonly #backend: QueueBackend
  readonly #clock: ServerClock
  readonly #log: Logger
  readonly #triage: QueueLike
  readonly #wake: QueueLike
  readonly #maintain: QueueLike
  readonly #notify: QueueLike
  readonly #timers: NodeJS.Timeout[] = []
  /** Wake-ups this process has asked for already; asking twice would only cost time. */
  readonly #asked = new Set<string>()
  readonly #wakes: { jobId: string; at: number; incidentId: string }[] = []
  #flushing: NodeJS.Timeout | undefined

  constructor(backend: QueueBackend, clock: ServerClock, log: Logger) {
    this.#backend = backend
    this.#clock = clock
    this.#log = log
    this.#triage = backend.queue('triage')
    this.#wake = backend.queue('clock-wake')
    this.#maintain = backend.queue('maintain')
    this.#notify = backend.queue('notify')
  }

  /** Adding never throws and never blocks a command: what the queue loses, the sweeps find in the database. */
  #try(what: string, adding: Promise<unknown>): void {
    adding.catch((error: unknown) => this.#log.debug({ error: String(error), what }, 'queue did not take a job'))
  }

  /** Those opened together are told apart together: each transaction waits for the head of the log. */
  enqueueTriage(incidentIds: readonly string[]): void {
    for (let i = 0; i < incidentIds.length; i += TRIAGED_TOGETHER) {
      this.#askTriage(incidentIds.slice(i, i + TRIAGED_TOGETHER))
    }
  }

  /** Each call by itself, so that a slow one holds up no other; the rows say whether it is still to be sent. */
  enqueueCalls(ids: readonly string[], delay = 0): void {
    if (ids.length === 0) return
    const jobs = ids.map((notificationId) => ({
      name: 'deliver',
      data: { notificationId },
      opts: { delay, attempts: 1 },
    }))
    this.#try('notify', this.#notify.addBulk(jobs))
  }

  #askTriage(incidentIds: readonly string[]): void {
    const jobId = `triage-${incidentIds[0]}-${incidentIds.length}`
    this.#try('triage', this.#triage.add('triage', { incidentIds }, { jobId }))
  }

  /** Of several that fail together each is asked for by itself, so that only the one at fault is buried. */
  async #triageTogether(job: Job, triage: JobWork['triage']): Promise<void> {
    const { incidentIds } = job.data as { incidentIds: string[] }
    try {
      await triage(incidentIds)
    } catch (error) {
      if (incidentIds.length === 1) throw error
      for (const id of incidentIds) this.#askTriage([id])
    }
  }

  /**
   * One delayed job an incident, for the next look at it: when that has come, what is decided then asks for the one
   * after. Its id makes setting it twice set it once. Those of a moment go to the queue together: in PostgreSQL the
   * adding costs more than everything else about a wake-up.
   */
  scheduleWakes(states: readonly IncidentState[]): void {
    for (const state of states) {
      const at = state.live
        ? Math.min(...state.clocks.flatMap((clock) => nextWakeAt(state, clock) ?? []))
        : Number.POSITIVE_INFINITY
      const jobId = `wake-${state.id}-${at}`
      if (Number.isFinite(at) && this.#firstAsked(jobId)) this.#wakes.push({ jobId, at, incidentId: state.id })
    }
    if (this.#wakes.length > 0) this.#flushing ??= setTimeout(() => this.#flushWakes(), TOGETHER_MS)
  }

  #flushWakes(): void {
    this.#flushing = undefined
    const now = this.#clock.now()
    const jobs = this.#wakes.splice(0).map(({ jobId, at, incidentId }) => ({
      name: 'wake',
      data: { incidentId },
      opts: { jobId, delay: Math.max(at - now, 0), attempts: 1 },
    }))
    this.#try('wake', this.#wake.addBulk(jobs))
  }

  #firstAsked(jobId: string): boolean {
    if (this.#asked.has(jobId)) return false
    if (this.#asked.size >= MOST_ASKED) this.#asked.clear()
    this.#asked.add(jobId)
    return true
  }

  /** Only a worker role consumes; every role may add. */
  startWorkers(work: JobWork): void {
    const run = (name: string, concurrency: number, handler: (job: Job) => Promise<void>) => {
      // the queue keeps the words of a failure: it is told them without what people said
      const spoken = (job: Job) =>
        handler(job).catch((error: unknown) => {
          throw error instanceof UnrecoverableError ? error : new Error(sayError(error))
        })
      const worker = this.#backend.worker(name, spoken, concurrency)
      worker.on('failed', (job, error) => {
        if (job === undefined || !isLast(job, error)) return
        const { name: jobName, data, attemptsMade: attempts } = job
        work
          .bury({ queue: name, jobName, data: data as Record<string, unknown>, error: error.message, attempts })
          .catch((e: unknown) => this.#log.error({ error: String(e), job: jobName }, 'a dead letter could not be kept'))
      })
    }
    run('triage', 2, (job) => this.#triageTogether(job, work.triage))
    run('notify', CALLS_AT_ONCE, (job) => {
      const { notificationId, replayed } = job.data as { notificationId: string; replayed?: boolean }
      return work.deliver(notificationId, replayed === true)
    })
    run('clock-wake', 8, async () => work.wake())
    run('maintain', 1, async (job) => {
      if (job.name === 'canary') await work.canary((job.data as { queuedAt: number }).queuedAt)
      else await work.maintain()
    })
    const every = (ms: number, add: () => void) => {
      add()
      this.#timers.push(setInterval(add, ms))
    }
    every(CANARY_EVERY_MS, () => this.#canary())
    every(MAINTAIN_EVERY_MS, () => this.#try('maintain', this.#maintain.add('maintain', {}, { attempts: 1 })))
    // a worker on the redis client sleeps up to 10 s after an outage; any new job wakes it (stack.md)
    this.#backend.onReady(() => {
      this.#canary()
      this.#try('wake', this.#wake.add('wake', {}, { attempts: 1 }))
      this.#try('triage', this.#triage.add('triage', { incidentIds: [] }, { attempts: 1 }))
    })
  }

  #canary(): void {
    this.#try('canary', this.#maintain.add('canary', { queuedAt: Date.now() }, { delay: CANARY_DELAY_MS, attempts: 1 }))
  }

  async replay(queue: string, jobName: string, data: Record<string, unknown>): Promise<void> {
    const target = { triage: this.#triage, 'clock-wake': this.#wake, maintain: this.#maintain, notify: this.#notify }[
      queue
    ]
    if (!target) throw new Error(`no queue ${queue}`)
    await target.add(jobName, queue === 'notify' ? { ...data, replayed: true } : data)
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    // what is not asked for yet the sweep finds
    clearTimeout(this.#flushing)
    await this.#backend.close()
  }
}

const isLast = (job: Job, error: Error): boolean =>
  error instanceof UnrecoverableError || job.attemptsMade >= (job.opts.attempts ?? 1)
