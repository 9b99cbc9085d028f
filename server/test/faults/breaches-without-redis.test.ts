import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { usePostgres } from '../harness/postgres.ts'
import { isToldApart, Story } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const CLOCKS = 200
const SECOND = 1_000
/** The promise: every breach once, and this late at the most. */
const LATEST_MS = 5_000

const postgres = usePostgres()
let story: Story
afterEach(() => story.close())

/** 200 alerts that nobody has told apart; their K1 falls due in `dueInMs` of real time, while `meanwhile` goes on. */
async function runOut(dueInMs: number, meanwhile: (running: Story) => Promise<void>): Promise<void> {
  story = await Story.open(postgres, { way: 'redis' })
  const lines = Array.from({ length: CLOCKS }, (_, n) =>
    JSON.stringify({ externalNo: `C-${n}`, narrative: '请派人来一下' }),
  )
  expect((await story.postBatch(lines)).body.accepted).toBe(CLOCKS)
  const dueAt = await until(
    '200 clocks running',
    async () => {
      const { rows } = await story.database.pool.query(
        `SELECT count(*)::int AS n, min(due_at) AS due FROM clock JOIN incident i ON i.id = incident_id WHERE clock = 'K1' AND clock.state = 'running' AND i.triaged`,
      )
      return rows[0].n === CLOCKS ? (rows[0].due as Date).getTime() : undefined
    },
    60_000,
  )
  await story.forward(dueAt - story.now() - dueInMs)
  await meanwhile(story)
  await until('200 breaches', async () => (await breaches()).length >= CLOCKS, 60_000, 200)
  // a second sweep, and whatever the queue brings late, must not say it again
  await delay(3 * SECOND)
  const found = await breaches()
  expect(found).toHaveLength(CLOCKS)
  expect(new Set(found.map((b) => b.id)).size).toBe(CLOCKS)
  const late = found.map((b) => b.late).toSorted((a, b) => a - b)
  console.log(
    `200 breaches: lateness p50 ${late[CLOCKS / 2]} ms, p99 ${late[Math.floor(CLOCKS * 0.99)]} ms, most ${late.at(-1)} ms`,
  )
  expect(late[0], 'never early').toBeGreaterThan(0)
  expect(late.at(-1)).toBeLessThanOrEqual(LATEST_MS)
}

async function breaches(): Promise<{ id: string; late: number }[]> {
  const { rows } = await story.database.pool.query(
    `SELECT case_id AS id, (extract(epoch FROM at - (data->>'dueAt')::timestamptz) * 1000)::int AS late FROM event WHERE type = 'clock.breached' AND data->>'clock' = 'K1'`,
  )
  return rows
}

describe('every clock breaches once and at most 5 s late', () => {
  it('when Redis is emptied while 200 clocks run', async () => {
    await runOut(4 * SECOND, async ({ redis }) => {
      for (let n = 0; n < 5; n++) {
        await redis?.flush()
        await delay(SECOND)
      }
    })
  })

  it('when Redis is killed and 15 s away as they fall due, and the queue works again afterwards', async () => {
    await runOut(5 * SECOND, async ({ redis }) => {
      await redis?.kill9()
      await delay(15 * SECOND)
      await redis?.restart()
    })
    const { body } = await story.postAlert({ narrative: '两家为停车吵架' })
    const from = Date.now()
    await story.incidentOf(body.alertId, isToldApart)
    console.log(`after Redis came back: told apart after ${Date.now() - from} ms`)
    const sessionOfQueue = await until(
      'a canary through the queue',
      async () => {
        const { rows } = await story.database.pool.query(
          "SELECT at FROM heartbeat WHERE name = 'canary' AND at > now() - interval '10 seconds'",
        )
        return rows.length
      },
      20_000,
    )
    expect(sessionOfQueue).toBe(1)
  })
})
