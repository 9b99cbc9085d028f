/** Where "now" comes from. Injected everywhere, so that a test can move it. */
export type ServerClock = { now: () => number }

export const systemClock: ServerClock = { now: () => Date.now() }

/** A clock that a test moves forward; timers of the product are told, since theirs do not know. */
export function movableClock(
  aheadMs = 0,
): ServerClock & { forward: (ms: number) => void; onMove: (listener: () => void) => void } {
  let offsetMs = aheadMs
  const listeners: (() => void)[] = []
  return {
    now: () => Date.now() + offsetMs,
    forward: (ms) => {
      offsetMs += ms
      for (const listener of listeners) listener()
    },
    onMove: (listener) => listeners.push(listener),
  }
}
