/**
 * `Once` says yes to a key once in a span and counts the rest, so that a repeated act leaves one line and a flood does not
 * fill the log. It remembers a bounded number of keys; each process has its own.
 */
export class Once {
  readonly #spanMs: number
  readonly #most: number
  readonly #kept = new Map<string, { at: number; more: number }>()

  constructor(spanMs: number, most = 10_000) {
    this.#spanMs = spanMs
    this.#most = most
  }

  /** How often the key was turned away since it was last let through; undefined turns it away now. */
  take(key: string, now: number): number | undefined {
    const kept = this.#kept.get(key)
    if (kept && now >= kept.at && now - kept.at < this.#spanMs) {
      kept.more += 1
      return undefined
    }
    this.#kept.delete(key)
    this.#kept.set(key, { at: now, more: 0 })
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest)
    return kept?.more ?? 0
  }

  /** What was let through came to nothing: the next one may try. */
  release(key: string): void {
    this.#kept.delete(key)
  }
}
