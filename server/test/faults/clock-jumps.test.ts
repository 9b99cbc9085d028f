import { afterEach, describe, expect, it } from 'vitest'
import { verifyChain } from '../../src/log/verify.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story, SUBDISTRICT } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const MINUTE = 60_000

const postgres = usePostgres()
let story: Story
afterEach(() => story.close())

describe('when the clock of the machine jumps', () => {
  it('by a minute back and forth, work goes on: no breach is early or twice, the log stays whole', async () => {
    story = await Story.open(postgres)
    const [operator, responder, screen] = [
      await story.as('operator'),
      await story.as('responder'),
      await story.screen('operator'),
    ]
    const { id } = await story.openIncident()
    await operator.do(id, 'dispatch', { unitId: 'unit-responder' })
    for (const jump of [-MINUTE, MINUTE, MINUTE, -MINUTE, -MINUTE, MINUTE]) {
      await story.forward(jump)
      const fresh = await story.openIncident()
      await until('on the screen', () => screen.board.incidents.some((i) => i.id === fresh.id))
    }
    await responder.do(id, 'acknowledge')
    await story.forward(-MINUTE)
    const arrived = await responder.do(id, 'arrive')
    expect(arrived.clocks.find((c) => c.clock === 'K4')?.state).toBe('met')
    await responder.do(id, 'report')
    await operator.do(id, 'settle')
    await story.pass(30 * MINUTE)

    const { rows } = await story.database.pool.query(
      `SELECT case_id, data->>'clockId' AS clock, count(*)::int AS n, min(extract(epoch FROM at - (data->>'dueAt')::timestamptz)) AS late FROM event WHERE type = 'clock.breached' GROUP BY 1, 2`,
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      expect(row.n).toBe(1)
      expect(Number(row.late), 'never early').toBeGreaterThan(0)
    }
    expect(await verifyChain(story.database.db, SUBDISTRICT)).toMatchObject({ ok: true })
    expect((await operator.ask('GET', '/board')).status, 'nobody was signed out').toBe(200)
  })
})
