import type { Answer } from '../api/answer.ts'
import type { Board } from '@liandong/shared/board/board.ts'
import { describe, expect, it } from 'vitest'
import { board, down, ok, opened, settle, START, useFeed } from './feed-world.ts'

const its = useFeed()

describe('how old the picture is', () => {
  /** Every way to lose the feed: what the socket says about it makes no difference. */
  const LOSSES: Record<string, () => void> = {
    'a clean close': () => its.world.socket.handlers.onClose(),
    'a pulled cable (nothing is said at all)': () => {},
    'a stopped server (refused ever after)': () => its.world.socket.handlers.onClose(),
  }

  it.each(Object.keys(LOSSES))('is amber at 10 s and red at 30 s after %s', async (loss) => {
    await its.startConnected()
    expect(its.feed.getSnapshot().freshness).toBe('live')
    LOSSES[loss]?.()
    await its.world.pass(9_900)
    expect(its.feed.getSnapshot().freshness).toBe('live')
    await its.world.pass(1_100)
    expect(its.feed.getSnapshot().freshness).toBe('amber')
    await its.world.pass(18_000)
    expect(its.feed.getSnapshot().freshness).toBe('amber')
    await its.world.pass(2_000)
    expect(its.feed.getSnapshot().freshness).toBe('red')
  })

  it('keeps the rows of a lost feed', async () => {
    await its.startConnected()
    its.world.socket.handlers.onEvents([opened(11, 'i1')])
    its.world.socket.handlers.onClose()
    await its.world.pass(120_000)
    expect(its.feed.getSnapshot().freshness).toBe('red')
    expect(its.ids()).toEqual(['i1'])
  })

  it('a tab that was frozen is stale at once, until the next beat', async () => {
    await its.startConnected()
    its.world.sleep(6_000)
    await its.world.pass(0)
    expect(its.feed.getSnapshot().freshness).toBe('amber')
    its.world.socket.handlers.onBeat(its.beat(10))
    expect(its.feed.getSnapshot().freshness).toBe('live')
  })

  it('is red, not merely amber, after a freeze of more than 30 s', async () => {
    await its.startConnected()
    its.world.sleep(45_000)
    await its.world.pass(0)
    expect(its.feed.getSnapshot().freshness).toBe('red')
  })

  it('a page that never heard anything turns amber and red too', async () => {
    await its.start(down)
    await its.world.pass(11_000)
    expect(its.feed.getSnapshot().freshness).toBe('amber')
    await its.world.pass(20_000)
    expect(its.feed.getSnapshot().freshness).toBe('red')
  })

  it('a beat that was long on its way is as old as its time says', async () => {
    await its.startConnected()
    await its.world.pass(1_000)
    its.world.socket.handlers.onBeat(its.beat(10))
    its.world.sleep(12_000)
    its.world.socket.handlers.onBeat(its.beat(10, its.world.now() - 12_000))
    expect(its.feed.getSnapshot().freshness).toBe('amber')
  })

  it('events alone are no heartbeat', async () => {
    await its.startConnected()
    await its.world.pass(5_000)
    its.world.socket.handlers.onEvents([opened(11, 'i1')])
    await its.world.pass(6_000)
    expect(its.feed.getSnapshot().freshness).toBe('amber')
  })
})

describe('coming back', () => {
  it('gives up a socket that looks open and says nothing for 8 s, by itself', async () => {
    await its.startConnected()
    await its.world.pass(8_000)
    expect(its.world.sockets).toHaveLength(1)
    await its.world.pass(2_500)
    expect(its.world.sockets[0]?.isClosed).toBe(true)
    expect(its.world.sockets.length).toBeGreaterThan(1)
  })

  it('never waits longer than 2 s between attempts', async () => {
    await its.startConnected()
    const at: number[] = []
    its.world.socket.handlers.onClose()
    for (let n = 0; n < 12; n++) {
      const before = its.world.sockets.length
      while (its.world.sockets.length === before) await its.world.pass(100)
      at.push(its.world.now())
      its.world.socket.handlers.onClose()
    }
    const waits = at.slice(1).map((t, n) => t - (at[n] as number))
    expect(Math.max(...waits)).toBeLessThanOrEqual(2_100)
  })

  it('asks for the board until it gets one', async () => {
    await its.start(down)
    expect(its.feed.getSnapshot().problem?.code).toBe('offline')
    its.world.boards = [ok(board(3))]
    await its.world.pass(2_000)
    expect(its.feed.getSnapshot()).toMatchObject({ problem: null, board: { seq: 3 } })
  })

  it('begins anew when it is stopped and started while the board was on its way', async () => {
    const held = Promise.withResolvers<Answer<Board>>()
    let isFirst = true
    its.world.readBoard = async () => {
      const wasFirst = isFirst
      isFirst = false
      return wasFirst ? held.promise : ok(board(3))
    }
    its.feed.start()
    its.feed.stop()
    its.feed.start()
    await settle()
    held.resolve(ok(board(2)))
    await settle()
    expect(its.feed.getSnapshot()).toMatchObject({ problem: null, board: { seq: 3 } })
    expect(its.world.sockets).toHaveLength(1)
  })

  it('a session that ended leads to the sign-in page and no further attempt', async () => {
    await its.startConnected()
    its.world.socket.handlers.onClose('notSignedIn')
    expect(its.world.signedOut).toBe(1)
    const attempts = its.world.sockets.length
    await its.world.pass(5_000)
    expect(its.world.sockets).toHaveLength(attempts)
  })
})

describe('server time', () => {
  it('runs on the sample that was on the way shortest, whatever this machine’s clock says', async () => {
    await its.startConnected()
    await its.world.pass(1_000)
    its.world.socket.handlers.onBeat(its.beat(10, 700))
    await its.world.pass(1_000)
    its.world.socket.handlers.onBeat(its.beat(10, 1_990))
    expect(its.feed.serverNow()).toBe(START + 2_000)
  })
})
