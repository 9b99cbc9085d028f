import type { Answer } from '../api/answer.ts'
import type { IncidentDetail } from '@liandong/shared/wire/incident-detail.ts'
import { createFeed } from './feed.ts'
import { describe, expect, it } from 'vitest'
import { board, buildWorld, down, flagged, ok, opened, settle, useFeed } from './feed-world.ts'

const its = useFeed()

describe('the board follows the log without a gap', () => {
  it('reads the board, then asks for everything after its seq', async () => {
    await its.start()
    expect(its.world.socket.after).toBe(10)
    expect(its.feed.getSnapshot()).toMatchObject({ freshness: 'starting', isConnected: false })
  })

  it('folds events in order; what it has seen changes nothing and is not told twice', async () => {
    await its.startConnected()
    const told: number[] = []
    its.feed.onEvents((events) => told.push(...events.map((e) => e.seq)))
    its.world.socket.handlers.onEvents([opened(11, 'i1'), flagged(12, 'i1', 2)])
    its.world.socket.handlers.onEvents([flagged(12, 'i1', 2), opened(13, 'i2')])
    expect(its.ids()).toEqual(['i1', 'i2'])
    expect(its.feed.getSnapshot().board?.incidents[0]).toMatchObject({ version: 2, flags: ['major'] })
    expect(told).toEqual([11, 12, 13])
  })

  it('a screen that was cut off shows what one that was not shows, with no reload', async () => {
    const events = Array.from({ length: 50 }, (_, n) => [
      opened(11 + 2 * n, `i${n}`),
      flagged(12 + 2 * n, `i${n}`, 2),
    ]).flat()
    await its.startConnected()
    its.world.socket.handlers.onEvents(events)
    const whole = its.feed.getSnapshot().board

    its.world = buildWorld()
    its.feed = createFeed(its.world)
    await its.startConnected()
    its.world.socket.handlers.onEvents(events.slice(0, 41))
    its.world.socket.handlers.onClose()
    await its.world.pass(60_000)
    expect(its.world.socket.after).toBe(51)
    // the server may begin a little early: what was seen already must not count again
    its.world.socket.handlers.onOpen()
    its.world.socket.handlers.onEvents(events.slice(35))
    expect(its.feed.getSnapshot().board).toEqual(whole)
    expect(its.world.boardReads).toBe(1)
  })

  it('a beat moves the cursor over events that others may see', async () => {
    await its.startConnected()
    its.world.socket.handlers.onBeat(its.beat(77))
    its.world.socket.handlers.onClose()
    await its.world.pass(200)
    expect(its.world.socket.after).toBe(77)
  })

  it('a late word from a connection that was given up is not heard', async () => {
    await its.startConnected()
    const old = its.world.socket
    old.handlers.onClose()
    await its.world.pass(200)
    old.handlers.onEvents([opened(11, 'ghost')])
    expect(old.isClosed).toBe(true)
    expect(its.ids()).toEqual([])
  })

  it('resync reads the board again and continues from its seq', async () => {
    await its.startConnected()
    its.world.socket.handlers.onEvents([opened(11, 'i1')])
    its.world.boards = [ok(board(5_000))]
    its.world.socket.handlers.onResync()
    await its.world.pass(200)
    expect(its.world.boardReads).toBe(2)
    expect(its.world.socket.after).toBe(5_000)
    expect(its.ids()).toEqual([])
  })

  it('keeps only the newest events: a wall runs for months', async () => {
    await its.startConnected()
    for (let n = 0; n < 300; n++) its.world.socket.handlers.onEvents([opened(11 + n, `i${n}`)])
    expect(its.feed.getSnapshot().recent).toHaveLength(50)
    expect(its.feed.getSnapshot().recent.at(-1)?.seq).toBe(310)
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
    await its.startConnected()
    its.world.incidents.set('x', detail('x', 7))
    its.world.socket.handlers.onEvents([flagged(11, 'x', 7)])
    await settle()
    expect(its.feed.getSnapshot().board?.incidents[0]).toEqual({
      id: 'x',
      version: 7,
      live: true,
      stage: 'triaged',
      dispatches: [],
      clocks: [],
    })
  })

  it('is dropped when it is not to be seen, or over', async () => {
    await its.startConnected()
    its.world.incidents.set('over', detail('over', 9, false))
    its.world.socket.handlers.onEvents([flagged(11, 'gone', 3), flagged(12, 'over', 9)])
    await settle()
    expect(its.ids()).toEqual([])
    expect(its.world.incidentReads).toEqual(['gone', 'over'])
  })

  it('is read once for a burst, and once more for what came while reading', async () => {
    await its.startConnected()
    its.world.incidents.set('x', detail('x', 7))
    its.world.socket.handlers.onEvents([flagged(11, 'x', 7)])
    its.world.socket.handlers.onEvents([flagged(12, 'x', 8)])
    its.world.socket.handlers.onEvents([flagged(13, 'x', 9)])
    await settle()
    expect(its.world.incidentReads).toEqual(['x', 'x'])
  })

  it('is asked for again while the server cannot answer', async () => {
    await its.startConnected()
    its.world.incidents.set('x', down)
    its.world.socket.handlers.onEvents([flagged(11, 'x', 7)])
    await settle()
    its.world.incidents.set('x', detail('x', 7))
    await its.world.pass(2_000)
    expect(its.ids()).toEqual(['x'])
  })
})
