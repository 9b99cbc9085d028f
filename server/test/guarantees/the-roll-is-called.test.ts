import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RollCall } from '@liandong/shared/duty/roll-call.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS, toIso, toMs } from '@liandong/shared/time.ts'
import type { RollCallView } from '@liandong/shared/wire/duty.ts'
import type { Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Receiver } from '../harness/receiver.ts'
import type { Screen } from '../harness/screen.ts'
import { Story, WAYS } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const UNIT = 'unit-responder'
const postgres = usePostgres()

describe.each(WAYS)('D5, D8: the room calls the roll (%s)', (way) => {
  let story: Story
  let receiver: Receiver
  let operator: Client
  let leader: Client
  let responder: Client
  let screens: Record<'operator' | 'wall' | 'responder', Screen>

  beforeAll(async () => {
    receiver = await Receiver.open()
    story = await Story.open(postgres, { way, env: { NOTIFY_HOSTS: '127.0.0.1' } })
    ;[operator, leader, responder] = (await Promise.all(
      ['operator', 'leader', 'responder'].map((who) => story.as(who)),
    )) as [Client, Client, Client]
    const [desk, wall, phone] = await Promise.all(['operator', 'wall', 'responder'].map((who) => story.screen(who)))
    screens = { operator: desk, wall, responder: phone } as typeof screens
    const body = { version: 0, enabled: true, style: 'dingtalk', url: `${receiver.url}/robot` }
    expect((await (await story.as('admin')).ask('PUT', '/channels/robot', { body })).status).toBe(200)
  })
  afterAll(async () => {
    await story.close()
    await receiver.close()
  })

  const start = async (body: object = {}, who = operator): Promise<{ status: number; call: RollCallView }> => {
    const answer = await who.ask('POST', '/roll-calls', { body })
    return { status: answer.status, call: answer.body.rollCall }
  }
  const answer = (id: string, body: object = {}) => responder.ask('POST', `/roll-calls/${id}/answer`, { body })
  const read = async (id: string): Promise<RollCallView> =>
    (await operator.read<{ rollCall: RollCallView }>(`/roll-calls/${id}`)).rollCall
  const unitOf = (call: RollCallView, id = UNIT) => call.units.find((unit) => unit.id === id)
  const shown = (on: Screen, what: string, where: (call: RollCall | null) => unknown) =>
    until(what, () => where(on.board.rollCall ?? null) || undefined)
  const gone = () =>
    Promise.all(Object.values(screens).map((screen) => shown(screen, 'no roll-call any more', (call) => call === null)))
  const endByHand = async (id: string) => {
    expect((await leader.ask('POST', `/roll-calls/${id}/end`)).status).toBe(200)
    await gone()
  }
  const linesOf = async (id: string, type: string): Promise<number> => {
    const sql = 'SELECT FROM event WHERE type = $1 AND case_id = $2'
    return (await story.database.pool.query(sql, [type, id])).rowCount ?? 0
  }

  it('everyone on duty is asked, a second start is the same roll-call, and a unit hears its own part alone', async () => {
    const onDuty = (await operator.board()).units.filter((unit) => unit.onDuty)
    const [first, second] = await Promise.all([start(), start({}, leader)])
    expect(new Set([first.status, second.status])).toEqual(new Set([200, 201]))
    expect(first.call.id).toBe(second.call.id)
    const { call } = first
    const people = onDuty.filter((unit) => unit.kind !== 'vehicle').map((unit) => unit.id)
    expect(call.units.map((unit) => unit.id)).toEqual(expect.arrayContaining(people))
    expect(call.units.every(({ id }) => onDuty.some((unit) => unit.id === id))).toBe(true)
    expect(toMs(call.dueAt) - toMs(call.startedAt)).toBe(3 * MINUTE_MS)
    await shown(screens.operator, 'on the desk', (one) => one?.id === call.id)
    await shown(screens.wall, 'on the wall', (one) => one?.asked.length === call.units.length)
    await shown(screens.responder, 'on the phone', (one) => one?.id === call.id)
    expect(screens.responder.board.rollCall?.asked).toEqual([UNIT])
    expect(JSON.stringify(screens.responder.events.filter((event) => event.kind === 'duty'))).not.toContain(
      people.find((id) => id !== UNIT),
    )
    await until('the group was told once', () => receiver.said('/robot').length > 0 || undefined)
    expect(receiver.said('/robot')).toEqual(['指挥室点名，请打开应到'])
  })

  it('an answer is counted once, by the server’s time; it survives a restart, and the room answers for the radio', async () => {
    const { call } = await start()
    const from = story.now()
    const location = { lat: 30.4312, lon: 120.3081, crs: 'wgs84', accuracyM: 8 }
    const sent = { location, occurredAt: toIso(from + HOUR_MS), sentAt: toIso(from + HOUR_MS) }
    expect((await Promise.all([answer(call.id, sent), answer(call.id, sent)])).map(({ status }) => status)).toEqual([
      204, 204,
    ])
    expect(await linesOf(call.id, 'rollCall.answered')).toBe(1)
    await shown(screens.operator, 'the answer on the desk', (one) => one?.answers[UNIT]?.via === 'phone')
    await shown(screens.responder, 'the answer on the phone', (one) => one?.answers[UNIT])
    const said = unitOf(await read(call.id))
    expect(Math.abs(toMs(said?.answer?.occurredAt ?? '') - from)).toBeLessThan(5 * SECOND_MS)
    expect(said?.hasFix).toBe(true)
    await until('the desk knows that it was heard of', () => {
      const at = screens.operator.board.units.find((unit) => unit.id === UNIT)?.lastContactAt
      return (at != null && toMs(at) >= from) || undefined
    })
    await story.restart()
    const other = call.units.find((unit) => unit.id !== UNIT)?.id as string
    const answered = await operator.ask('POST', `/roll-calls/${call.id}/answer-for`, { body: { unitId: other } })
    expect(unitOf(answered.body.rollCall, other)).toMatchObject({ answer: { via: 'radio' }, answeredBy: '林晓' })
    expect(Object.keys((await operator.board()).rollCall?.answers ?? {}).toSorted()).toEqual([UNIT, other].toSorted())
    expect((await responder.board()).rollCall).toMatchObject({ asked: [UNIT], answers: { [UNIT]: {} } })
    expect((await answer(call.id)).status).toBe(204)
    expect(await linesOf(call.id, 'rollCall.answered')).toBe(2)
  })

  it('it ends by itself after the time that is set, once, and an answer from a dead zone is kept as late', async () => {
    const { call } = await start()
    const missing = call.units.filter((unit) => unit.answer === null).length
    await story.pass(3 * MINUTE_MS)
    await gone()
    expect(await linesOf(call.id, 'rollCall.ended')).toBe(1)
    expect(await read(call.id)).toMatchObject({ endedHow: 'time', answered: 2, asked: missing + 2 })

    const next = await start()
    expect(next.status).toBe(201)
    await endByHand(next.call.id)
    const pressed = toMs(next.call.startedAt) + 1
    await answer(next.call.id, { occurredAt: toIso(pressed), sentAt: toIso(story.now()) })
    const late = await read(next.call.id)
    expect(late).toMatchObject({ answered: 0, late: 1, endedHow: 'hand' })
    expect(toMs(unitOf(late)?.answer?.occurredAt ?? '') - pressed).toBeLessThan(2 * SECOND_MS)
    expect(screens.operator.board.rollCall).toBeNull()
    expect((await operator.ask('POST', `/roll-calls/${next.call.id}/end`)).body.code).toBe('alreadyDone')
    const { items } = await operator.read<{ items: RollCallView[] }>('/roll-calls?limit=1')
    expect(items).toMatchObject([{ id: next.call.id, late: 1, startedBy: '林晓' }])
  })

  it('of one case, whoever is at its scene is asked and nobody else', async () => {
    const { id } = await story.openIncident()
    await operator.do(id, 'dispatch', { unitId: UNIT })
    await responder.do(id, 'acknowledge')
    const nobody = await operator.ask('POST', '/roll-calls', { body: { incidentId: id } })
    expect(nobody.body.code, 'on the way is not at the scene').toBe('nobodyToAsk')
    await responder.do(id, 'arrive', { manualReason: '室内无定位' })
    const { call } = await start({ incidentId: id })
    expect(call).toMatchObject({ scope: 'scene', incidentId: id })
    expect(call.units.map((unit) => unit.id)).toEqual([UNIT])
    await shown(screens.responder, 'on the phone', (one) => one?.scope === 'scene')
    await endByHand(call.id)
    expect((await operator.ask('POST', '/roll-calls', { body: { incidentId: crypto.randomUUID() } })).status).toBe(404)
  })

  it('nobody but the room calls, and a unit answers only where it is asked', async () => {
    const wall = await story.as('wall')
    const { call } = await start()
    const tries = await Promise.all([
      responder.ask('POST', '/roll-calls', { body: {} }),
      wall.ask('POST', `/roll-calls/${call.id}/end`),
      operator.ask('POST', `/roll-calls/${call.id}/answer`, { body: {} }),
      responder.ask('POST', `/roll-calls/${call.id}/answer-for`, { body: { unitId: UNIT } }),
      responder.ask('GET', `/roll-calls/${call.id}`),
    ])
    expect(tries.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
    const stranger = { body: { unitId: 'unit-nobody' } }
    expect((await operator.ask('POST', `/roll-calls/${call.id}/answer-for`, stranger)).status).toBe(404)
    await endByHand(call.id)
  })
})
