import type { Logger } from './logger.ts'

const LOOK_EVERY_MS = 5_000

/** Looks every five seconds, one look at a time; a look that fails is said in the log, and the next one comes all the same. */
export class Watch {
  readonly #look: () => Promise<void>
  readonly #name: string
  readonly #log: Logger
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined

  constructor(name: string, log: Logger, look: () => Promise<void>) {
    this.#name = name
    this.#log = log
    this.#look = look
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), LOOK_EVERY_MS)
  }

  /** The last look is waited for. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#looking
  }

  /** Now, or with the look that is under way. */
  look(): Promise<void> {
    this.#looking ??= this.#look()
      .catch((error: unknown) => this.#log.warn({ error: String(error) }, this.#name))
      .finally(() => (this.#looking = undefined))
    return this.#looking
  }

  /** Something was just changed: one whole look that began after it. */
  async lookAgain(): Promise<void> {
    await this.#looking
    await this.look()
  }
}
