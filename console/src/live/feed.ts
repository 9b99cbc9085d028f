import type { Beat, Board, LiveEvents, TodayCounts, UnitPosition } from '@liandong/shared/board/board.ts'
import { evolveBoard } from '@liandong/shared/board/evolve-board.ts'
import type { IncidentDetail } from '@liandong/shared/wire/incident-detail.ts'
import type { LogEvent } from '@liandong/shared/wire/log-event.ts'
import { toMs } from '@liandong/shared/time.ts'
import type { Answer, Problem } from '../api/answer.ts'
import { foldPositions, putIncident } from './board-changes.ts'
import { freshnessOf, FROZEN_AFTER_MS, SILENT_SOCKET_MS, type Freshness } from './freshness.ts'
import { createServerClock } from './server-clock.ts'

/** One attempt to be connected. After `close()` it never calls a handler again. */
export type Connection = { close: () => void }
export type ConnectionHandlers = {
  onOpen: () => void
  /** Any end at all: refused, closed by either side, cable, time-out. `code` where the server gave one. */
  onClose: (code?: string) => void
  onEvents: (events: LiveEvents) => void
  onBeat: (beat: Beat) => void
  onPositions: (positions: UnitPosition[]) => void
  onToday: (today: TodayCounts) => void
  onResync: () => void
}

/** The world the feed lives in; tests bring their own. */
export type FeedWorld = {
  connect: (after: number, handlers: ConnectionHandlers) => Connection
  readBoard: () => Promise<Answer<Board>>
  readIncident: (id: string) => Promise<Answer<IncidentDetail>>
  /** Milliseconds that only go forward. */
  now: () => number
  /** This machine's own idea of the time, less `now()`: stands in until the server has said its own. */
  guessOffsetMs: number
  setTimer: (run: () => void, ms: number) => number
  clearTimer: (id: number) => void
  onSignedOut: () => void
}

export type FeedSnapshot = {
  board: Board | null
  /** Why there is no board yet; it is asked for again by itself. */
  problem: Problem | null
  freshness: Freshness
  isConnected: boolean
  /** Local monotonic time of the last word from the server. */
  lastHeardAt: number | null
  /** The same in server time: what the frame says. */
  lastHeardServerAt: number | null
  /** Counts the beats: whoever hangs on a beat restarts on a change of it. */
  beats: number
  beat: Beat | null
  /** The newest events, newest last, bounded: a wall runs for months. */
  recent: readonly LogEvent[]
}

export type Feed = {
  start: () => void
  stop: () => void
  subscribe: (listener: () => void) => () => void
  getSnapshot: () => FeedSnapshot
  /** Called with events as they come in, after the board has them; not with what a resync brought. */
  onEvents: (listener: (events: readonly LogEvent[]) => void) => () => void
  /** Server time, epoch ms. */
  serverNow: () => number
  silentMs: () => number
  /** The network or the page is back: try at once. */
  nudge: () => void
  /** Reads one incident again, for a page that must be sure of it. */
  check: (incidentId: string) => void
}

const RECENT = 50
const TICK_MS = 1_000
/** Waits before the next attempt; never more than 2 s: somebody is looking at this screen. */
const RECONNECT_MS = [200, 500, 1_000, 2_000]

const EMPTY: FeedSnapshot = {
  board: null,
  problem: null,
  freshness: 'starting',
  isConnected: false,
  lastHeardAt: null,
  lastHeardServerAt: null,
  beats: 0,
  beat: null,
  recent: [],
}

/**
 * `createFeed` keeps a board true: reads it, folds what comes, resumes from its `seq` after any break, and knows how
 * long ago it last heard anything. It knows no React, no socket library and no clock of its own.
 */
export function createFeed(world: FeedWorld): Feed {
  let snapshot = EMPTY
  const listeners = new Set<() => void>()
  const eventListeners = new Set<(events: readonly LogEvent[]) => void>()
  const clock = createServerClock(world.guessOffsetMs)
  let connection: Connection | undefined
  let generation = 0
  let failures = 0
  let timers: { retry?: number; tick?: number } = {}
  let startedAt = 0
  let lastTickAt = 0
  let openedAt = 0
  let isRunning = false
  let isSuspect = false
  /** Whose reading of the board is under way: one from before a stop is nobody's. */
  let readingFor: number | undefined
  /** Incidents being read again; true where more of it came meanwhile. */
  const reading = new Map<string, boolean>()

  const set = (change: Partial<FeedSnapshot>): void => {
    snapshot = { ...snapshot, ...change }
    for (const listener of listeners) listener()
  }

  const silentMs = (): number => world.now() - (snapshot.lastHeardAt ?? startedAt)
  const serverNow = (): number => world.now() + clock.offsetMs()
  const freshness = (): Freshness => freshnessOf(silentMs(), snapshot.lastHeardAt !== null, isSuspect)

  const retry = (then: () => void): void => {
    if (timers.retry !== undefined) world.clearTimer(timers.retry)
    const ms = RECONNECT_MS[Math.min(failures++, RECONNECT_MS.length - 1)] as number
    timers.retry = world.setTimer(() => isRunning && then(), ms)
  }

  const disconnect = (): void => {
    generation++
    connection?.close()
    connection = undefined
    if (snapshot.isConnected) set({ isConnected: false })
  }

  const connect = (): void => {
    disconnect()
    const mine = generation
    const here =
      <A extends unknown[]>(handle: (...args: A) => void) =>
      (...args: A): void => {
        if (mine === generation && isRunning) handle(...args)
      }
    openedAt = world.now()
    connection = world.connect(snapshot.board?.seq ?? 0, {
      onOpen: here(() => {
        openedAt = world.now()
        set({ isConnected: true })
      }),
      onClose: here((code) => {
        disconnect()
        if (code === 'notSignedIn') return world.onSignedOut()
        retry(connectOrBegin)
      }),
      onEvents: here(fold),
      onBeat: here(heard),
      onPositions: here((positions) => snapshot.board && set({ board: foldPositions(snapshot.board, positions) })),
      onToday: here((today) => snapshot.board && set({ board: { ...snapshot.board, today } })),
      // read the board, then come back with its seq: whatever was on the way is sent again from there
      onResync: here(() => {
        disconnect()
        retry(() => void begin())
      }),
    })
  }

  const connectOrBegin = (): void => (snapshot.board === null ? void begin() : connect())

  const begin = async (): Promise<void> => {
    if (readingFor === generation) return
    const mine = generation
    readingFor = mine
    const askedAt = world.now()
    const answer = await world.readBoard()
    if (readingFor === mine) readingFor = undefined
    if (!isRunning || mine !== generation) return
    if (!answer.ok) {
      if (answer.problem.status === 401) return world.onSignedOut()
      set({ problem: answer.problem })
      return retry(() => void begin())
    }
    // halfway: an answer to a question has two ways, unlike a beat
    clock.sample(toMs(answer.value.serverTime), (askedAt + world.now()) / 2)
    set({ board: answer.value, problem: null })
    connect()
  }

  const heard = (beat: Beat): void => {
    failures = 0
    isSuspect = false
    const serverAt = toMs(beat.serverTime)
    clock.sample(serverAt, world.now())
    // a beat that was long on its way proves only how things stood when it left
    const lastHeardAt = world.now() - Math.max(serverNow() - serverAt, 0)
    const board = snapshot.board && {
      ...snapshot.board,
      seq: Math.max(snapshot.board.seq, beat.seq),
      quarantined: beat.quarantined,
    }
    snapshot = { ...snapshot, lastHeardAt }
    set({ beat, board, beats: snapshot.beats + 1, lastHeardServerAt: serverAt, freshness: freshness() })
  }

  const fold = (events: LiveEvents): void => {
    if (snapshot.board === null) return
    const fresh = events.filter((event) => event.seq > (snapshot.board?.seq ?? 0))
    const { board, unknown } = evolveBoard(snapshot.board, events)
    set({ board, recent: [...snapshot.recent, ...fresh].slice(-RECENT) })
    for (const id of unknown) void readAgain(id)
    if (fresh.length > 0) for (const listener of eventListeners) listener(fresh)
  }

  /** An incident this screen did not see begin, or missed a step of: its state is read, not guessed. */
  const readAgain = async (id: string): Promise<void> => {
    if (reading.has(id)) return void reading.set(id, true)
    reading.set(id, false)
    const answer = await world.readIncident(id)
    const more = reading.get(id) === true
    reading.delete(id)
    if (!isRunning || snapshot.board === null) return
    if (answer.ok) set({ board: putIncident(snapshot.board, answer.value) })
    else if (answer.problem.status === 404 || answer.problem.status === 403)
      set({ board: putIncident(snapshot.board, { id }) })
    else world.setTimer(() => isRunning && void readAgain(id), RECONNECT_MS.at(-1) as number)
    if (more) void readAgain(id)
  }

  const tick = (): void => {
    const now = world.now()
    if (now - lastTickAt > FROZEN_AFTER_MS) {
      isSuspect = true
      clock.forget()
      nudge()
    }
    lastTickAt = now
    const quietMs = now - Math.max(openedAt, snapshot.lastHeardAt ?? 0)
    if (connection !== undefined && quietMs > SILENT_SOCKET_MS) {
      disconnect()
      retry(connect)
    }
    const next = freshness()
    if (next !== snapshot.freshness) set({ freshness: next })
    timers.tick = world.setTimer(tick, TICK_MS)
  }

  /** A waiting attempt is made now; an open one is left alone. */
  const nudge = (): void => {
    if (!isRunning || connection !== undefined || readingFor === generation) return
    failures = 0
    retry(connectOrBegin)
  }

  return {
    start() {
      if (isRunning) return
      isRunning = true
      startedAt = lastTickAt = world.now()
      snapshot = EMPTY
      tick()
      void begin()
    },
    stop() {
      isRunning = false
      disconnect()
      for (const id of Object.values(timers)) world.clearTimer(id)
      timers = {}
      set(EMPTY)
    },
    subscribe: (listener) => (listeners.add(listener), () => listeners.delete(listener)),
    getSnapshot: () => snapshot,
    onEvents: (listener) => (eventListeners.add(listener), () => eventListeners.delete(listener)),
    serverNow,
    silentMs,
    nudge,
    check: (incidentId) => void readAgain(incidentId),
  }
}
