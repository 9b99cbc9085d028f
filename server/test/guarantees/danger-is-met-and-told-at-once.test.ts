import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NoticeView } from '@liandong/shared/wire/notice.ts'
import type { Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'

const postgres = usePostgres()
let story: Story
let operator: Client
let department: Client
let leader: Client
/** The department of the demo's account, and another one. */
const [OWN, OTHER] = ['org-zhzf', 'org-yjgl']

beforeAll(async () => {
  story = await Story.open(postgres)
  await story.tomorrowMorning()
  ;[operator, department, leader] = (await Promise.all(
    ['operator', 'department', 'leader'].map((name) => story.as(name)),
  )) as [Client, Client, Client]
})
afterAll(() => story.close())

const gasLeak = () => story.openIncident({ narrative: '映荷社区3幢楼道有很浓的煤气味，怀疑燃气泄漏，我叫欧阳桂兰' })
const noticesOf = async (by: Client): Promise<NoticeView[]> => (await by.read('/notices')).items
const free = async (): Promise<string> => {
  const { units } = await story.board()
  const unit = units.find((one) => one.onDuty && one.incidentId === null && one.kind === 'person')
  if (!unit) throw new Error('nobody is free')
  return unit.id
}
const end = (id: string) => operator.do(id, 'cancel', { reason: '试' }).catch(() => undefined)

describe('P7b 先期处置: danger that is not the police’s is met at once, and its department told in the same breath', () => {
  it('the department that has to end it is proposed, and one command sends the unit and tells it', async () => {
    const { id, no } = await gasLeak()
    const { notify } = await operator.read(`/incidents/${id}`)
    expect(notify.proposed).toMatchObject({ organisationId: OTHER, reason: expect.any(String) })
    expect(notify.departments.map((one: { id: string }) => one.id)).toEqual(expect.arrayContaining([OWN, OTHER]))
    const unitId = await free()
    const after = await operator.do(id, 'dispatch', { unitId, notify: [OWN] })
    expect(after.dispatches).toHaveLength(1)
    expect(after.notices).toMatchObject([{ organisationId: OWN, acknowledgedAt: null }])
    const { events } = await operator.incident(id)
    const [order, told] = ['incident.dispatched', 'incident.departmentNotified'].map((type) =>
      events.find((event) => event.type === type),
    )
    expect(order?.at, 'one transaction, one instant').toBe(told?.at)
    const [notice] = await noticesOf(department)
    expect(notice).toMatchObject({ incidentId: id, incidentNo: no, acknowledgedAt: null })
    expect(JSON.stringify(notice), 'nothing anybody said').not.toContain('煤气味')
    expect(JSON.stringify(notice)).not.toContain('欧阳')
    await end(id)
  })

  it('a department says that it knows, once; the room sees when, and the department sees nothing of the case', async () => {
    const { id } = await gasLeak()
    await operator.do(id, 'dispatch', { unitId: await free(), notify: [OWN] })
    const [notice] = await noticesOf(department)
    const said = await department.command(id, 'acknowledgeNotice', { noticeId: notice?.id })
    expect(said.status).toBe(200)
    expect(Object.keys(said.body.incident).toSorted()).toEqual(['id', 'no', 'version'])
    expect((await noticesOf(department))[0]?.acknowledgedAt).toEqual(expect.any(String))
    expect((await operator.incident(id)).notices?.[0]).toMatchObject({
      acknowledgedAt: expect.any(String),
      byRoom: false,
    })
    expect(await department.command(id, 'acknowledgeNotice', { noticeId: notice?.id })).toMatchObject({
      status: 409,
      body: { code: 'alreadyDone' },
    })
    expect((await department.ask('GET', `/incidents/${id}`)).status).toBe(404)
    await end(id)
  })

  it('another department reads nothing of it and cannot say it for them; the room may write it down', async () => {
    const { id } = await gasLeak()
    await operator.do(id, 'dispatch', { unitId: await free(), notify: [OTHER] })
    const [notice] = (await operator.incident(id)).notices ?? []
    expect((await noticesOf(department)).map((one) => one.incidentId)).not.toContain(id)
    expect((await department.command(id, 'acknowledgeNotice', { noticeId: notice?.id })).status).toBe(404)
    expect((await operator.ask('GET', '/notices')).status).toBe(403)
    const after = await leader.do(id, 'acknowledgeNotice', { noticeId: notice?.id })
    expect(after.notices?.[0]).toMatchObject({ byRoom: true })
    await end(id)
  })

  it('the same key sent twice tells once, and so does naming a department again', async () => {
    const { id } = await gasLeak()
    const unitId = await free()
    const body = { unitId, notify: [OWN, OWN] }
    const [first, again] = [
      await operator.command(id, 'dispatch', body, 'key-twice'),
      await operator.command(id, 'dispatch', body, 'key-twice'),
    ]
    expect([first.status, again.status]).toEqual([200, 200])
    await operator.do(id, 'dispatch', { unitId: await free(), support: true, notify: [OWN] })
    expect((await operator.incident(id)).notices).toHaveLength(1)
    const { rows } = await story.database.pool.query('SELECT FROM department_notice WHERE incident_id = $1', [id])
    expect(rows).toHaveLength(1)
    await end(id)
  })

  it('an unknown department is named, and nothing of the order stays; where there is no danger nobody is proposed', async () => {
    const { id } = await gasLeak()
    expect(await operator.command(id, 'dispatch', { unitId: await free(), notify: [OWN, 'org-none'] })).toMatchObject({
      status: 422,
      body: { code: 'routeUnknown', errors: [{ pointer: '/notify/1' }] },
    })
    expect((await operator.incident(id)).dispatches).toEqual([])
    await end(id)
    const quarrel = await story.openIncident({ narrative: '映荷社区3幢两户因停车争吵' })
    expect((await operator.read(`/incidents/${quarrel.id}`)).notify.proposed).toBeNull()
    await end(quarrel.id)
  })

  it('the department’s people on duty are called through the outbox, and no longer once it has said that it knows', async () => {
    const { pool } = story.database
    await pool.query(
      `INSERT INTO channel_setting (subdistrict_id, channel, enabled) VALUES ('org-donghu', 'sms', true), ('org-donghu', 'robot', true)
       ON CONFLICT (subdistrict_id, channel) DO UPDATE SET enabled = true`,
    )
    await pool.query(
      `UPDATE unit SET organisation_id = $1, phone = '13900000000', duty = '[{"fromMinute":0,"toMinute":1440}]'
       WHERE id = (SELECT id FROM unit WHERE kind = 'person' AND id <> 'unit-responder' AND retired_at IS NULL LIMIT 1)`,
      [OWN],
    )
    const { id } = await gasLeak()
    await operator.do(id, 'dispatch', { unitId: 'unit-responder', notify: [OWN], evenOffDuty: true })
    const calls = async () =>
      (await pool.query(`SELECT channel, state FROM notification WHERE incident_id = $1 AND step = 'notice'`, [id]))
        .rows
    expect((await calls()).map((row) => row.channel).toSorted()).toEqual(expect.arrayContaining(['robot', 'sms']))
    const [notice] = await noticesOf(department)
    expect((await department.command(id, 'acknowledgeNotice', { noticeId: notice?.id })).status).toBe(200)
    expect((await calls()).every((row) => ['cancelled', 'sent', 'dead'].includes(row.state))).toBe(true)
  })
})
