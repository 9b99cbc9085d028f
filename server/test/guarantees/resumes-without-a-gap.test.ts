import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Board } from '@liandong/shared/board/board.ts'
import { busyHour } from '../harness/busy-hour.ts'
import { usePostgres } from '../harness/postgres.ts'
import { shown, type Screen } from '../harness/screen.ts'
import { Story, WAYS } from '../harness/story.ts'

const ROLES = ['operator', 'wall', 'police', 'responder'] as const

const postgres = usePostgres()

describe.each(WAYS)('a screen that was cut off resumes without a gap (%s)', (way) => {
  let story: Story
  let whole: Map<string, Screen>
  let cut: Map<string, Screen>
  const open = async (): Promise<Map<string, Screen>> =>
    new Map(await Promise.all(ROLES.map(async (role) => [role, await story.screen(role)] as const)))

  beforeAll(async () => {
    story = await Story.open(postgres, { way })
    await story.tomorrowMorning()
    await busyHour(story)
    whole = await open()
    cut = await open()
  })
  afterAll(() => story.close())

  /** Cuts them off, lets an hour's work pass, and expects every screen to show the same again. */
  async function expectNoGapAfter(while_cut: () => Promise<void>): Promise<void> {
    for (const screen of cut.values()) screen.cut()
    const from = (await story.board()).seq
    await while_cut()
    expect((await story.board()).seq - from, 'events that passed').toBeGreaterThanOrEqual(100)
    await Promise.all([...cut.values()].map((screen) => screen.resume()))
    for (const role of ROLES) await expectSame(role)
  }

  async function expectSame(role: string): Promise<void> {
    const [a, b] = [whole.get(role) as Screen, cut.get(role) as Screen]
    // the counts of the day are sent every 5 s, the rest at once
    for (const end = Date.now() + 12_000; Date.now() < end; await delay(200)) {
      const board = view(role, await story.board(role))
      if (same(view(role, a.board), board) && same(view(role, b.board), board)) return
    }
    const board = view(role, await story.board(role))
    expect(view(role, b.board), `${role}: the screen that was cut off, against the board`).toEqual(board)
    expect(view(role, a.board), `${role}: the screen that was not, against the board`).toEqual(board)
  }

  it('after 5 s', async () => {
    await expectNoGapAfter(async () => void (await Promise.all([busyHour(story), delay(5_000)])))
  })

  it.each([
    { span: '60 s', ms: 60_000 },
    { span: '10 min', ms: 600_000 },
  ])('after $span, clocks running out meanwhile', async ({ ms }) => {
    await expectNoGapAfter(async () => {
      await busyHour(story)
      await story.pass(ms)
    })
  })

  it('across a server restart', async () => {
    await expectNoGapAfter(async () => {
      await busyHour(story)
      await story.restart()
    })
  })

  it('across a kill of the server in the middle of the work', async () => {
    await expectNoGapAfter(async () => {
      await busyHour(story)
      await story.kill9()
      await story.start()
      await story.openIncident()
    })
  })

  it('with every event once and in order, none missing', async () => {
    for (const screen of [...whole.values(), ...cut.values()]) {
      const seqs = screen.events.map((event) => event.seq)
      expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b))
    }
    const operator = await story.as('operator')
    const seen = cut.get('operator')?.events ?? []
    const first = seen[0]?.seq ?? 0
    const all = []
    for (let after = first - 1; ;) {
      const page = await operator.read(`/events?after=${after}&limit=1000`)
      all.push(...page.events)
      if (page.nextAfter === after) break
      after = page.nextAfter
    }
    expect(seen.map((e) => e.seq)).toEqual(all.map((e) => e.seq))
    expect(seen).toEqual(all)
  })

  it('the room and the wall without reading the board again', () => {
    for (const role of ['operator', 'wall']) expect(cut.get(role)?.boardReads, role).toBe(1)
  })
})

/** The counts of the day are sent to those who watch the room; a phone does not show them. */
const view = (role: string, board: Board) => (role === 'responder' ? { ...shown(board), today: null } : shown(board))

const same = (a: unknown, b: unknown): boolean => {
  try {
    expect(a).toEqual(b)
    return true
  } catch {
    return false
  }
}
