import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DutyCommand } from '@liandong/shared/duty/outbox.ts'
import { HOUR_MS, toMs } from '@liandong/shared/time.ts'
import { RESPONDER_UNIT_ID } from '../../src/demo/roster/units.ts'
import { makePhone, seeded, type Phone, type Weather } from '../harness/bad-network.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'

const PHONES = 200
const postgres = usePostgres()
let story: Story

const random = seeded(20_261_124)
const BAD: Weather = { lost: 25, deaf: 15, doubled: 25, secondMs: 20, random }
const GOOD: Weather = { lost: 0, deaf: 0, doubled: 0, secondMs: 1, random }

const ACTS: readonly [DutyCommand, Record<string, unknown>, string][] = [
  ['acknowledge', {}, 'acknowledgedAt'],
  ['depart', {}, 'departedAt'],
  ['arrive', {}, 'arrivedAt'],
  ['report', { partiesPresent: 'both', injured: false, text: '双方已劝开' }, 'reportedAt'],
  ['note', { text: '楼道已清空' }, ''],
]

/** As many people with a unit and an account of their own, all with the password of the demo. */
async function enrol(): Promise<void> {
  await story.database.db.execute(sql`
    INSERT INTO unit SELECT (jsonb_populate_record(u, jsonb_build_object(
      'id', 'unit-phone-' || n, 'call_sign', '试机 ' || n, 'duty', '[{"fromMinute":0,"toMinute":1440}]'::jsonb, 'on_duty', true))).*
    FROM unit u, generate_series(0, ${PHONES}) n WHERE u.id = ${RESPONDER_UNIT_ID}`)
  await story.database.db.execute(sql`
    INSERT INTO account SELECT (jsonb_populate_record(a, jsonb_build_object(
      'id', 'acc-phone-' || n, 'username', 'phone' || n, 'unit_id', 'unit-phone-' || n))).*
    FROM account a, generate_series(0, ${PHONES}) n WHERE a.username = 'responder'`)
}

const inGroups = async <T, R>(all: readonly T[], size: number, run: (one: T) => Promise<R>): Promise<R[]> => {
  const done: R[] = []
  for (let i = 0; i < all.length; i += size) done.push(...(await Promise.all(all.slice(i, i + size).map(run))))
  return done
}

/** The order of phone `n`, and all its acts pressed at once into its outbox. */
async function work(n: number, weather: Weather, wrongByMs: number): Promise<{ phone: Phone; id: string }> {
  const [client, operator] = await Promise.all([story.as(`phone${n}`), story.as('operator')])
  const { id, no } = await story.openIncident({ narrative: `映荷社区${n + 1}幢停车吵架` })
  const { dispatches } = await operator.do(id, 'dispatch', { unitId: `unit-phone-${n}` })
  const phone = makePhone(client, weather, wrongByMs)
  for (const [command, body, field] of ACTS) {
    phone.outbox.add({ incidentId: id, incidentNo: no, dispatchId: dispatches[0]?.id as string, command, body })
    phone.pressed.set(field, Date.now())
  }
  return { phone, id }
}

/** What the case has come to, without whose it is and when it was. */
async function outcomeOf(id: string) {
  const { stage, version, dispatches } = await (await story.as('operator')).incident(id)
  const { rows } = await story.database.pool.query(
    `SELECT type, count(*)::int AS n FROM event WHERE case_id = $1 AND type LIKE 'incident.%' GROUP BY type ORDER BY type`,
    [id],
  )
  const events = rows.filter((row) => !/opened|triaged|located|joined|read/.test(row.type))
  return { stage, hasVersion: version > 0, order: dispatches.map((d) => d.stage), events }
}

beforeAll(async () => {
  story = await Story.open(postgres)
  await enrol()
}, 300_000)
afterAll(() => story.close())

describe('two hundred phones on a bad network', () => {
  it('lose no act, have none applied twice, and come to what a good network comes to', async () => {
    const reference = await work(PHONES, GOOD, 0)
    await reference.phone.settled()
    const wanted = await outcomeOf(reference.id)
    expect(wanted.events.map((row) => `${row.type} ${row.n}`)).toEqual(
      ['acknowledged', 'arrived', 'departed', 'dispatched', 'noted', 'reported'].map((type) => `incident.${type} 1`),
    )

    const numbers = Array.from({ length: PHONES }, (_, n) => n)
    // every fourth clock is an hour fast, every fifth an hour slow
    const wrongBy = (n: number): number => (n % 4 === 0 ? HOUR_MS : n % 5 === 0 ? -HOUR_MS : 0)
    const works = await inGroups(numbers, 10, (n) => work(n, BAD, wrongBy(n)))
    await Promise.all(works.map(({ phone }) => phone.settled()))

    expect(works.flatMap(({ phone }) => phone.outbox.getState().refused.map((r) => r.problem))).toEqual([])
    const outcomes = await inGroups(works, 10, ({ id }) => outcomeOf(id))
    for (const [n, outcome] of outcomes.entries()) expect(outcome, `phone ${n}`).toEqual(wanted)
    await timesAreOnes(works)
  }, 600_000)
})

/** Each act has the time at which it was pressed, whatever the clock of the phone said and however late it came. */
async function timesAreOnes(works: readonly { phone: Phone; id: string }[]): Promise<void> {
  const operator = await story.as('operator')
  for (const { phone, id } of works) {
    const [order] = (await operator.incident(id)).dispatches
    for (const field of ['acknowledgedAt', 'departedAt', 'arrivedAt', 'reportedAt'] as const) {
      const off = Math.abs(toMs(order?.[field] as string) - (phone.pressed.get(field) as number))
      expect(off, `${field} of ${order?.unit.id}`).toBeLessThan(15_000)
    }
  }
}
