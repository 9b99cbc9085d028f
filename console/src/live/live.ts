import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { LogEvent } from '@liandong/shared/wire/log-event.ts'
import { api } from '../api/client.ts'
import { signedOut } from '../api/session-store.ts'
import { connectSocket } from './connect-socket.ts'
import { createFeed, type FeedSnapshot } from './feed.ts'

const wallClockAtStart = Date.now()
const monotonicAtStart = performance.now()

/**
 * Monotonic, so that a changed clock ages nothing; but while the machine sleeps performance.now may stand still, and
 * then the wall clock has run on: the larger of the two is how long it has been.
 */
let latest = 0
const now = (): number => {
  const monotonic = performance.now() - monotonicAtStart
  const wall = Date.now() - wallClockAtStart
  latest = Math.max(latest, monotonic + sleptMs(wall - monotonic))
  return latest
}

let slept = 0
/** Only a jump of the wall clock by a beat or more, forwards, is a sleep; drift and corrections are not. */
function sleptMs(aheadMs: number): number {
  if (aheadMs - slept > 2_000) slept = aheadMs
  return slept
}

/** The one feed of this page. */
export const feed = createFeed({
  connect: connectSocket,
  readBoard: api.board,
  readIncident: api.incidentUnasked,
  now,
  guessOffsetMs: wallClockAtStart,
  setTimer: (run, ms) => window.setTimeout(run, ms),
  clearTimer: (id) => window.clearTimeout(id),
  onSignedOut: signedOut,
})

/** Starts the feed and listens for everything that says "try now". */
export function startLive(): () => void {
  const nudge = (): void => feed.nudge()
  const shown = (): void => void (document.visibilityState === 'visible' && feed.nudge())
  window.addEventListener('online', nudge)
  window.addEventListener('pageshow', nudge)
  document.addEventListener('visibilitychange', shown)
  document.addEventListener('resume', nudge)
  feed.start()
  return () => {
    feed.stop()
    window.removeEventListener('online', nudge)
    window.removeEventListener('pageshow', nudge)
    document.removeEventListener('visibilitychange', shown)
    document.removeEventListener('resume', nudge)
  }
}

export const useFeed = (): FeedSnapshot => useSyncExternalStore(feed.subscribe, feed.getSnapshot)

/**
 * `useFeedPart((s) => s.board)`: draws again only when that part changes. Select what is already there; a selector
 * that makes something new each time belongs in useMemo instead.
 */
export function useFeedPart<T>(select: (snapshot: FeedSnapshot) => T): T {
  return useSyncExternalStore(
    feed.subscribe,
    useCallback(() => select(feed.getSnapshot()), [select]),
  )
}

/** Events as they come in, for what is said once: a slide, a pulse, a toast. */
export function useFeedEvents(listener: (events: readonly LogEvent[]) => void): void {
  const current = useRef(listener)
  useEffect(() => {
    current.current = listener
  })
  useEffect(() => feed.onEvents((events) => current.current(events)), [])
}

export const serverNow = (): number => feed.serverNow()

/** Server time as a value that moves; at whole steps, so that all countdowns of a page turn together. */
export function useServerNow(stepMs = 1_000): number {
  const [at, setAt] = useState(serverNow)
  useEffect(() => {
    let timer: number
    const next = (): void => {
      const current = serverNow()
      setAt(current)
      timer = window.setTimeout(next, stepMs - (current % stepMs) + 5)
    }
    next()
    return () => window.clearTimeout(timer)
  }, [stepMs])
  return at
}

/** Age of the last word from the server, ms, a few times a second. */
export function useSilentMs(stepMs = 200): number {
  const [ms, setMs] = useState(() => feed.silentMs())
  useEffect(() => {
    const timer = window.setInterval(() => setMs(feed.silentMs()), stepMs)
    return () => window.clearInterval(timer)
  }, [stepMs])
  return ms
}
