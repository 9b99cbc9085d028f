import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DELIVERED_DUTY, nextTurnOf } from '@liandong/shared/duty/duty-rules.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story, WAYS } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Days pass in these stories, and nobody signs in anew. */
const LONG_SESSIONS = { WORK_IDLE_MINUTES: '20000', WORK_ABSOLUTE_MINUTES: '20000' }

const postgres = usePostgres()

describe.each(WAYS)('§3.9: the shift is handed over (%s)', (way) => {
  let story: Story
  beforeAll(async () => void (story = await Story.open(postgres, { way, env: LONG_SESSIONS })))
  afterAll(() => story.close())

  const nextTurn = () => nextTurnOf(DELIVERED_DUTY.content.turns, story.now())
  const current = async (username = 'leader') => (await (await story.as(username)).read('/handovers/current')).handover
  const sign = async (username: string, as: 'out' | 'in', more: object = {}) => {
    const { id, version } = await current()
    return (await story.as(username)).ask('POST', `/handovers/${id}/sign`, { body: { as, version, ...more } })
  }
  const alarms = async () =>
    (await (await story.as('operator')).read('/events?limit=1000')).events.filter(
      (event: { type: string }) => event.type === 'handover.unsigned',
    ).length

  it('the sheet fills itself, two different leaders sign, and what was signed stays as it was', async () => {
    const operator = await story.as('operator')
    const incident = await story.openIncident()
    await operator.do(incident.id, 'dispatch', { unitId: 'unit-responder' })
    const turn = nextTurn()
    // issued in another order than they are due in
    for (const [i, dueAt] of [turn + 72 * HOUR, turn - HOUR, turn + 2 * HOUR].entries())
      await story.database.pool.query(
        `INSERT INTO ticket (id, subdistrict_id, no, incident_id, channel, organisation_id, co_organisation_ids, stage, title,
           content, handback, issued_at, issued_by, exercise, due_at, due_provisional, calendar_version, rule_version)
         VALUES (gen_random_uuid(), 'org-donghu', $1, $2, 'platform', 'org-zhzf', '{}', 'issued', '', '', '{}', $3, 'operator',
           false, $4, false, 0, 1)`,
        [`RW-${i}`, incident.id, new Date(story.now() - (9 - i) * HOUR), new Date(dueAt)],
      )
    await until('the sheet of the next turn', async () => {
      const { rows } = await story.database.pool.query('SELECT 1 FROM handover')
      return rows.length > 0
    })
    await story.pass(turn - 10 * MINUTE - story.now())
    const open = await current('operator')
    expect(open).toMatchObject({ turnAt: new Date(turn).toISOString(), outBy: null, inBy: null })
    expect(open.sheet.incidents.map((one: { no: string }) => one.no)).toContain(incident.no)
    expect(open.sheet.orders).toMatchObject([{ incidentNo: incident.no, unit: '王志明' }])
    expect(open.sheet.ticketsDue.map((one: { no: string }) => one.no)).toEqual(['RW-1', 'RW-2', 'RW-0'])
    expect(open.sheet.ticketsDue[0].dueAt).toBe(new Date(turn - HOUR).toISOString())
    expect(open.sheet.clocks.length).toBeGreaterThan(0)
    expect(open.sheet.vehicles).toHaveLength(2)
    expect(open.sheet.vehicles[0].equipment).toContain('灭火器')

    expect((await sign('operator', 'out')).status).toBe(403)
    expect((await sign('leader.night', 'in')).body.code).toBe('outgoingFirst')
    const out = await sign('leader', 'out', { notes: '映荷社区停车纠纷双方情绪激动，注意回访' })
    expect(out.status, JSON.stringify(out.body)).toBe(200)
    expect((await sign('leader', 'in')).body.code).toBe('secondPersonRequired')

    // what happens after the signature is not on the sheet that was signed
    await operator.do(incident.id, 'flag', { flag: 'major', on: true }).catch(() => undefined)
    const later = await story.openIncident({ narrative: '邱山社区两家因漏水争吵' })
    const taken = await sign('leader.day', 'in')
    expect(taken.status).toBe(200)
    const signed = await current()
    expect(signed).toMatchObject({ outBy: '周正', inBy: '韩立' })
    expect(signed.notes).toContain('注意回访')
    expect(signed.sheet.incidents.map((one: { no: string }) => one.no)).not.toContain(later.no)
    await expect(
      story.database.pool.query(`UPDATE handover SET notes = 'x' WHERE id = $1`, [signed.id]),
    ).rejects.toThrow(/signed handover/)
    await story.pass(turn + HOUR - story.now())
    expect(await alarms()).toBe(0)
  })

  it('unsigned fifteen minutes after its turn it is an alarm, once, over a restart; the signature ends it', async () => {
    const wall = await story.screen('wall')
    const turn = nextTurn()
    await story.pass(turn + 15 * MINUTE - 10 * SECOND - story.now())
    expect(await alarms()).toBe(0)
    expect(wall.board.unsignedTurn).toBeNull()
    await story.restart()
    await story.pass(11 * SECOND)
    await until('the alarm', async () => (await alarms()) === 1)
    await until('the alarm on the wall', () => wall.board.unsignedTurn === new Date(turn).toISOString())
    await story.restart()
    await story.pass(MINUTE)
    expect(await alarms()).toBe(1)
    expect((await story.board('supervisor')).unsignedTurn).toBe(new Date(turn).toISOString())
    expect((await sign('leader.day', 'out')).status).toBe(200)
    expect((await sign('leader.night', 'in')).status).toBe(200)
    await until('no alarm on the wall', () => wall.board.unsignedTurn === null)
    expect((await story.board('wall')).unsignedTurn).toBeNull()
  })
})
