import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sos } from '@liandong/shared/duty/sos.ts'
import { HOUR_MS, MINUTE_MS, toIso, toMs } from '@liandong/shared/time.ts'
import { RESPONDER_UNIT_ID } from '../../src/demo/roster/units.ts'
import type { Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import type { Screen } from '../harness/screen.ts'
import { Story } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const postgres = usePostgres()
let story: Story
let responder: Client
let screens: Record<'operator' | 'wall' | 'responder', Screen>

const sosOn = (screen: Screen): Sos | null | undefined =>
  screen.board.units.find((unit) => unit.id === RESPONDER_UNIT_ID)?.sos
const call = (body: object) => responder.ask('POST', '/sos', { body })
const linesOf = async (type: string): Promise<{ data: Record<string, unknown> }[]> =>
  (await story.database.pool.query('SELECT data FROM event WHERE type = $1', [type])).rows

beforeAll(async () => {
  story = await Story.open(postgres)
  responder = await story.as('responder')
  const [operator, wall, own] = await Promise.all(['operator', 'wall', 'responder'].map((who) => story.screen(who)))
  screens = { operator, wall, responder: own } as typeof screens
})
afterAll(() => story.close())

describe('a unit calls for help', () => {
  const id = crypto.randomUUID()

  it('without any order: desk, wall and the own phone show it, with where it is', async () => {
    const location = { lat: 30.4312, lon: 120.3081, crs: 'wgs84' }
    expect((await call({ id, location })).status).toBe(200)
    for (const screen of Object.values(screens))
      await until('the call on every screen', () => sosOn(screen)?.id === id || undefined)
    const [unit] = (await story.board()).units.filter((one) => one.id === RESPONDER_UNIT_ID)
    expect(unit?.location).toEqual({ lat: 30.4312, lon: 120.3081 })
  })

  it('sent again by a bad network, or pressed again, it is the same call', async () => {
    const again = await Promise.all([call({ id }), call({ id }), call({ id: crypto.randomUUID() })])
    expect(again.map(({ body }) => body.sos.id)).toEqual([id, id, id])
    expect(await linesOf('unit.sos')).toHaveLength(1)
  })

  it('is heard once, and survives a restart of the server', async () => {
    const [operator, leader] = await Promise.all([story.as('operator'), story.as('leader')])
    const heard = await operator.ask('POST', `/sos/${RESPONDER_UNIT_ID}/attend`)
    const second = await leader.ask('POST', `/sos/${RESPONDER_UNIT_ID}/attend`)
    expect(second.body.sos.attendedBy).toBe(heard.body.sos.attendedBy)
    expect(await linesOf('unit.sosAttended')).toHaveLength(1)
    await until('the phone knows that it was heard', () => sosOn(screens.responder)?.attendedAt ?? undefined)
    await story.restart()
    const [unit] = (await story.board()).units.filter((one) => one.id === RESPONDER_UNIT_ID)
    expect(unit?.sos).toMatchObject({ id, attendedBy: heard.body.sos.attendedBy })
  })

  it('is ended by the room with a word, and what arrives late of it starts nothing anew', async () => {
    const operator = await story.as('operator')
    const end = (body: object) => operator.ask('POST', `/sos/${RESPONDER_UNIT_ID}/end`, { body })
    expect((await end({})).status).toBe(422)
    expect((await end({ text: '增援到场，人员安全' })).status).toBe(200)
    expect((await end({ text: '再来一次' })).body.code).toBe('alreadyDone')
    await until('gone from the desk', () => (sosOn(screens.operator) === null ? true : undefined))
    await call({ id })
    expect(await linesOf('unit.sos')).toHaveLength(1)
  })

  it('pressed without network it comes with the time of pressing, by a clock that is an hour wrong, and with its case', async () => {
    const operator = await story.as('operator')
    const incident = await story.openIncident()
    await operator.do(incident.id, 'dispatch', { unitId: RESPONDER_UNIT_ID })
    await until(
      'the board knows of the order',
      async () => (await story.board()).units.some((u) => u.id === RESPONDER_UNIT_ID && u.incidentId) || undefined,
    )
    const pressed = story.now() - 5 * MINUTE_MS
    const { body } = await call({
      id: crypto.randomUUID(),
      occurredAt: toIso(pressed + HOUR_MS),
      sentAt: toIso(story.now() + HOUR_MS),
    })
    expect(Math.abs(toMs(body.sos.at) - pressed)).toBeLessThan(5_000)
    expect(body.sos.incidentId).toBe(incident.id)
  })

  it('nobody but a unit calls, and a wall answers nothing', async () => {
    const tries = await Promise.all([
      (await story.as('operator')).ask('POST', '/sos', { body: { id: crypto.randomUUID() } }),
      (await story.as('wall')).ask('POST', `/sos/${RESPONDER_UNIT_ID}/attend`),
      responder.ask('POST', `/sos/${RESPONDER_UNIT_ID}/end`, { body: { text: '自己解除' } }),
    ])
    expect(tries.map(({ status }) => status)).toEqual([403, 403, 403])
  })
})
