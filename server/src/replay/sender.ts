import { setTimeout as sleep } from 'node:timers/promises'

/** Posts under way at once. More would only stand in the server's own line. */
export const MOST_AT_ONCE = 64

/**
 * Sends in order of time with at most so many under way: whoever offers the next one waits until there is room
 * (back-pressure), and posts of the same number never overtake each other.
 */
export class Sender {
  readonly #most: number
  readonly #send: (item: { key: string }) => Promise<void>
  readonly #lastOf = new Map<string, Promise<void>>()
  readonly #underWay = new Set<Promise<void>>()
  #whenRoom: (() => void) | undefined

  constructor(send: (item: { key: string }) => Promise<void>, most = MOST_AT_ONCE) {
    this.#send = send
    this.#most = most
  }

  get underWay(): number {
    return this.#underWay.size
  }

  async offer<T extends { key: string }>(item: T): Promise<void> {
    while (this.#underWay.size >= this.#most) await new Promise<void>((resolve) => (this.#whenRoom = resolve))
    const before = this.#lastOf.get(item.key)
    const sending = (before ?? Promise.resolve()).then(() => this.#send(item))
    const done = sending.finally(() => {
      this.#underWay.delete(done)
      if (this.#lastOf.get(item.key) === done) this.#lastOf.delete(item.key)
      this.#whenRoom?.()
    })
    this.#underWay.add(done)
    this.#lastOf.set(item.key, done)
  }

  async finish(): Promise<void> {
    await Promise.all(this.#underWay)
  }
}

/** Keeps the recorded gaps divided by `speed`: waits until a call's turn has come; one that is late goes at once. */
export function openPace(speed: number, now: () => number): (at: number) => Promise<void> {
  let first: { at: number; startedAt: number } | undefined
  return async (at) => {
    if (!Number.isFinite(at) || !Number.isFinite(speed)) return
    first ??= { at, startedAt: now() }
    const wait = first.startedAt + (at - first.at) / speed - now()
    if (wait > 1) await sleep(wait)
  }
}
