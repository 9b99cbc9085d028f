import { afterEach, describe, expect, it } from 'vitest'
import { verifyChain } from '../../src/log/verify.ts'
import { usePostgres } from '../harness/postgres.ts'
import { sendAlerts, type Sent } from '../harness/senders.ts'
import { Story, SUBDISTRICT, WAYS, type Way } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const ALERTS = 2_000
const CONNECTIONS = 48
/** The blow falls when this many have been accepted: in the middle of the work. */
const MIDDLE = 700

const postgres = usePostgres()
let story: Story
afterEach(() => story.close())

describe.each(WAYS)('every accepted alert is kept (%s)', (way) => {
  it('when the server is killed in the middle of 2,000 posts', async () => {
    await sendAndStrike(way, async () => {
      await story.kill9()
      await story.start()
    })
  })

  it('when PostgreSQL is killed in the middle of 2,000 posts', async () => {
    const retried = await sendAndStrike(way, async () => void process.kill(postgres.pid, 'SIGKILL'))
    expect(retried, 'the blow was felt').toBeGreaterThan(0)
  })
})

describe('every accepted alert is kept (redis)', () => {
  it('when Redis is killed in the middle of 2,000 posts', async () => {
    await sendAndStrike('redis', async () => {
      await story.redis?.kill9()
      await story.redis?.restart()
    })
  })
})

/** Sends, strikes in the middle, and counts: what was promised, what is stored, what is shown. */
async function sendAndStrike(way: Way, strike: () => Promise<void>): Promise<number> {
  story = await Story.open(postgres, { way })
  let striking: Promise<void> | undefined
  const sent = await sendAlerts(story, ALERTS, CONNECTIONS, (accepted) => {
    if (accepted >= MIDDLE) striking ??= strike()
  })
  expect(striking, 'the blow fell').toBeDefined()
  await striking
  await expectAllOnBoard(sent)
  expect(await verifyChain(story.database.db, SUBDISTRICT)).toMatchObject({ ok: true })
  return sent.retried
}

async function expectAllOnBoard({ accepted }: Sent): Promise<void> {
  expect(accepted.size).toBe(ALERTS)
  expect(new Set(accepted.values()).size, 'every number has an alert of its own').toBe(ALERTS)
  const board = await until(
    'all accepted alerts on the board',
    async () => {
      const seen = await story.board().catch(() => undefined)
      return seen && seen.incidents.length >= ALERTS ? seen : undefined
    },
    60_000,
    250,
  )
  const shown = board.incidents.flatMap((incident) => incident.alertIds)
  expect(shown.length, 'none twice').toBe(ALERTS)
  expect(new Set(shown)).toEqual(new Set(accepted.values()))
  const { rows } = await story.database.pool.query(
    'SELECT count(*)::int AS alerts, count(DISTINCT external_no)::int AS numbers FROM alert',
  )
  expect(rows[0]).toEqual({ alerts: ALERTS, numbers: ALERTS })
}
