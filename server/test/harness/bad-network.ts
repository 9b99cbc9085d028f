import { setTimeout as delay } from 'node:timers/promises'
import { createOutbox, type Attempt, type Outbox, type OutboxItem } from '@liandong/shared/duty/outbox.ts'
import type { Client } from './client.ts'

export type Weather = {
  /** Of a hundred attempts, how many never reach the server. */
  lost: number
  /** How many reach it while their answer is lost. */
  deaf: number
  /** How many reach it twice; the copy as late as `late` says. */
  doubled: number
  /** The longest way there. Waiting is short in these tests: a second of the story is this many ms. */
  secondMs: number
  random: () => number
}

/** Numbers that come the same again: a failing run can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

export type Phone = { outbox: Outbox<string>; settled: () => Promise<void>; pressed: Map<string, number> }

/** A phone with the outbox of the product; only the network is a game. `wrongByMs` is how wrong its clock is. */
export function makePhone(client: Client, weather: Weather, wrongByMs: number): Phone {
  const copies: Promise<unknown>[] = []
  const pressed = new Map<string, number>()
  const chance = (percent: number): boolean => weather.random() * 100 < percent
  const way = (): Promise<void> => delay(weather.random() * 5 * weather.secondMs)
  const post = async (item: OutboxItem, body: object): Promise<Attempt<string>> => {
    const { status, body: said } = await client.command(item.incidentId, item.command, body, item.key)
    if (status === 200 || said.code === 'idempotencyMismatch') return 'taken'
    return [429, 502, 503, 504].includes(status) ? 'later' : { refused: said.code }
  }
  const late = async (item: OutboxItem, body: object): Promise<void> => {
    await way()
    await way()
    await post(item, body)
  }
  const outbox = createOutbox<string>({
    store: {
      read: async () => ({ waiting: [], refused: [] }),
      add: async () => {},
      refuse: async () => {},
      remove: async () => {},
    },
    async send(item, body) {
      await way()
      if (chance(weather.lost)) return 'later'
      if (chance(weather.doubled)) copies.push(late(item, body))
      const attempt = await post(item, body)
      await way()
      return chance(weather.deaf) ? 'later' : attempt
    },
    now: () => new Date(Date.now() + wrongByMs).toISOString(),
    newKey: () => crypto.randomUUID(),
    setTimer: (run, ms) => void setTimeout(run, (ms / 1_000) * weather.secondMs),
    onSent: () => {},
  })
  const settled = async (): Promise<void> => {
    while (!outbox.getState().isRead || outbox.getState().waiting.length > 0) await delay(20)
    await Promise.all(copies)
  }
  return { outbox, settled, pressed }
}
