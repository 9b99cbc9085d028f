import { Listener } from '../platform/listener.ts'
import type { Logger } from '../platform/logger.ts'
import type { Database } from '../store/database.ts'
import { LOG_CHANNEL } from './append.ts'
import { readAfter, readHead, type StoredEvent } from './read.ts'

export type TailListener = (subdistrictId: string, events: readonly StoredEvent[]) => void

const PAGE = 500
/** Without any notification the log is looked at this often: a lost NOTIFY costs a second, never an event. */
const POLL_MS = 1_000

/**
 * The tail of the log in this process: it reads every event of its subdistricts once, in order, and tells its
 * listeners in the same tick. A notification only makes it look sooner.
 */
export class LogTail {
  readonly #database: Database
  readonly #log: Logger
  readonly #notified: Listener
  readonly #heads = new Map<string, number>()
  readonly #pulling = new Map<string, Promise<void>>()
  readonly #again = new Set<string>()
  readonly #listeners: TailListener[] = []
  #timer: NodeJS.Timeout | undefined
  #stopped = false
  /** When the log was last read without an error (epoch ms of the process): the tail's own health. */
  lastReadAt = Date.now()

  constructor(database: Database, log: Logger) {
    this.#database = database
    this.#log = log
    this.#notified = new Listener(database.connectionString, LOG_CHANNEL, log, (subdistrictId) => {
      if (subdistrictId === '') this.#pokeAll()
      else if (this.#heads.has(subdistrictId)) this.poke(subdistrictId)
    })
  }

  follow(subdistrictId: string, fromSeq: number): void {
    this.#heads.set(subdistrictId, fromSeq)
  }

  listen(listener: TailListener): void {
    this.#listeners.push(listener)
  }

  head(subdistrictId: string): number {
    return this.#heads.get(subdistrictId) ?? 0
  }

  async start(): Promise<void> {
    await this.#notified.start()
    this.#timer = setInterval(() => {
      if (this.#heads.size === 0) this.lastReadAt = Date.now()
      this.#pokeAll()
    }, POLL_MS)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#timer)
    await this.#notified.stop()
    await Promise.allSettled(this.#pulling.values())
  }

  /** Look now; errors are logged, the next poll tries again. */
  poke(subdistrictId: string): void {
    this.#pull(subdistrictId).catch((error: unknown) =>
      this.#log.warn({ error: String(error) }, 'log tail could not read'),
    )
  }

  /** Resolves once everything committed before the call has been told to the listeners. */
  async caughtUp(subdistrictId: string): Promise<number> {
    const head = await readHead(this.#database.db, subdistrictId)
    while (this.head(subdistrictId) < head && !this.#stopped) await this.#pull(subdistrictId)
    return this.head(subdistrictId)
  }

  #pokeAll(): void {
    for (const id of this.#heads.keys()) this.poke(id)
  }

  #pull(subdistrictId: string): Promise<void> {
    const running = this.#pulling.get(subdistrictId)
    if (running) {
      this.#again.add(subdistrictId)
      return running
    }
    const pull = this.#readOn(subdistrictId).finally(() => this.#pulling.delete(subdistrictId))
    this.#pulling.set(subdistrictId, pull)
    return pull
  }

  async #readOn(subdistrictId: string): Promise<void> {
    do {
      this.#again.delete(subdistrictId)
      for (;;) {
        const events = await readAfter(this.#database.db, subdistrictId, this.head(subdistrictId), PAGE)
        this.lastReadAt = Date.now()
        const last = events.at(-1)
        if (last === undefined) break
        this.#heads.set(subdistrictId, last.seq)
        for (const listener of this.#listeners) listener(subdistrictId, events)
      }
    } while (this.#again.has(subdistrictId) && !this.#stopped)
  }
}
