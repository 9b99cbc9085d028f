import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FORCES } from '@liandong/shared/duty/force.ts'
import { ask, type Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { shown } from '../harness/screen.ts'
import { Story } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const postgres = usePostgres()
let story: Story
let admin: Client
let security: Client
beforeAll(async () => {
  story = await Story.open(postgres)
  admin = await story.as('admin')
  security = await story.as('security')
})
afterAll(() => story.close())

const signIn = (username: string, password: string) =>
  ask(`${story.api}/session`, 'POST', { body: { username, password } })
const cookieOf = (headers: Headers) => ({ cookie: (headers.get('set-cookie') ?? '').split(';')[0] as string })

let made = 0
const person = (more: object = {}) => ({
  username: `p${++made}.zhang`,
  name: '张新',
  role: 'operator',
  organisationId: 'org-command',
  unitId: null,
  ...more,
})
const hire = async (more: object = {}, by = admin) => {
  const { status, body } = await by.ask('POST', '/accounts', { body: person(more) })
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body as { account: { id: string; username: string; version: number }; password: string }
}
const form = ({ name, role, organisationId, unitId, version }: Record<string, unknown>) => ({
  name,
  role,
  organisationId,
  unitId,
  version,
})
const unit = (more: object = {}) => ({
  name: '新成员',
  kind: 'person',
  force: 'grid',
  employment: 'part',
  tier: 2,
  skills: ['调解', '方言'],
  organisationId: 'village-01',
  phone: '13812340000',
  duty: [{ fromMinute: 0, toMinute: 1_440 }],
  members: [],
  equipment: [],
  ...more,
})
const editOf = ({ id: _id, retiredAt: _retired, ...rest }: Record<string, unknown>) => rest

describe('accounts', () => {
  it('one that is made signs in with the password that is shown once, and the log names neither', async () => {
    const { account, password } = await hire()
    expect((await signIn(account.username, password)).status).toBe(200)
    const list = await admin.read(`/accounts?q=${account.username}`)
    expect(list.items).toHaveLength(1)
    expect(JSON.stringify(list)).not.toMatch(/password|argon/i)
    const { rows } = await story.database.pool.query(`SELECT type, data, personal FROM event WHERE case_id = $1`, [
      account.id,
    ])
    expect(rows.map((row) => row.type)).toEqual(['account.created'])
    expect(JSON.stringify(rows)).not.toContain(password)
    expect(JSON.stringify(rows.map((row) => row.data)), 'names are beside the chain').not.toMatch(/张新|zhang/)
  })

  it('disabling, a new role, a new organisation or a new password ends what is open; a new name does not', async () => {
    const { account, password } = await hire()
    const { headers } = await signIn(account.username, password)
    const open = async () => (await ask(`${story.api}/session`, 'GET', { headers: cookieOf(headers) })).status
    const path = `/accounts/${account.id}`
    const put = async (more: object) =>
      (await admin.ask('PUT', path, { body: { ...form(await admin.read(path)), ...more } })).status
    expect([await put({ name: '张新新' }), await open()]).toEqual([200, 200])
    expect([await put({ organisationId: 'org-zzb' }), await open()]).toEqual([200, 401])
    const reset = await admin.ask('POST', `${path}/reset-password`)
    expect([reset.status, (await signIn(account.username, password)).status]).toEqual([200, 401])
    const again = await signIn(account.username, reset.body.password)
    expect(again.status).toBe(200)
    expect((await admin.ask('POST', `${path}/disable`)).status).toBe(200)
    expect((await ask(`${story.api}/session`, 'GET', { headers: cookieOf(again.headers) })).status).toBe(401)
    expect((await signIn(account.username, reset.body.password)).status).toBe(401)
    expect((await admin.ask('POST', `${path}/disable`)).body.code).toBe('alreadyDone')
    expect((await admin.ask('POST', `${path}/enable`)).status).toBe(200)
    expect((await signIn(account.username, reset.body.password)).status).toBe(200)
  })

  it('two administrators who edit the same one: the second is told what stands there now, and nothing is lost', async () => {
    const { account } = await hire()
    const path = `/accounts/${account.id}`
    const read = form(await admin.read(path))
    const [first, second] = await Promise.all([
      admin.ask('PUT', path, { body: { ...read, name: '甲改的' } }),
      admin.ask('PUT', path, { body: { ...read, name: '乙改的' } }),
    ])
    const [won, lost] = first.status === 200 ? [first, second] : [second, first]
    expect([won.status, lost.status, lost.body.code]).toEqual([200, 409, 'versionConflict'])
    expect(lost.body.present).toMatchObject({ name: won.body.account.name, version: won.body.account.version })
    expect((await admin.read(path)).name).toBe(won.body.account.name)
  })

  it('roles: each administrator grants their own, nobody their own, and the last of either stays', async () => {
    const tries = async (by: Client, role: string) =>
      (
        await by.ask('POST', '/accounts', {
          body: person({ role, unitId: role === 'responder' ? 'unit-squad-1' : null }),
        })
      ).status
    for (const role of ['admin', 'security', 'auditor', 'supervisor'])
      expect([await tries(admin, role), await tries(security, role)], role).toEqual([403, 201])
    for (const role of ['operator', 'responder', 'wall', 'police'])
      expect([await tries(admin, role), await tries(security, role)], role).toEqual([201, 403])
    const own = form(await admin.read('/accounts/user-admin'))
    const self = await admin.ask('PUT', '/accounts/user-admin', { body: { ...own, role: 'operator' } })
    expect([self.status, self.body.code]).toEqual([409, 'notYourself'])
    expect((await security.ask('POST', '/accounts/user-security/disable')).body.code).toBe('notYourself')
  })

  it.each([
    [{ username: 'X' }, '/username'],
    [{ username: 'operator' }, '/username'],
    [{ name: '  ' }, '/name'],
    [{ name: '张\n三' }, '/name'],
    [{ role: 'king' }, '/role'],
    [{ organisationId: 'org-nowhere' }, '/organisationId'],
    [{ role: 'responder' }, '/unitId'],
    [{ unitId: 'unit-responder' }, '/unitId'],
    [{ role: 'responder', unitId: 'nobody' }, '/unitId'],
    [{ colour: 'red' }, '/colour'],
  ])('%o is refused with a sentence at %s, in both languages', async (more, pointer) => {
    for (const language of ['zh', 'en']) {
      const { status, body } = await admin.ask('POST', '/accounts', {
        body: person(more),
        headers: { 'accept-language': language },
      })
      expect(status).toBe(422)
      const said = body.errors.find((one: { pointer: string }) => one.pointer === pointer)
      expect(said?.message).toMatch(language === 'zh' ? /\p{Script=Han}/u : /^[\P{Script=Han}]+$/u)
    }
  })
})

describe('D2 D3: the roster', () => {
  it.each(FORCES.map((force) => force.id))('D2: is filtered by the force %s', async (force) => {
    const { items } = await admin.read(`/units?force=${force}&limit=200`)
    expect(items.length).toBeGreaterThan(0)
    expect(new Set(items.map((one: { force: string }) => one.force))).toEqual(new Set([force]))
  })

  it('D3: says who is full-time and who is not, and with which skills; a dispute is offered whoever can mediate', async () => {
    const parts = (await admin.read('/units?employment=part&limit=200')).items
    expect(new Set(parts.map((one: { force: string }) => one.force))).toEqual(
      new Set(['office', 'mediation', 'volunteer']),
    )
    const law = (await admin.read(`/units?skill=${encodeURIComponent('法律')}`)).items
    expect(law.length).toBeGreaterThan(0)
    expect(law.every((one: { skills: string[] }) => one.skills.includes('法律'))).toBe(true)
    const { id } = await story.openIncident({ narrative: '楼上楼下因为漏水吵架', address: '映荷社区3幢' })
    const { suggestions } = await (await story.as('operator')).incident(id)
    expect(suggestions[0]?.reasons).toContainEqual({ code: 'skill', value: '调解' })
  })

  it('a unit that is made, changed and retired is so on every screen at once, as on a board read anew', async () => {
    const [desk, wall] = [await story.screen('operator'), await story.screen('wall')]
    const created = await admin.ask('POST', '/units', { body: unit() })
    expect(created.status).toBe(201)
    const id = created.body.unit.id as string
    const on = (screen: typeof desk) => screen.board.units.find((one) => one.id === id)
    await until('the unit on both screens', () => (on(desk) && on(wall)) || undefined)
    expect([on(desk), on(wall)]).toMatchObject([
      { name: '新成员', force: 'grid', onDuty: true, state: 'standby', location: null },
      // a wall is told no name of anybody: force and number instead
      { name: created.body.unit.callSign },
    ])
    expect(shown(desk.board)).toEqual(shown(await story.board()))

    const changed = await admin.ask('PUT', `/units/${id}`, {
      body: { ...editOf(created.body.unit), name: '老成员', force: 'village', duty: [] },
    })
    expect(changed.status).toBe(200)
    await until('the change', () => on(desk)?.name === '老成员' || undefined)
    expect(on(desk)).toMatchObject({ force: 'village', onDuty: false, state: 'offDuty' })
    expect(shown(desk.board)).toEqual(shown(await story.board()))

    const version = changed.body.unit.version
    expect((await admin.ask('POST', `/units/${id}/retire`, { body: { version } })).status).toBe(200)
    await until('it gone', () => on(desk) === undefined && on(wall) === undefined)
    expect(shown(desk.board)).toEqual(shown(await story.board()))
    const incident = await story.openIncident()
    const sent = await (await story.as('operator')).command(incident.id, 'dispatch', { unitId: id })
    expect([sent.status, sent.body.code]).toEqual([422, 'unitUnknown'])
  })

  it('a call sign is one unit’s alone: given free, chosen, refused where taken or a name, and two at once get two', async () => {
    const made = await Promise.all(
      [1, 2, 3, 4].map((n) => admin.ask('POST', '/units', { body: unit({ name: `同时${n}` }) })),
    )
    const signs = made.map(({ body }) => body.unit.callSign as string)
    expect(new Set(signs).size).toBe(4)
    for (const sign of signs) expect(sign).toMatch(/^网格 \d{2,3}$/)
    const [first] = made.map(({ body }) => body.unit)
    const refusedAt = async (callSign: string) => {
      const { status, body } = await admin.ask('PUT', `/units/${first.id}`, { body: { ...editOf(first), callSign } })
      return [status, body.errors?.[0]?.pointer]
    }
    expect(await refusedAt(signs[1] as string)).toEqual([422, '/callSign'])
    expect(await refusedAt('王建国')).toEqual([422, '/callSign'])
    const wall = await story.screen('wall')
    const chosen = await admin.ask('PUT', `/units/${first.id}`, { body: { ...editOf(first), callSign: '网格 901' } })
    expect(chosen.status).toBe(200)
    await until('the wall calls it so', () => wall.board.units.some((one) => one.name === '网格 901') || undefined)
    const { rows } = await story.database.pool.query(
      'SELECT call_sign FROM unit WHERE retired_at IS NULL GROUP BY subdistrict_id, call_sign HAVING count(*) > 1',
    )
    expect(rows).toEqual([])
  })

  it('A12: a grid whose person is taken off the rota is without anybody on every screen within five seconds', async () => {
    const desk = await story.screen('operator')
    const onDuty = () => desk.board.units.find((one) => one.organisationId === 'village-02' && one.onDuty)
    const before = (await admin.read('/units?organisationId=village-02&limit=200')).items
    expect(before.length).toBeGreaterThan(0)
    const from = Date.now()
    for (const one of before)
      expect((await admin.ask('PUT', `/units/${one.id}`, { body: { ...editOf(one), duty: [] } })).status).toBe(200)
    await until('nobody on duty there', () => onDuty() === undefined || undefined)
    expect(Date.now() - from).toBeLessThan(5_000)
  })

  it('a unit under orders cannot be retired, and is told by which case; a race with a dispatch has one winner', async () => {
    const { body } = await admin.ask('POST', '/units', { body: unit({ name: '竞争者' }) })
    const { id, version } = body.unit
    const operator = await story.as('operator')
    const incident = await story.openIncident()
    await operator.do(incident.id, 'dispatch', { unitId: id })
    const busy = await admin.ask('POST', `/units/${id}/retire`, { body: { version } })
    expect([busy.status, busy.body.code]).toEqual([409, 'stillInUse'])
    expect(busy.body.hanging).toEqual([{ what: 'orders', count: 1, first: [incident.no] }])

    for (let round = 0; round < 6; round += 1) {
      const fresh = (await admin.ask('POST', '/units', { body: unit({ name: `竞争者${round}` }) })).body.unit
      const case_ = await story.openIncident()
      const [retired, sent] = await Promise.all([
        admin.ask('POST', `/units/${fresh.id}/retire`, { body: { version: 1 } }),
        operator.command(case_.id, 'dispatch', { unitId: fresh.id }),
      ])
      expect([retired.status, sent.status].toSorted()).not.toEqual([200, 200])
      expect([retired.status, sent.status]).toContain(200)
    }
  })

  it.each([
    [{ force: 'army' }, '/force'],
    [{ phone: '12' }, '/phone'],
    [{ skills: ['飞行'] }, '/skills/0'],
    [{ tier: 4 }, '/tier'],
    [{ duty: [{ fromMinute: 60, toMinute: 60 }] }, '/duty/0'],
    [{ members: ['甲'] }, '/members'],
    [{ kind: 'team', members: ['甲', '甲'] }, '/members'],
    [{ equipment: ['盾牌'] }, '/equipment'],
    [{ organisationId: 'org-linping-2' }, '/organisationId'],
  ])('%o is refused at %s', async (more, pointer) => {
    const { status, body } = await admin.ask('POST', '/units', { body: unit(more) })
    expect([status, body.code]).toEqual([422, 'invalidBody'])
    expect(body.errors.map((one: { pointer: string }) => one.pointer)).toContain(pointer)
  })

  it('is kept by who runs the system alone', async () => {
    for (const name of ['operator', 'supervisor', 'department', 'wall', 'auditor']) {
      const client = await story.as(name)
      expect((await client.ask('GET', '/accounts')).status, name).toBe(403)
      expect((await client.ask('POST', '/units', { body: unit() })).status, name).toBe(403)
    }
    expect((await security.ask('POST', '/units', { body: unit() })).status).toBe(403)
  })
})
