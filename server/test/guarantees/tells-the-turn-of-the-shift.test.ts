import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const HOUR = 3_600_000
/** The demo's shifts turn at 08:00 and 20:00 in Shanghai, which is 00:00 and 12:00 UTC. */
const untilTurn = (now: number): number => 12 * HOUR - (now % (12 * HOUR))

const postgres = usePostgres()
let story: Story
beforeAll(async () => {
  story = await Story.open(postgres)
})
afterAll(() => story.close())

describe('D5, D8: a shift that turns is told to every screen', () => {
  it('so that none goes on showing the people of yesterday, and a screen agrees with the board', async () => {
    const wall = await story.screen('wall')
    const onDuty = () => wall.board.units.filter((unit) => unit.onDuty).map((unit) => unit.id)
    const before = onDuty()
    await story.pass(untilTurn(story.now()) + 1_000)
    await until('the turn on the wall', () => onDuty().join() !== before.join())
    const board = await story.board('wall')
    const state = (units: typeof board.units) => units.map((u) => [u.id, u.onDuty, u.state])
    expect(state(wall.board.units)).toEqual(state(board.units))
    expect(onDuty()).toContain('unit-responder')
    expect(before.filter((id) => onDuty().includes(id)).length).toBeLessThan(before.length)
  })

  it('once, also after a restart', async () => {
    await story.restart()
    const { events } = await (await story.as('operator')).read('/events?limit=1000')
    const turns = events.filter((e: { kind: string }) => e.kind === 'unit').map((e: { caseId: string }) => e.caseId)
    expect(turns.length).toBeGreaterThan(0)
    expect(new Set(turns).size).toBe(turns.length)
  })
})
