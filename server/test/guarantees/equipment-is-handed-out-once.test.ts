import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MINUTE_MS } from '@liandong/shared/time.ts'
import type { EquipmentView, VehicleView } from '@liandong/shared/wire/equipment.ts'
import type { Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const postgres = usePostgres()
let story: Story
let operator: Client
let leader: Client
let responder: Client
let admin: Client

beforeAll(async () => {
  story = await Story.open(postgres, { env: { DEMO: '1' } })
  await story.tomorrowMorning()
  ;[operator, leader, responder, admin] = (await Promise.all(
    ['operator', 'leader', 'responder', 'admin'].map((name) => story.as(name)),
  )) as [Client, Client, Client, Client]
}, 60_000)
afterAll(() => story.close())

const FORM = {
  category: 'shield',
  name: '防暴盾牌',
  serial: null,
  quantity: 1,
  organisationId: 'org-zhzf',
  place: '装备间',
}
const put = async (form: object = {}): Promise<EquipmentView> => {
  const { status, body } = await admin.ask('POST', '/equipment', { body: { ...FORM, ...form } })
  expect(status, JSON.stringify(body)).toBe(201)
  return body.item
}
const take = (by: Client, form: object) =>
  by.ask('POST', '/equipment/take', { body: { category: 'shield', unitId: 'unit-responder', ...form } })
const linesOf = async (id: string): Promise<string[]> => {
  const { rows } = await story.database.pool.query(`SELECT type FROM event WHERE case_id = $1 ORDER BY seq`, [id])
  return rows.map((row) => row.type)
}

describe('D7: the ledger of equipment', () => {
  it('the third use of two answers "none free" and says who has them; what came back is free again', async () => {
    const [first, second] = [await put({ serial: 'DP-001' }), await put({ serial: 'DP-002' })]
    const incident = await story.openIncident()
    const taken = await take(operator, { incidentId: incident.id })
    expect(taken).toMatchObject({ status: 200, body: { item: { id: first.id, state: 'inUse', free: 0 } } })
    expect(taken.body.item.uses).toMatchObject([{ unitId: 'unit-responder', incidentNo: incident.no }])
    expect((await take(leader, {})).body.item.id).toBe(second.id)
    const third = await take(operator, {})
    expect(third).toMatchObject({ status: 409, body: { code: 'noneFree' } })
    expect(third.body.holders.map((one: { serial: string }) => one.serial)).toEqual(['DP-001', 'DP-002'])
    expect(third.body.holders[0].unitName).toBe(taken.body.item.uses[0].unitName)
    const back = await operator.ask('POST', `/equipment-uses/${taken.body.item.uses[0].id}/return`)
    expect(back).toMatchObject({ status: 200, body: { item: { id: first.id, state: 'free', uses: [] } } })
    const again = await operator.ask('POST', `/equipment-uses/${taken.body.item.uses[0].id}/return`)
    expect(again).toMatchObject({ status: 409, body: { code: 'alreadyDone' } })
    expect(await take(operator, { equipmentId: second.id })).toMatchObject({
      status: 409,
      body: { code: 'equipmentNotFree', free: [{ id: first.id }] },
    })
    expect(await linesOf(first.id)).toEqual(['equipment.added', 'equipment.taken', 'equipment.returned'])
  })

  it('however many ask for the last one at the same moment, one has it', async () => {
    await put({ category: 'extinguisher', name: '灭火器' })
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => take(i % 2 ? operator : leader, { category: 'extinguisher' })),
    )
    expect(answers.filter((one) => one.status === 200)).toHaveLength(1)
    expect(answers.filter((one) => one.body.code === 'noneFree')).toHaveLength(7)
  })

  it('a unit takes and brings back for itself alone', async () => {
    await put({ category: 'lamp', name: '强光手电', quantity: 5 })
    const lamp = { category: 'lamp', quantity: 2 }
    expect((await take(responder, lamp)).body.item).toMatchObject({ free: 3, state: 'free' })
    const other = (await story.board()).units.find((unit) => unit.id !== 'unit-responder' && unit.kind === 'person')
    expect((await take(responder, { ...lamp, unitId: other?.id })).status).toBe(403)
    const theirs = (await take(operator, { ...lamp, unitId: other?.id })).body.item.uses.at(-1)
    expect((await responder.ask('POST', `/equipment-uses/${theirs.id}/return`)).status).toBe(403)
  })

  it('is kept by the administrator alone: nobody overwrites another, nothing that is out leaves it', async () => {
    const item = await put({ category: 'other', name: '钢叉', quantity: 2 })
    expect((await operator.ask('POST', '/equipment', { body: FORM })).status).toBe(403)
    const change = (by: Client, form: object, version = item.version) =>
      by.ask('PUT', `/equipment/${item.id}`, { body: { ...FORM, category: 'other', name: '钢叉', ...form, version } })
    await take(operator, { category: 'other', quantity: 2 })
    expect(await change(admin, { quantity: 1 })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/quantity' }] },
    })
    expect((await change(admin, { quantity: 3, place: '值班室' })).status).toBe(200)
    expect(await change(admin, { quantity: 9 })).toMatchObject({
      status: 409,
      body: { code: 'versionConflict', present: { quantity: 3 } },
    })
    expect(await admin.ask('POST', `/equipment/${item.id}/remove`, { body: { version: 2 } })).toMatchObject({
      status: 409,
      body: { code: 'stillInUse' },
    })
    await put({ serial: 'DP-009' })
    const twin = await admin.ask('POST', '/equipment', { body: { ...FORM, serial: 'DP-009' } })
    expect(twin).toMatchObject({ status: 422, body: { errors: [{ pointer: '/serial' }] } })
    const lot = await admin.ask('POST', '/equipment', { body: { ...FORM, serial: 'DP-010', quantity: 2 } })
    expect(lot).toMatchObject({ status: 422, body: { errors: [{ pointer: '/quantity' }] } })
  })

  it('what is broken is handed out to nobody, and the next shift reads who has what', async () => {
    const item = await put({ category: 'extinguisher', name: '灭火器', serial: 'JJ-01' })
    const service = (form: object) =>
      leader.ask('POST', `/equipment/${item.id}/service`, { body: { version: item.version, ...form } })
    expect((await service({ inService: false })).status).toBe(422)
    expect((await service({ inService: false, reason: '药品过期' })).body.item).toMatchObject({ state: 'outOfService' })
    expect(await take(operator, { category: 'extinguisher', equipmentId: item.id })).toMatchObject({
      body: { code: 'noneFree', broken: 1 },
    })
    const { handover } = await leader.read('/handovers/current')
    expect(handover.sheet.equipment).toContainEqual(
      expect.objectContaining({ serial: 'JJ-01', outOfService: '药品过期', unit: null }),
    )
    expect(handover.sheet.equipment.some((one: { name: string }) => one.name === '灭火器')).toBe(true)
  })
})

describe('D7: the vehicles', () => {
  const vehicles = async (): Promise<VehicleView[]> => (await operator.read('/vehicles')).items
  const service = (id: string, body: object) => operator.ask('POST', `/vehicles/${id}/service`, { body })

  it('one out of service is off duty, offered and sent to nobody until it is back', async () => {
    const [car] = await vehicles()
    if (!car) throw new Error('the demo has vehicles')
    expect((await service(car.id, { inService: false, reason: '更换轮胎' })).status).toBe(204)
    const out = (await vehicles()).find((one) => one.id === car.id)
    expect(out).toMatchObject({ state: 'outOfService', outOfService: { reason: '更换轮胎' } })
    await until('the vehicle off duty on the board', async () => {
      const unit = (await story.board()).units.find((one) => one.id === car.id)
      return unit?.onDuty === false || undefined
    })
    const incident = await story.openIncident({ severity: 2 })
    const { suggestions, vehicles: counted } = await operator.read(`/incidents/${incident.id}`)
    expect(suggestions.length).toBeGreaterThan(0)
    expect(suggestions.map((one: { unitId: string }) => one.unitId)).not.toContain(car.id)
    expect(counted.total - counted.free).toBeGreaterThan(0)
    const sent = await operator.command(incident.id, 'dispatch', { unitId: car.id, evenOffDuty: true })
    expect(sent).toMatchObject({ status: 409, body: { code: 'vehicleOutOfService', reason: '更换轮胎' } })
    expect((await service('unit-responder', { inService: true })).status).toBe(404)
    const { handover } = await leader.read('/handovers/current')
    expect(handover.sheet.vehicles).toContainEqual(expect.objectContaining({ id: car.id, outOfService: '更换轮胎' }))
    expect((await service(car.id, { inService: true })).status).toBe(204)
    await until('the vehicle back on duty', async () => {
      const unit = (await story.board()).units.find((one) => one.id === car.id)
      return unit?.onDuty === true || undefined
    })
    expect(await linesOf(car.id)).toEqual(
      expect.arrayContaining(['vehicle.outOfService', 'vehicle.backInService', 'unit.wentOffDuty', 'unit.wentOnDuty']),
    )
  })

  it('with every vehicle on a case, the next use answers that none is free and who has it', async () => {
    const incidents = await Promise.all((await vehicles()).map(() => story.openIncident({ severity: 2 })))
    await story.pass(MINUTE_MS)
    for (const [i, car] of (await vehicles()).entries())
      if (car.state === 'free') await operator.do((incidents[i] as { id: string }).id, 'dispatch', { unitId: car.id })
    const all = await vehicles()
    expect(all.length).toBeGreaterThanOrEqual(2)
    expect(new Set(all.map((one) => one.state))).toEqual(new Set(['inUse']))
    const third = await story.openIncident({ severity: 2 })
    const answer = await operator.command(third.id, 'dispatch', { unitId: all[0]?.id })
    expect(answer).toMatchObject({ status: 409, body: { code: 'noVehicleFree', incidentNo: all[0]?.incidentNo } })
  })
})
