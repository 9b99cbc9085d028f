/** Calls read ahead so that what a log has out of order comes in order; a log of any length passes through. */
export const WINDOW = 20_000

/** `inOrder` passes items on by time, each with the time it goes by; one without a time follows the one before it in the log. */
export async function* inOrder<T>(
  items: AsyncIterable<T>,
  timeOf: (item: T) => number | null,
  window = WINDOW,
): AsyncGenerator<{ item: T; at: number }> {
  let held: { item: T; at: number; n: number }[] = []
  let last = Number.NEGATIVE_INFINITY
  let n = 0
  const sort = () => held.sort((a, b) => a.at - b.at || a.n - b.n)
  for await (const item of items) {
    last = timeOf(item) ?? last
    held.push({ item, at: last, n: n++ })
    // twice the window and half of it goes out: every item is sorted twice at the most
    if (held.length < 2 * window) continue
    sort()
    yield* held.slice(0, window)
    held = held.slice(window)
  }
  yield* sort()
}
