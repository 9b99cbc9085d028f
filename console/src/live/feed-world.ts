import type { Beat, Board } from '@liandong/shared/board/board.ts'
import type { LogEvent } from '@liandong/shared/wire/log-event.ts'
import { beforeEach } from 'vitest'
import type { Answer } from '../api/answer.ts'
import type { IncidentDetail } from '@liandong/shared/wire/incident-detail.ts'
import { createFeed, type ConnectionHandlers, type Feed } from './feed.ts'

export const START = Date.parse('2026-11-24T06:00:00.000Z')
export const iso = (ms: number): string => new Date(START + ms).toISOString()

/** A world in which time moves only by `pass`, and every socket and every answer is in the test's hands. */
export function buildWorld() {
  let now = 0
  let lastTimer = 0
  const timers = new Map<number, { at: number; run: () => void }>()
  const world = {
    sockets: [] as { after: number; handlers: ConnectionHandlers; isClosed: boolean }[],
    boards: [] as Answer<Board>[],
    incidents: new Map<string, Answer<IncidentDetail>>(),
    boardReads: 0,
    incidentReads: [] as string[],
    signedOut: 0,
    connect(after: number, handlers: ConnectionHandlers) {
      const socket = { after, handlers, isClosed: false }
      world.sockets.push(socket)
      return { close: () => void (socket.isClosed = true) }
    },
    async readBoard() {
      world.boardReads++
      return world.boards.length > 1 ? (world.boards.shift() as Answer<Board>) : (world.boards[0] as Answer<Board>)
    },
    async readIncident(id: string) {
      world.incidentReads.push(id)
      return (
        world.incidents.get(id) ?? {
          ok: false as const,
          problem: { code: 'notFound' as const, status: 404, facts: {} },
        }
      )
    },
    now: () => now,
    guessOffsetMs: START,
    setTimer(run: () => void, ms: number) {
      timers.set(++lastTimer, { at: now + ms, run })
      return lastTimer
    },
    clearTimer: (id: number) => void timers.delete(id),
    onSignedOut: () => void world.signedOut++,
    /** The machine sleeps: time goes by and no timer runs. */
    sleep(ms: number) {
      now += ms
    },
    async pass(ms: number) {
      const end = now + ms
      for (;;) {
        const due = [...timers].filter(([, t]) => t.at <= end).sort(([, a], [, b]) => a.at - b.at)[0]
        if (due === undefined) break
        timers.delete(due[0])
        now = Math.max(now, due[1].at)
        due[1].run()
        await settle()
      }
      now = end
      await settle()
    },
    get socket() {
      return world.sockets.at(-1) as (typeof world.sockets)[number]
    },
  }
  return world
}

export const settle = async (): Promise<void> => {
  for (let i = 0; i < 8; i++) await Promise.resolve()
}

export const board = (seq: number, change: Partial<Board> = {}): Board => ({
  seq,
  serverTime: iso(0),
  incidents: [],
  units: [],
  sources: [],
  quarantined: 0,
  sla: [],
  today: {
    alerts: 0,
    platform: 0,
    offline: 0,
    police: 0,
    nonPolice: 0,
    undecided: 0,
    dispute: 0,
    ticketsPlatform: 0,
    ticketsOffline: 0,
    breaches: 0,
  },
  ...change,
})
export const ok = <T>(value: T): Answer<T> => ({ ok: true, value, status: 200 })
export const down: Answer<never> = { ok: false, problem: { code: 'offline', status: 0, facts: {} } }

export const event = (
  seq: number,
  caseId: string,
  version: number,
  type: string,
  data: Record<string, unknown> = {},
): LogEvent => ({
  seq,
  id: `e${seq}`,
  type,
  v: 1,
  at: iso(seq),
  actor: { kind: 'system', id: 'triage' },
  kind: 'incident',
  caseId,
  version,
  data,
})
export const opened = (seq: number, caseId: string): LogEvent =>
  event(seq, caseId, 1, 'incident.opened', {
    no: `20261124-${seq}`,
    alertId: `a-${caseId}`,
    sourceId: 's',
    channel: 'platform',
    severity: 2,
    reportedAt: iso(0),
    receivedAt: iso(0),
    exercise: false,
    warnings: [],
  })
export const flagged = (seq: number, caseId: string, version: number): LogEvent =>
  event(seq, caseId, version, 'incident.flagged', { flag: 'major', on: true })

export type World = ReturnType<typeof buildWorld>

export type FeedInWorld = {
  world: World
  feed: Feed
  beat: (seq: number, atMs?: number) => Beat
  ids: () => string[]
  start: (first?: Answer<Board>) => Promise<void>
  startConnected: () => Promise<void>
}

/** A feed in a world of its own for each test. */
export function useFeed(): FeedInWorld {
  const its: FeedInWorld = {
    world: buildWorld(),
    feed: createFeed(buildWorld()),
    beat: (seq: number, atMs = its.world.now()): Beat => ({
      seq,
      serverTime: iso(atMs),
      queueAgeMs: 900,
      quarantined: 0,
      deadLetters: 0,
      categoryVersion: 0,
    }),
    ids: (): string[] => its.feed.getSnapshot().board?.incidents.map((i) => i.id) ?? [],
    async start(first: Answer<Board> = ok(board(10))): Promise<void> {
      its.world.boards = [first]
      its.feed.start()
      await settle()
    },
    async startConnected(): Promise<void> {
      await its.start()
      its.world.socket.handlers.onOpen()
      its.world.socket.handlers.onBeat(its.beat(10))
    },
  }
  beforeEach(() => {
    its.world = buildWorld()
    its.feed = createFeed(its.world)
  })
  return its
}
