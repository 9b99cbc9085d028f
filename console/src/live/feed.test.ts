import type { Beat, Board } from '@liandong/shared/board/board.ts'
import type { LogEvent } from '@liandong/shared/wire/log-event.ts'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Answer } from '../api/answer.ts'
import type { IncidentDetail } from '@liandong/shared/wire/incident-detail.ts'
import { createFeed, type ConnectionHandlers, type Feed } from './feed.ts'

const START = Date.parse('2026-11-24T06:00:00.000Z')
const iso = (ms: number): string => new Date(START + ms).toISOString()

/** A world in which time moves only by `pass`, and every socket and every answer is in the test's hands. */
function buildWorld() {
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

const settle = async (): Promise<void> => {
  for (let i = 0; i < 8; i++) await Promise.resolve()
}

const board = (seq: number, change: Partial<Board> = {}): Board => ({
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
const ok = <T>(value: T): Answer<T> => ({ ok: true, value, status: 200 })
const down: Answer<never> = { ok: false, problem: { code: 'offline', status: 0, facts: {} } }

const event = (
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
const opened = (seq: number, caseId: string): LogEvent =>
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
const flagged = (seq: number, caseId: string, version: number): LogEvent =>
  event(seq, caseId, version, 'incident.flagged', { flag: 'major', on: true })

let world: ReturnType<typeof buildWorld>
let feed: Feed
const beat = (seq: number, atMs = world.now()): Beat => ({
  seq,
  serverTime: iso(atMs),
  queueAgeMs: 900,
  quarantined: 0,
  deadLetters: 0,
  categoryVersion: 0,
})
const ids = (): string[] => feed.getSnapshot().board?.incidents.map((i) => i.id) ?? []

async function start(first: Answer<Board> = ok(board(10))): Promise<void> {
  world.boards = [first]
  feed.start()
  await settle()
}
async function startConnected(): Promise<void> {
  await start()
  world.socket.handlers.onOpen()
  world.socket.handlers.onBeat(beat(10))
}

beforeEach(() => {
  world = buildWorld()
  feed = createFeed(world)
})

describe('the board follows the log without a gap', () => {
  it('reads the board, then asks for everything after its seq', async () => {
    await start()
    expect(world.socket.after).toBe(10)
    expect(feed.getSnapshot()).toMatchObject({ freshness: 'starting', isConnected: false })
  })

  it('folds events in order; what it has seen changes nothing and is not told twice', async () => {
    await startConnected()
    const told: number[] = []
    feed.onEvents((events) => told.push(...events.map((e) => e.seq)))
    world.socket.handlers.onEvents([opened(11, 'i1'), flagged(12, 'i1', 2)])
    world.socket.handlers.onEvents([flagged(12, 'i1', 2), opened(13, 'i2')])
    expect(ids()).toEqual(['i1', 'i2'])
    expect(feed.getSnapshot().board?.incidents[0]).toMatchObject({ version: 2, flags: ['major'] })
    expect(told).toEqual([11, 12, 13])
  })

  it('a screen that was cut off shows what one that was not shows, with no reload', async () => {
    const events = Array.from({ length: 50 }, (_, n) => [
      opened(11 + 2 * n, `i${n}`),
      flagged(12 + 2 * n, `i${n}`, 2),
    ]).flat()
    await startConnected()
    world.socket.handlers.onEvents(events)
    const whole = feed.getSnapshot().board

    world = buildWorld()
    feed = createFeed(world)
    await startConnected()
    world.socket.handlers.onEvents(events.slice(0, 41))
    world.socket.handlers.onClose()
    await world.pass(60_000)
    expect(world.socket.after).toBe(51)
    // the server may begin a little early: what was seen already must not count again
    world.socket.handlers.onOpen()
    world.socket.handlers.onEvents(events.slice(35))
    expect(feed.getSnapshot().board).toEqual(whole)
    expect(world.boardReads).toBe(1)
  })

  it('a beat moves the cursor over events that others may see', async () => {
    await startConnected()
    world.socket.handlers.onBeat(beat(77))
    world.socket.handlers.onClose()
    await world.pass(200)
    expect(world.socket.after).toBe(77)
  })

  it('a late word from a connection that was given up is not heard', async () => {
    await startConnected()
    const old = world.socket
    old.handlers.onClose()
    await world.pass(200)
    old.handlers.onEvents([opened(11, 'ghost')])
    expect(old.isClosed).toBe(true)
    expect(ids()).toEqual([])
  })

  it('resync reads the board again and continues from its seq', async () => {
    await startConnected()
    world.socket.handlers.onEvents([opened(11, 'i1')])
    world.boards = [ok(board(5_000))]
    world.socket.handlers.onResync()
    await world.pass(200)
    expect(world.boardReads).toBe(2)
    expect(world.socket.after).toBe(5_000)
    expect(ids()).toEqual([])
  })

  it('keeps only the newest events: a wall runs for months', async () => {
    await startConnected()
    for (let n = 0; n < 300; n++) world.socket.handlers.onEvents([opened(11 + n, `i${n}`)])
    expect(feed.getSnapshot().recent).toHaveLength(50)
    expect(feed.getSnapshot().recent.at(-1)?.seq).toBe(310)
  })
})

describe('an incident it did not see begin', () => {
  const detail = (id: string, version: number, live = true): Answer<IncidentDetail> => {
    const state = { id, version, live, stage: 'triaged', dispatches: [], clocks: [] }
    return ok({
      ...state,
      alerts: [],
      events: [],
      commands: [],
      suggestions: [],
      earlier: [],
    } as unknown as IncidentDetail)
  }

  it('is read and put in, as a state without the case page’s parts', async () => {
    await startConnected()
    world.incidents.set('x', detail('x', 7))
    world.socket.handlers.onEvents([flagged(11, 'x', 7)])
    await settle()
    expect(feed.getSnapshot().board?.incidents[0]).toEqual({
      id: 'x',
      version: 7,
      live: true,
      stage: 'triaged',
      dispatches: [],
      clocks: [],
    })
  })

  it('is dropped when it is not to be seen, or over', async () => {
    await startConnected()
    world.incidents.set('over', detail('over', 9, false))
    world.socket.handlers.onEvents([flagged(11, 'gone', 3), flagged(12, 'over', 9)])
    await settle()
    expect(ids()).toEqual([])
    expect(world.incidentReads).toEqual(['gone', 'over'])
  })

  it('is read once for a burst, and once more for what came while reading', async () => {
    await startConnected()
    world.incidents.set('x', detail('x', 7))
    world.socket.handlers.onEvents([flagged(11, 'x', 7)])
    world.socket.handlers.onEvents([flagged(12, 'x', 8)])
    world.socket.handlers.onEvents([flagged(13, 'x', 9)])
    await settle()
    expect(world.incidentReads).toEqual(['x', 'x'])
  })

  it('is asked for again while the server cannot answer', async () => {
    await startConnected()
    world.incidents.set('x', down)
    world.socket.handlers.onEvents([flagged(11, 'x', 7)])
    await settle()
    world.incidents.set('x', detail('x', 7))
    await world.pass(2_000)
    expect(ids()).toEqual(['x'])
  })
})

describe('how old the picture is', () => {
  /** Every way to lose the feed: what the socket says about it makes no difference. */
  const LOSSES: Record<string, () => void> = {
    'a clean close': () => world.socket.handlers.onClose(),
    'a pulled cable (nothing is said at all)': () => {},
    'a stopped server (refused ever after)': () => world.socket.handlers.onClose(),
  }

  it.each(Object.keys(LOSSES))('is amber at 10 s and red at 30 s after %s', async (loss) => {
    await startConnected()
    expect(feed.getSnapshot().freshness).toBe('live')
    LOSSES[loss]?.()
    await world.pass(9_900)
    expect(feed.getSnapshot().freshness).toBe('live')
    await world.pass(1_100)
    expect(feed.getSnapshot().freshness).toBe('amber')
    await world.pass(18_000)
    expect(feed.getSnapshot().freshness).toBe('amber')
    await world.pass(2_000)
    expect(feed.getSnapshot().freshness).toBe('red')
  })

  it('keeps the rows of a lost feed', async () => {
    await startConnected()
    world.socket.handlers.onEvents([opened(11, 'i1')])
    world.socket.handlers.onClose()
    await world.pass(120_000)
    expect(feed.getSnapshot().freshness).toBe('red')
    expect(ids()).toEqual(['i1'])
  })

  it('a tab that was frozen is stale at once, until the next beat', async () => {
    await startConnected()
    world.sleep(6_000)
    await world.pass(0)
    expect(feed.getSnapshot().freshness).toBe('amber')
    world.socket.handlers.onBeat(beat(10))
    expect(feed.getSnapshot().freshness).toBe('live')
  })

  it('is red, not merely amber, after a freeze of more than 30 s', async () => {
    await startConnected()
    world.sleep(45_000)
    await world.pass(0)
    expect(feed.getSnapshot().freshness).toBe('red')
  })

  it('a page that never heard anything turns amber and red too', async () => {
    await start(down)
    await world.pass(11_000)
    expect(feed.getSnapshot().freshness).toBe('amber')
    await world.pass(20_000)
    expect(feed.getSnapshot().freshness).toBe('red')
  })

  it('a beat that was long on its way is as old as its time says', async () => {
    await startConnected()
    await world.pass(1_000)
    world.socket.handlers.onBeat(beat(10))
    world.sleep(12_000)
    world.socket.handlers.onBeat(beat(10, world.now() - 12_000))
    expect(feed.getSnapshot().freshness).toBe('amber')
  })

  it('events alone are no heartbeat', async () => {
    await startConnected()
    await world.pass(5_000)
    world.socket.handlers.onEvents([opened(11, 'i1')])
    await world.pass(6_000)
    expect(feed.getSnapshot().freshness).toBe('amber')
  })
})

describe('coming back', () => {
  it('gives up a socket that looks open and says nothing for 8 s, by itself', async () => {
    await startConnected()
    await world.pass(8_000)
    expect(world.sockets).toHaveLength(1)
    await world.pass(2_500)
    expect(world.sockets[0]?.isClosed).toBe(true)
    expect(world.sockets.length).toBeGreaterThan(1)
  })

  it('never waits longer than 2 s between attempts', async () => {
    await startConnected()
    const at: number[] = []
    world.socket.handlers.onClose()
    for (let n = 0; n < 12; n++) {
      const before = world.sockets.length
      while (world.sockets.length === before) await world.pass(100)
      at.push(world.now())
      world.socket.handlers.onClose()
    }
    const waits = at.slice(1).map((t, n) => t - (at[n] as number))
    expect(Math.max(...waits)).toBeLessThanOrEqual(2_100)
  })

  it('asks for the board until it gets one', async () => {
    await start(down)
    expect(feed.getSnapshot().problem?.code).toBe('offline')
    world.boards = [ok(board(3))]
    await world.pass(2_000)
    expect(feed.getSnapshot()).toMatchObject({ problem: null, board: { seq: 3 } })
  })

  it('begins anew when it is stopped and started while the board was on its way', async () => {
    const held = Promise.withResolvers<Answer<Board>>()
    let isFirst = true
    world.readBoard = async () => {
      const wasFirst = isFirst
      isFirst = false
      return wasFirst ? held.promise : ok(board(3))
    }
    feed.start()
    feed.stop()
    feed.start()
    await settle()
    held.resolve(ok(board(2)))
    await settle()
    expect(feed.getSnapshot()).toMatchObject({ problem: null, board: { seq: 3 } })
    expect(world.sockets).toHaveLength(1)
  })

  it('a session that ended leads to the sign-in page and no further attempt', async () => {
    await startConnected()
    world.socket.handlers.onClose('notSignedIn')
    expect(world.signedOut).toBe(1)
    const attempts = world.sockets.length
    await world.pass(5_000)
    expect(world.sockets).toHaveLength(attempts)
  })
})

describe('server time', () => {
  it('runs on the sample that was on the way shortest, whatever this machine’s clock says', async () => {
    await startConnected()
    await world.pass(1_000)
    world.socket.handlers.onBeat(beat(10, 700))
    await world.pass(1_000)
    world.socket.handlers.onBeat(beat(10, 1_990))
    expect(feed.serverNow()).toBe(START + 2_000)
  })
})
