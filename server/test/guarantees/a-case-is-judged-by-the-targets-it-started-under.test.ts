import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DELIVERED } from '@liandong/shared/clocks/sla.ts'
import { MINUTE_MS, toIso } from '@liandong/shared/time.ts'
import type { Clock } from '@liandong/shared/clocks/clock.ts'
import { Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const postgres = usePostgres()
let story: Story
let admin: Client
let supervisor: Client
let operator: Client
beforeAll(async () => {
  story = await Story.open(postgres)
  await story.tomorrowMorning()
  ;[admin, supervisor, operator] = (await Promise.all(
    ['admin', 'supervisor', 'operator'].map((name) => story.as(name)),
  )) as [Client, Client, Client]
})
afterAll(() => story.close())

const propose = (more: object = {}, targets: object = {}) =>
  admin.ask('POST', '/sla', {
    body: {
      basedOn: 0,
      document: '东街办〔2026〕12号',
      effectiveFrom: toIso(story.now() + 10 * MINUTE_MS),
      content: { ...DELIVERED.content, ...targets },
      ...more,
    },
  })
const minutesOf = (clock: Clock) => (Date.parse(clock.dueAt) - Date.parse(clock.startedAt)) / MINUTE_MS
const k4 = (incident: { clocks: Clock[] }) => incident.clocks.find((c) => c.clock === 'K4') as Clock

async function dispatched(): Promise<{ id: string; k4: Clock }> {
  const { id } = await story.openIncident()
  const unit = (await operator.board()).units.find((u) => u.onDuty && u.incidentId === null)
  const incident = await operator.do(id, 'dispatch', { unitId: unit?.id })
  return { id, k4: k4(incident) }
}

describe('A11: how long a clock runs is decided by two people, and never backwards', () => {
  it('refuses values with a sentence a field, and a beginning that is past', async () => {
    const refused = await propose({ effectiveFrom: toIso(story.now() - 1) }, { K4: 60 })
    expect(refused).toMatchObject({ status: 422, body: { code: 'invalidBody' } })
    expect(refused.body.errors.map((e: { pointer: string }) => e.pointer)).toEqual(['/content/K4', '/effectiveFrom'])
    expect(refused.body.errors[0].message).toBe('应在 5 分钟至 120 分钟之间')
    for (const name of ['operator', 'supervisor', 'auditor', 'security'])
      expect((await (await story.as(name)).ask('POST', '/sla', { body: {} })).status, name).toBe(403)
    expect((await operator.ask('GET', '/sla')).status).toBe(200)
    expect((await (await story.as('responder')).ask('GET', '/sla')).status).toBe(403)
  })

  it('of two administrators who propose at once one is told of the other; only the supervisor decides, once', async () => {
    const both = await Promise.all([propose({}, { K4: 600 }), propose({}, { K4: 900 })])
    expect(both.map((a) => a.status).toSorted()).toEqual([201, 409])
    expect(both.find((a) => a.status === 409)?.body).toMatchObject({ code: 'versionConflict', version: 1 })
    expect((await propose({ basedOn: 1 })).status).toBe(409)
    expect((await admin.ask('POST', '/sla/1/decide', { body: { approve: true } })).status).toBe(403)
    expect(await supervisor.ask('POST', '/sla/1/decide', { body: { approve: false } })).toMatchObject({
      status: 200,
      body: { state: 'rejected' },
    })
    expect((await supervisor.ask('POST', '/sla/1/decide', { body: { approve: true } })).status).toBe(409)
    expect((await supervisor.ask('POST', '/sla/7/decide', { body: { approve: true } })).status).toBe(404)
  })

  it('an approval that comes too late is refused: it would judge what is running', async () => {
    expect((await propose({ basedOn: 1, effectiveFrom: toIso(story.now() + 2 * MINUTE_MS) })).status).toBe(201)
    await story.forward(90_000)
    const late = await supervisor.ask('POST', '/sla/2/decide', { body: { approve: true } })
    expect(late).toMatchObject({ status: 409, body: { code: 'versionTooLate' } })
    await supervisor.ask('POST', '/sla/2/decide', { body: { approve: false } })
  })

  it('a case that ran before keeps its version, through a restart and to its end; the next one has the new', async () => {
    const closed = await dispatched()
    await operator.do(closed.id, 'settle', { outcome: 'noAction', text: '自行离开' })
    await operator.do(closed.id, 'close')
    const before = k4(await operator.incident(closed.id))
    expect((await propose({ basedOn: 2 }, { K4: 600 })).status).toBe(201)
    expect((await supervisor.ask('POST', '/sla/3/decide', { body: { approve: true } })).status).toBe(200)

    const running = await dispatched()
    expect([running.k4.slaVersion, minutesOf(running.k4)]).toEqual([0, 20])
    await story.restart()
    await story.pass(10 * MINUTE_MS + 1_000)
    const fresh = await dispatched()
    expect([fresh.k4.slaVersion, minutesOf(fresh.k4)]).toEqual([3, 10])

    await story.pass(10 * MINUTE_MS + 1_000)
    const [old, late] = [k4(await operator.incident(running.id)), k4(await operator.incident(fresh.id))]
    expect([old.dueAt, old.slaVersion]).toEqual([running.k4.dueAt, 0])
    expect([late.state, late.slaVersion]).toEqual(['breached', 3])
    expect(k4(await operator.incident(closed.id)), 'a closed case is as it was').toEqual(before)

    const { items } = await supervisor.read('/breaches')
    const versionOf = (id: string) =>
      items.find((b: { incidentId: string; clock: string }) => b.incidentId === id && b.clock === 'K4')?.slaVersion
    expect([versionOf(running.id), versionOf(fresh.id)]).toEqual([0, 3])
    const { segments } = await supervisor.read('/segments')
    expect(segments.find((s: { clock: string }) => s.clock === 'K4').slaVersions).toEqual([0, 3])
    expect((await supervisor.read('/sla')).current).toMatchObject({ version: 3, content: { K4: 600 } })
    expect(segments.find((s: { clock: string }) => s.clock === 'K4').targetMs, 'the target in force').toBe(600_000)
    const { sla } = await operator.board()
    expect(
      sla.map((one) => [one.version, one.content.K4]),
      'those of the last day',
    ).toEqual([
      [0, 1_200],
      [3, 600],
    ])
    const petition = await Client.signIn(story.api, 'petition')
    expect((await petition.board()).sla).toEqual([])

    // an administrator's session does not last through the minutes that passed here
    const auditor = await Client.signIn(story.api, 'auditor')
    const types = await until('the lines of the decisions', async () => {
      const { events } = await auditor.read('/events?after=0&limit=1000')
      const found = events.flatMap((e: { type: string }) => (e.type.startsWith('sla.') ? [e.type] : []))
      return found.length >= 6 ? found : undefined
    })
    expect(types).toEqual([
      'sla.proposed',
      'sla.rejected',
      'sla.proposed',
      'sla.rejected',
      'sla.proposed',
      'sla.approved',
    ])
  }, 120_000)
})
