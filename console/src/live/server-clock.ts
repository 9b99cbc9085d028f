/**
 * Server time on this machine. Every message that carries the server's time is a sample `server - local`: the truth
 * less the way here, so the largest recent sample is the one that was on the way shortest.
 */
export type ServerClock = {
  sample: (serverAt: number, localAt: number) => void
  offsetMs: () => number
  forget: () => void
}

/** A minute of beats: long enough to have met one quick way, short enough to follow a server whose clock was set back. */
const SAMPLES = 30

export function createServerClock(guessMs = 0): ServerClock {
  let samples: number[] = []
  let best = guessMs
  return {
    sample(serverAt, localAt) {
      samples = [...samples, serverAt - localAt].slice(-SAMPLES)
      best = Math.max(...samples)
    },
    offsetMs: () => best,
    /** After a sleep the local clock may have stood still: old samples say nothing any more. */
    forget() {
      samples = []
    },
  }
}
