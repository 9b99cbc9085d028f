import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RETENTION } from '@liandong/shared/access/retention.ts'
import { DAY_MS } from '@liandong/shared/time.ts'
import { verifyChain } from '../../src/log/verify.ts'
import type { Client } from '../harness/client.ts'
import { dumpDatabase, findInDump } from '../harness/dump.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story, SUBDISTRICT } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const postgres = usePostgres()
let story: Story
let operator: Client
let responder: Client
let security: Client
beforeAll(async () => {
  story = await Story.open(postgres)
  operator = await story.as('operator')
  responder = await story.as('responder')
  security = await story.as('security')
})
afterAll(() => story.close())

const CALLER = { name: '上官如玉', phone: '13912345671', anonymous: false }
/** Everything this person has left behind, in every field that takes words. */
const MARKERS = ['上官如玉', '13912345671', '330106199001015678', '油烟直排九楼', '映荷社区9幢4单元904', ...words(1, 9)]
function words(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => `留言甲${from + i}号`)
}

/** A whole life of one case, from the alert to its archive. */
async function live(phone = CALLER.phone, tag = '甲', isClosed = true): Promise<string> {
  const { id } = await story.openIncident({
    narrative: `油烟直排九楼，我叫上官如玉，身份证330106199001015678，电话${phone}`,
    address: '映荷社区9幢4单元904',
    caller: { ...CALLER, phone },
  })
  const say = (n: number): string => `留言${tag}${n}号`
  await operator.do(id, 'dispatch', { unitId: 'unit-responder', content: say(1), notify: ['org-zhzf'] })
  await responder.do(id, 'acknowledge')
  await responder.do(id, 'depart', { delayReason: say(2) })
  await responder.do(id, 'arrive', { manualReason: say(3) })
  await responder.do(id, 'report', { text: say(4) })
  await operator.do(id, 'note', { text: say(5) })
  await operator.command(id, 'note', { text: say(5) }, `key-${phone}`)
  await operator.ask('POST', `/incidents/${id}/reveal`, { body: { fields: ['caller.phone'], reason: say(6) } })
  await responder.do(id, 'handback', { facts: say(7), parties: say(8) })
  await operator.do(id, 'issueTicket')
  await operator.do(id, 'visit', { text: say(9) })
  if (isClosed) await operator.do(id, 'close')
  return id
}

const found = async (): Promise<Record<string, string[]>> => {
  const dump = await dumpDatabase(story.database)
  return Object.fromEntries(
    MARKERS.map((m) => [m, findInDump(dump, m)] as const).filter(([, lines]) => lines.length > 0),
  )
}

/** Everything that is counted, as the supervisor reads it. */
async function figures() {
  const supervisor = await story.as('supervisor')
  const [intake, segments, breaches] = await Promise.all([
    supervisor.read('/insight/intake'),
    supervisor.read('/segments'),
    supervisor.read('/breaches'),
  ])
  const { from: _from, to: _to, ...counts } = intake
  return { counts, segments, breaches: breaches.items.length }
}

describe('erasing a person on request (个人信息保护法 §47)', () => {
  it('leaves no word of them in any table; the cases, the figures and the chain stay', async () => {
    const id = await live()
    const other = await live('13800009999', '乙')
    await story.postAlert({ externalNo: undefined, note: `坏报文 ${CALLER.phone}` })
    expect(Object.keys(await found()).toSorted(), 'the search finds what is there').toEqual(MARKERS.toSorted())
    const before = await figures()

    const preview = (await security.ask('POST', '/erasures/preview', { body: { phone: CALLER.phone } })).body
    expect(preview.cases).toMatchObject([{ id, isOpen: false }])
    expect(preview.counts).toMatchObject({ cases: 1, alerts: 1, tickets: 1, quarantined: 1 })
    expect(JSON.stringify(preview), 'whoever erases reads nothing of it').not.toMatch(new RegExp(MARKERS.join('|')))
    expect((await operator.incident(id)).summary, 'a dry run').not.toBeNull()

    const { status, body } = await security.ask('POST', '/erasures', {
      body: { phone: CALLER.phone, caseIds: [id], reason: '本人书面申请' },
    })
    expect({ status, counts: body.counts }).toMatchObject({
      status: 200,
      counts: { cases: 1, alerts: 1, tickets: 1, quarantined: 1, events: preview.counts.events },
    })
    const told = 'SELECT incident_id AS id FROM department_notice WHERE place IS NOT NULL'
    expect((await story.database.pool.query(told)).rows, 'the house a department was told of').toEqual([{ id: other }])
    const left = await found()
    const shared = ['上官如玉', '330106199001015678', '油烟直排九楼', '映荷社区9幢4单元904']
    expect(Object.keys(left).toSorted(), 'only what the other one said').toEqual(shared.toSorted())
    expect(
      Object.values(left)
        .flat()
        .filter((line) => line.includes(id)),
    ).toEqual([])

    const { body: byNo } = await security.ask('POST', '/erasures/preview', {
      body: { incidentNo: (await operator.incident(other)).no },
    })
    await security.ask('POST', '/erasures', {
      body: { incidentNo: byNo.cases[0].no, caseIds: [other], reason: '本人书面申请' },
    })
    expect(await found()).toEqual({})
    expect(await figures()).toEqual(before)
    expect(await verifyChain(story.database.db, SUBDISTRICT)).toMatchObject({ ok: true })
  })

  it('the case can still be read, says that it was erased, and the orders name no one but by call sign', async () => {
    const { items } = await operator.read('/incidents?stage=closed')
    const detail = await operator.incident(items[0].id)
    expect(detail).toMatchObject({ stage: 'closed', summary: null, address: null, erasedAt: expect.any(String) })
    expect(detail.alerts[0]).toMatchObject({ narrative: '', caller: null, address: null })
    expect(detail.events.map((e) => e.type)).toContain('incident.reported')
    expect(detail.dispatches[0]?.unit.name).toMatch(/^联动队 \d{2,3}$/)
  })

  it('what is said after a reopening is erased again when it is asked for', async () => {
    const id = await live('13500005555', '戊')
    const { no } = await operator.incident(id)
    const erase = (caseIds: string[]) =>
      security.ask('POST', '/erasures', { body: { incidentNo: no, caseIds, reason: '本人书面申请' } })
    expect((await erase([id])).status).toBe(200)
    expect((await erase([id])).status, 'nothing is left to erase').toBe(409)
    await operator.do(id, 'reopen', { reason: '当事人反悔' })
    await operator.do(id, 'settle', { outcome: 'noAction', text: '留言戊十号' })
    await operator.do(id, 'close')
    expect(findInDump(await dumpDatabase(story.database), '留言戊十号')).not.toEqual([])
    expect((await erase([id])).status).toBe(200)
    expect(findInDump(await dumpDatabase(story.database), '留言戊')).toEqual([])
  })

  it('does nothing where the dry run is no longer true, the case is open, or nobody is found', async () => {
    const open = await live('13700001111', '丙', false)
    const erase = (body: object) => security.ask('POST', '/erasures', { body: { reason: '本人书面申请', ...body } })
    expect(await erase({ phone: '13700001111', caseIds: [open] })).toMatchObject({
      status: 409,
      body: { code: 'versionConflict', preview: { cases: [{ id: open, isOpen: true }] } },
    })
    expect(await erase({ phone: '13700001111', caseIds: [] })).toMatchObject({ body: { code: 'caseStillOpen' } })
    expect(await erase({ phone: '13700002222', caseIds: [] })).toMatchObject({ status: 404 })
    expect(await erase({ phone: '1370000', caseIds: [] })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/phone' }] },
    })
    expect(await erase({ caseIds: [] })).toMatchObject({ status: 422 })
    expect((await operator.incident(open)).summary).not.toBeNull()
    await operator.do(open, 'close')
  })

  it('is for the security administrator alone, and is told to the auditor without whose it was', async () => {
    for (const name of ['operator', 'leader', 'supervisor', 'admin', 'auditor', 'wall', 'police'])
      for (const path of ['/erasures', '/erasures/preview'])
        expect((await (await story.as(name)).ask('POST', path, { body: {} })).status, name).toBe(403)
    const { items } = await security.read('/erasures')
    expect(items[0]).toMatchObject({ cause: 'request', byName: '安全管理员', counts: { cases: 1 } })
    const { events } = await (await story.as('auditor')).read('/events?limit=1000')
    const lines = events.filter((e: { type: string }) => e.type.startsWith('personal.eras'))
    expect(lines.length).toBeGreaterThanOrEqual(4)
    expect(JSON.stringify(lines)).not.toMatch(/13912345671|13700001111|13800009999/)
  })
})

describe('retention by rule', () => {
  it('erases a case five years after it was closed and not a day before, positions and quarantine in their time', async () => {
    await live('13600003333', '丁')
    await responder.ask('POST', '/positions', { body: { location: { lat: 30.43, lon: 120.3 } } })
    await story.postAlert({ externalNo: undefined, note: '隔离的一条' })
    const track = async () =>
      (await story.database.pool.query(`SELECT lat FROM unit WHERE id = 'unit-responder'`)).rows[0].lat
    const kept = async () =>
      (await story.database.pool.query(`SELECT count(*)::int AS n FROM quarantine WHERE length(body) > 0`)).rows[0].n
    const { body } = await operator.ask('POST', '/roll-calls', { body: {} })
    await operator.ask('POST', `/roll-calls/${body.rollCall.id}/end`)
    const calls = async () => {
      const { rows } = await story.database.pool.query(
        `SELECT count(dispatch_id)::int AS orders, count(roll_call_id)::int AS roll FROM notification`,
      )
      return rows[0]
    }
    const maintained = async (ms: number) => {
      await story.forward(ms)
      await story.restart()
    }

    await maintained(RETENTION.unitPosition.keepMs - DAY_MS)
    await new Promise((done) => setTimeout(done, 2_000))
    expect(await track()).not.toBeNull()
    await maintained(2 * DAY_MS)
    await until('the track to be erased', async () => ((await track()) === null ? true : undefined))
    expect(await kept()).toBe(1)
    expect((await calls()).orders, 'whom an order called is known for half a year').toBeGreaterThan(0)
    expect((await calls()).roll).toBeGreaterThan(0)
    await maintained(RETENTION.quarantineBody.keepMs - RETENTION.unitPosition.keepMs)
    await until('the quarantine to be emptied', async () => ((await kept()) === 0 ? true : undefined))
    await until('calls about cases long closed to be forgotten', async () => {
      const { orders, roll } = await calls()
      return orders + roll === 0 || undefined
    })

    await maintained(RETENTION.casePersonal.keepMs - RETENTION.quarantineBody.keepMs - 3 * DAY_MS)
    await new Promise((done) => setTimeout(done, 2_000))
    expect(findInDump(await dumpDatabase(story.database), '13600003333')).not.toEqual([])
    await maintained(4 * DAY_MS)
    await until('the case to be erased', async () =>
      findInDump(await dumpDatabase(story.database), '13600003333').length === 0 ? true : undefined,
    )
    expect(findInDump(await dumpDatabase(story.database), '留言丁')).toEqual([])
    const { rows } = await story.database.pool.query(
      `SELECT cause, by, (counts ->> 'cases')::int AS cases FROM erasure ORDER BY at DESC LIMIT 1`,
    )
    expect(rows).toEqual([{ cause: 'retention', by: 'retention', cases: expect.any(Number) }])
    expect(await verifyChain(story.database.db, SUBDISTRICT)).toMatchObject({ ok: true })
  })
})
