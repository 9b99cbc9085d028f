import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LogEvent } from '@liandong/shared/wire/log-event.ts'
import { PACE } from '@liandong/shared/access/reveal.ts'
import type { Answer, Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'

const postgres = usePostgres()
let story: Story
let operator: Client
let responder: Client
beforeAll(async () => {
  story = await Story.open(postgres)
  operator = await story.as('operator')
  responder = await story.as('responder')
})
afterAll(() => story.close())

const CALLER = { name: '严如玉', phone: '13912340001', anonymous: false }
const ALERT = { narrative: '楼上漏水吵起来了，我电话13912340001', address: '映荷社区3幢2单元501', caller: CALLER }
const VIOLENCE = { ...ALERT, narrative: '我老公打我，我在映荷社区3幢2单元501室，快来', caller: CALLER }
const REASON = '核实现场情况'

const reveal = (who: Client, id: string, more: object = {}): Promise<Answer> =>
  who.ask('POST', `/incidents/${id}/reveal`, { body: { fields: ['caller.phone'], reason: REASON, ...more } })

async function audit(type: string): Promise<LogEvent[]> {
  const auditor = await story.as('auditor')
  const all: LogEvent[] = []
  for (let after = 0; ;) {
    const { events, nextAfter } = await auditor.read(`/events?after=${after}&limit=1000`)
    all.push(...events.filter((event: LogEvent) => event.type === type))
    if (nextAfter === after) return all
    after = nextAfter
  }
}

describe('personal data is masked until somebody gives a reason (domain §2.5)', () => {
  it('is masked in the detail, in the list, on the board and in the alert', async () => {
    const { id, alertIds } = await story.openIncident(ALERT)
    for (const path of [`/incidents/${id}`, `/alerts/${alertIds[0]}`, '/incidents', '/board', '/events?limit=1000']) {
      const text = JSON.stringify(await operator.read(path))
      expect(text, path).not.toMatch(/13912340001|严如玉/)
    }
    expect((await operator.incident(id)).alerts[0]).toMatchObject({
      caller: { name: '严*', phone: '139****0001' },
      narrative: '楼上漏水吵起来了，我电话139****0001',
    })
  })

  it('is shown once, with a line for the auditor; the reason lies in the erasable part', async () => {
    const { id, alertIds } = await story.openIncident(ALERT)
    const { status, body, headers } = await reveal(operator, id, {
      fields: ['caller.phone', 'caller.name', 'narrative'],
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      alertId: alertIds[0],
      values: { 'caller.phone': CALLER.phone, 'caller.name': CALLER.name, narrative: ALERT.narrative },
    })
    expect(Date.parse(body.until)).toBeGreaterThan(story.now())
    expect(headers.get('cache-control')).toBe('no-store')
    const line = (await audit('personal.revealed')).at(-1)
    expect(line).toMatchObject({ kind: 'audit', caseId: id, actor: { id: 'user-operator' } })
    const { rows } = await story.database.pool.query('SELECT data, personal FROM event WHERE seq = $1', [line?.seq])
    expect(rows[0]).toMatchObject({
      data: { alertId: alertIds[0], fields: ['caller.phone', 'caller.name', 'narrative'] },
      personal: { fields: { reason: REASON } },
    })
    expect(JSON.stringify(await operator.incident(id)), 'and masked again').not.toContain(CALLER.phone)
  })

  it('needs a reason, known fields, an alert of this case', async () => {
    const { id } = await story.openIncident(ALERT)
    const other = await story.openIncident(ALERT)
    for (const [more, status, pointer] of [
      [{ reason: ' ' }, 422, '/reason'],
      [{ reason: undefined }, 422, '/reason'],
      [{ fields: [] }, 422, '/fields'],
      [{ fields: ['caller.password'] }, 422, '/fields/0'],
      [{ alertId: other.alertIds[0] }, 404, undefined],
    ] as const) {
      const answer = await reveal(operator, id, more)
      expect(answer.status, JSON.stringify(more)).toBe(status)
      if (pointer) expect(answer.body.errors[0].pointer).toBe(pointer)
    }
  })

  it('a responder has the number while the order runs, and not before or after', async () => {
    const { id } = await story.openIncident(ALERT)
    expect((await reveal(responder, id)).status).toBe(404)
    await operator.do(id, 'dispatch', { unitId: 'unit-responder' })
    expect((await reveal(responder, id, { reason: '联系报警人' })).body.values).toEqual({
      'caller.phone': CALLER.phone,
    })
    await responder.do(id, 'decline', { reason: '车坏' })
    expect(await reveal(responder, id)).toMatchObject({ status: 409, body: { code: 'revealEnded' } })
  })

  it('ends with the case, and nobody else is given it; each refusal of a reveal is noted', async () => {
    const { id } = await story.openIncident(ALERT)
    for (const name of ['department', 'mediator', 'petition', 'wall', 'admin', 'security', 'auditor'])
      expect(await reveal(await story.as(name), id), name).toMatchObject({ status: 403, body: { code: 'notYours' } })
    expect((await reveal(await story.as('police'), id)).status, 'no police matter').toBe(404)
    await operator.do(id, 'settle', { outcome: 'noAction', text: '电话里说清' })
    await operator.do(id, 'close')
    for (const name of ['operator', 'leader', 'supervisor'])
      expect(await reveal(await story.as(name), id), name).toMatchObject({ status: 409, body: { code: 'revealEnded' } })
    expect((await audit('access.refused')).filter((event) => event.caseId === id)).toHaveLength(3)
  })
})

describe('who reports violence at home is told to police duty alone', () => {
  it('from the first moment, on every way, in every list', async () => {
    const { id, alertIds } = await story.openIncident(VIOLENCE)
    await operator.do(id, 'dispatch', { unitId: 'unit-responder' })
    const secret = /严如玉|严\*|13912340001|139\*{4}0001|2单元|501室/
    for (const name of ['operator', 'leader', 'supervisor']) {
      const who = await story.as(name)
      for (const path of [`/incidents/${id}`, `/alerts/${alertIds[0]}`]) {
        const text = JSON.stringify(await who.read(path))
        expect(text, `${name} ${path}`).not.toMatch(secret)
      }
      for (const field of ['caller.phone', 'caller.name', 'narrative', 'address'])
        expect(await reveal(who, id, { fields: [field] }), name).toMatchObject({
          status: 403,
          body: { code: 'reporterProtected' },
        })
      const { items } = await who.read(`/incidents?q=${CALLER.phone}`)
      expect(
        items.map((i: { id: string }) => i.id),
        `${name} finds it by the number`,
      ).not.toContain(id)
    }
    expect((await operator.incident(id)).alerts[0]).toMatchObject({ caller: null, reporterProtected: true })
    const opened = (await operator.read('/events?limit=1000')).events.find(
      (e: LogEvent) => e.type === 'incident.opened' && e.caseId === id,
    )
    expect(JSON.stringify(opened)).not.toMatch(secret)
  })

  it('a responder is told the door and not who called; police duty is told both', async () => {
    const { id } = await story.openIncident(VIOLENCE)
    await operator.do(id, 'dispatch', { unitId: 'unit-responder', evenOffDuty: true }).catch(async () => {
      for (const one of (await responder.board()).incidents) await responder.do(one.id, 'decline', { reason: '换一处' })
      await operator.do(id, 'dispatch', { unitId: 'unit-responder' })
    })
    const seen = await responder.incident(id)
    expect(seen.address).toBe(VIOLENCE.address)
    expect(seen.alerts[0]).toMatchObject({ caller: null, address: VIOLENCE.address, reporterProtected: true })
    expect((await reveal(responder, id)).body.code).toBe('reporterProtected')
    const police = await story.as('police')
    expect((await police.incident(id)).alerts[0]?.caller).toMatchObject({ name: '严*', phone: '139****0001' })
    expect((await reveal(police, id, { fields: ['caller.name'] })).body.values).toEqual({ 'caller.name': '严如玉' })
    const { items } = await police.read(`/incidents?q=${CALLER.phone}`)
    expect(items.map((i: { id: string }) => i.id)).toContain(id)
  })
})

describe('a search by telephone', () => {
  it('finds by the whole number, however it is written, and by no part of it', async () => {
    const { id } = await story.openIncident({ ...ALERT, caller: { ...CALLER, phone: '+86 138-7777-0002' } })
    const found = async (q: string, who = operator) =>
      (await who.read(`/incidents?q=${encodeURIComponent(q)}`)).items.map((i: { id: string }) => i.id)
    for (const q of ['13877770002', '138 7777 0002', '+8613877770002']) expect(await found(q), q).toEqual([id])
    for (const q of ['1387777000', '77770002', '3877770002']) expect(await found(q), q).toEqual([])
    for (const name of ['wall', 'responder', 'auditor', 'admin'])
      expect(await found('13877770002', await story.as(name)), name).toEqual([])
    expect(JSON.stringify(await operator.read('/incidents?q=13877770002'))).not.toContain('13877770002')
  })
})

describe('the pace limit', () => {
  it('tells the supervisor once and asks again, also when twenty ask at the same time', async () => {
    const leader = await story.as('leader')
    const screen = await story.screen('supervisor')
    // each on a case of its own: no lock of a case makes them wait for each other
    const ids = await Promise.all(
      Array.from({ length: PACE.most + 4 }, async () => (await story.openIncident(ALERT)).id),
    )
    const id = ids[0] as string
    const answers = await Promise.all(ids.map((one) => reveal(leader, one)))
    const codes = answers.map((a) => (a.status === 200 ? 'shown' : a.body.code))
    expect(codes.filter((code) => code === 'shown')).toHaveLength(PACE.most)
    expect(codes.filter((code) => code === 'revealPace')).toHaveLength(4)
    await expect
      .poll(() => screen.events.filter((e) => e.type === 'personal.paceExceeded'), { timeout: 10_000 })
      .toHaveLength(1)
    expect(screen.events.find((e) => e.type === 'personal.paceExceeded')).toMatchObject({
      actor: { name: '周正' },
      data: { count: PACE.most },
    })
    expect((await reveal(leader, id, { again: true, reason: '群众聚集，逐一回电' })).status).toBe(200)
    expect((await reveal(operator, id)).status, 'another person is not held up').toBe(200)
    await story.pass(PACE.withinMs)
    expect((await reveal(leader, id)).status).toBe(200)
  })
})
