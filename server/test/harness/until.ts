import { setTimeout as delay } from 'node:timers/promises'

type Found<T> = Exclude<T, undefined | null | false>

/** `until` looks again and again until there is something to see, and says what never came. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  withinMs = 15_000,
  everyMs = 25,
): Promise<Found<T>> {
  let last: unknown
  for (const end = Date.now() + withinMs; ; await delay(everyMs)) {
    try {
      const found = await look()
      if (found !== undefined && found !== null && found !== false) return found as Found<T>
      last = found
    } catch (error) {
      last = error
    }
    if (Date.now() > end)
      throw new Error(
        `Not within ${withinMs} ms: ${what}. Last: ${last instanceof Error ? last.message : JSON.stringify(last)}`,
      )
  }
}
