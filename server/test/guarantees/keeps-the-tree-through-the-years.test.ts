import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ancestorsAt } from '@liandong/shared/organisation/placement.ts'
import { readPlacements } from '../../src/people/placements.ts'
import type { Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story, SUBDISTRICT } from '../harness/story.ts'

const DAY = 86_400_000
const postgres = usePostgres()
let story: Story
let admin: Client
beforeAll(async () => {
  story = await Story.open(postgres)
  admin = await story.as('admin')
})
afterAll(() => story.close())

const iso = (at: number): string => new Date(at).toISOString()
const post = (path: string, body: object) => admin.ask('POST', path, { body })
const create = async (more: object) => {
  const { status, body } = await post('/organisations', {
    kind: 'department',
    parentId: SUBDISTRICT,
    phone: null,
    ...more,
  })
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body as { id: string; version: number }
}
const one = (id: string) => admin.read(`/organisations/${id}`)
const treeAt = async (at: number) => {
  const items: { id: string; kind: string; place: { parentId: string; name: string } | null }[] = []
  for (let cursor = ''; ;) {
    const page = await admin.read(`/organisations?limit=200&at=${iso(at)}${cursor}`)
    items.push(...page.items)
    if (page.nextCursor === null) return new Map(items.map((item) => [item.id, item]))
    cursor = `&cursor=${page.nextCursor}`
  }
}

async function ticketFor(organisationId: string): Promise<string> {
  const [operator, responder] = [await story.as('operator'), await story.as('responder')]
  const { id } = await story.openIncident({ narrative: '烧烤店油烟扰民', address: '映荷社区3幢' })
  await operator.do(id, 'dispatch', { unitId: 'unit-responder' })
  for (const name of ['acknowledge', 'depart', 'arrive']) await responder.do(id, name)
  await responder.do(id, 'handback', { facts: '油烟直排' })
  await operator.do(id, 'issueTicket', { organisationId })
  const { items } = await operator.read('/tickets')
  return items.find((item: { incidentId: string }) => item.incidentId === id).id as string
}

describe('A2: the tree of the demo', () => {
  it('A6: has 38 centres, each with a telephone, somebody to send and a place on the map', async () => {
    const tree = await treeAt(story.now())
    const villages = [...tree.values()].filter((item) => item.kind === 'village')
    expect(villages).toHaveLength(38)
    const units = [...(await admin.read('/units?limit=200')).items]
    const { communities } = await (await story.as('operator')).read('/place')
    for (const village of villages) {
      expect((village as unknown as { phone: string }).phone, village.id).toMatch(/\d/)
      const own = new Set([
        village.id,
        ...[...tree.values()].filter((g) => g.place?.parentId === village.id).map((g) => g.id),
      ])
      expect(
        units.some((unit: { organisationId: string }) => own.has(unit.organisationId)),
        village.id,
      ).toBe(true)
      expect(JSON.stringify(communities), village.id).toContain(village.id)
    }
  })

  it('a village moved to another office keeps its old tickets under the old one, and has its new ones under the new', async () => {
    const [east, west] = [await create({ name: '东片办' }), await create({ name: '西片办' })]
    const village = await create({ kind: 'village', name: '试点村', parentId: east.id })
    const operator = await story.as('operator')
    const under = async (id: string) =>
      (await operator.read(`/tickets?under=${id}`)).items.map((item: { id: string }) => item.id)
    const old = await ticketFor(village.id)
    expect([await under(east.id), await under(west.id)]).toEqual([[old], []])
    const moved = await post(`/organisations/${village.id}/move`, { version: 1, parentId: west.id })
    expect(moved.status).toBe(200)
    const fresh = await ticketFor(village.id)
    expect([await under(east.id), await under(west.id)]).toEqual([[old], [fresh]])
    expect(await under(SUBDISTRICT)).toEqual(expect.arrayContaining([old, fresh]))
    expect((await one(village.id)).places.map((place: { parentName: string }) => place.parentName)).toEqual([
      '西片办',
      '东片办',
    ])
  })

  it('a move on a later date is not true before it, and can be thought better of', async () => {
    const village = await create({ kind: 'village', name: '待划村', parentId: SUBDISTRICT })
    const office = await create({ name: '南片办' })
    const [now, day] = [story.now(), story.now() + DAY]
    await post(`/organisations/${village.id}/move`, { version: 1, parentId: office.id, at: iso(day) })
    const parentAt = async (at: number) => (await treeAt(at)).get(village.id)?.place?.parentId
    expect([await parentAt(now + 1_000), await parentAt(day - 1), await parentAt(day)]).toEqual([
      SUBDISTRICT,
      SUBDISTRICT,
      office.id,
    ])
    const later = await post(`/organisations/${village.id}/move`, {
      version: 2,
      parentId: office.id,
      at: iso(day + DAY),
    })
    expect(later.status).toBe(200)
    expect([await parentAt(day), await parentAt(day + DAY)]).toEqual([SUBDISTRICT, office.id])
  })

  it('the database answers as the rule book does, for every organisation of every story above', async () => {
    const placements = await readPlacements(story.database.db, SUBDISTRICT)
    const now = story.now()
    for (const at of [now - 60_000, now, now + DAY + 1, now + 3 * DAY]) {
      for (const { organisationId } of placements) {
        const { rows } = await story.database.pool.query('SELECT organisation_above($1, $2) AS id', [
          organisationId,
          new Date(at),
        ])
        expect(rows.map((row) => row.id)).toEqual([organisationId, ...ancestorsAt(placements, organisationId, at)])
      }
    }
  })

  it('two rows of one organisation never hold at once, whoever writes them', async () => {
    const { id } = await create({ name: '重叠办' })
    await expect(
      story.database.pool.query(
        `INSERT INTO organisation_place (organisation_id, parent_id, name, from_at) VALUES ($1, $2, 'x', now() + interval '1 day')`,
        [id, SUBDISTRICT],
      ),
    ).rejects.toMatchObject({ code: '23P01' })
  })

  it('a renamed one keeps its old name with its old days', async () => {
    const { id } = await create({ name: '旧名办' })
    const before = story.now()
    await story.forward(60_000)
    const renamed = await admin.ask('PUT', `/organisations/${id}`, {
      body: { version: 1, name: '新名办', phone: null },
    })
    expect([renamed.status, renamed.body.name]).toEqual([200, '新名办'])
    const nameAt = async (at: number) => (await treeAt(at)).get(id)?.place?.name
    expect([await nameAt(before), await nameAt(story.now())]).toEqual(['旧名办', '新名办'])
  })
})

describe('what hangs on an organisation holds it', () => {
  it('it is closed only once nothing does, and the refusal says what by name', async () => {
    const office = await create({ name: '裁撤办' })
    const village = await create({ kind: 'village', name: '裁撤村', parentId: office.id })
    const { body: person } = await post('/accounts', {
      username: 'last.man',
      name: '留守人',
      role: 'department',
      organisationId: office.id,
      unitId: null,
    })
    const ticket = await ticketFor(office.id)
    const close = () => post(`/organisations/${office.id}/close`, { version: 1 })
    const refused = await close()
    expect([refused.status, refused.body.code]).toEqual([409, 'stillInUse'])
    expect(refused.body.hanging).toMatchObject([
      { what: 'organisations', count: 1, first: ['裁撤村'] },
      { what: 'people', count: 1, first: ['留守人'] },
      { what: 'tickets', count: 1 },
    ])
    await post(`/organisations/${village.id}/close`, { version: 1 })
    await post(`/accounts/${person.account.id}/disable`, {})
    await story.database.pool.query(`UPDATE ticket SET stage = 'closed' WHERE id = $1`, [ticket])
    expect((await close()).status).toBe(200)
    expect((await one(office.id)).closedAt).toEqual(expect.any(String))
    const { responsible } = await (await story.as('operator')).incident((await story.openIncident()).id)
    expect(JSON.stringify(responsible ?? [])).not.toContain(office.id)
    const again = await post('/organisations', { kind: 'village', name: '新村', parentId: office.id, phone: null })
    expect([again.status, again.body.errors[0].pointer]).toEqual([422, '/parentId'])
  })
})

describe('bad values are refused with a sentence', () => {
  it.each([
    [{ name: '' }, '/name'],
    [{ name: '东湖派出所' }, '/name'],
    [{ kind: 'grid' }, '/parentId'],
    [{ kind: 'subdistrict' }, '/kind'],
    [{ parentId: 'org-nowhere' }, '/parentId'],
    [{ phone: 'x' }, '/phone'],
  ])('%o at %s', async (more, pointer) => {
    const { status, body } = await post('/organisations', {
      kind: 'station',
      name: '某所',
      parentId: SUBDISTRICT,
      phone: null,
      ...more,
    })
    expect([status, body.code]).toEqual([422, 'invalidBody'])
    expect(body.errors[0]).toMatchObject({ pointer, message: expect.stringMatching(/\p{Script=Han}/u) })
  })

  it('the street itself is not moved or closed, and two who edit the same are told so', async () => {
    for (const [act, more] of [
      ['move', { parentId: 'org-linping' }],
      ['close', {}],
    ] as const) {
      const { status, body } = await post(`/organisations/${SUBDISTRICT}/${act}`, { version: 1, ...more })
      expect([status, body.code]).toEqual([409, 'placementForbids'])
    }
    const { id } = await create({ name: '争改办' })
    const put = (name: string) => admin.ask('PUT', `/organisations/${id}`, { body: { version: 1, name, phone: null } })
    const both = await Promise.all([put('甲'), put('乙')])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const [won, lost] = both[0].status === 200 ? both : both.toReversed()
    expect(lost?.body.present).toMatchObject({ name: won?.body.name, version: 2 })
  })

  it('two moves that would make a ring between them: one is refused', async () => {
    for (let round = 0; round < 4; round += 1) {
      const [a, b] = [await create({ name: `环甲${round}` }), await create({ name: `环乙${round}` })]
      const c = await create({ kind: 'village', name: `环村${round}`, parentId: a.id })
      const moves = await Promise.all([
        post(`/organisations/${c.id}/move`, { version: 1, parentId: b.id }),
        post(`/organisations/${b.id}/close`, { version: 1 }),
      ])
      expect(moves.filter(({ status }) => status === 200)).toHaveLength(1)
    }
  })
})

describe('A8: figures per ten thousand people', () => {
  it('are reckoned with the year of what is counted, as administrators set it', async () => {
    const operator = await story.as('supervisor')
    const read = () => operator.read('/insight/intake')
    expect((await read()).population).toEqual({ year: 2021, people: 310_000 })
    const year = new Date(story.now()).getUTCFullYear()
    const path = `/populations/${year}`
    const put = (body: object) => admin.ask('PUT', path, { body })
    expect((await put({ people: 20_000, version: null })).status).toBe(200)
    const counted = await read()
    expect(counted.population).toEqual({ year, people: 20_000 })
    expect(counted.alertsPerTenThousand).toBe(counted.alerts / 2)
    expect(counted.alerts).toBeGreaterThan(0)
    expect((await put({ people: 30_000, version: null })).body.code).toBe('versionConflict')
    expect((await put({ people: 0, version: 1 })).body.errors[0].pointer).toBe('/people')
    expect((await put({ people: 30_000, version: 1 })).status).toBe(200)
  })
})
