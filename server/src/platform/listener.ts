import pg from 'pg'
import type { Logger } from './logger.ts'

const RECONNECT_MS = 500

/**
 * Listens on one channel of PostgreSQL over a connection of its own, and connects anew when that breaks. At each
 * connection it tells '': look at everything, for what was said while nobody listened.
 */
export class Listener {
  readonly #connectionString: string
  readonly #channel: string
  readonly #log: Logger
  readonly #heard: (payload: string) => void
  #client: pg.Client | undefined
  #stopped = false

  constructor(connectionString: string, channel: string, log: Logger, heard: (payload: string) => void) {
    this.#connectionString = connectionString
    this.#channel = channel
    this.#log = log
    this.#heard = heard
  }

  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#connectionString, keepAlive: true })
    client.on('notification', (message) => this.#heard(message.payload ?? ''))
    client.on('error', () => this.#again(client))
    client.on('end', () => this.#again(client))
    try {
      await client.connect()
      await client.query(`LISTEN ${this.#channel}`)
      this.#client = client
      this.#heard('')
    } catch (error) {
      this.#log.warn({ error: String(error), channel: this.#channel }, 'not listening; trying again')
      this.#again(client)
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#client?.end().catch(() => undefined)
  }

  #again(lost: pg.Client): void {
    if (this.#stopped || (this.#client !== undefined && this.#client !== lost)) return
    this.#client = undefined
    lost.removeAllListeners()
    lost.on('error', () => undefined)
    lost.end().catch(() => undefined)
    setTimeout(() => {
      if (!this.#stopped && this.#client === undefined) void this.start()
    }, RECONNECT_MS)
  }
}
