import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RETENTION } from '@liandong/shared/access/retention.ts'
import type { Centre, CentreDetail, CentreRow, CentreVisit } from '@liandong/shared/wire/centre.ts'
import { eraseDue } from '../../src/personal/retention.ts'
import { Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story, SUBDISTRICT } from '../harness/story.ts'

const postgres = usePostgres()
let story: Story
let admin: Client
let mediator: Client
let operator: Client
let auditor: Client
beforeAll(async () => {
  story = await Story.open(postgres)
  await signIn()
})
afterAll(() => story.close())

const as = (name: string): Promise<Client> => Client.signIn(story.api, name)

async function signIn(): Promise<void> {
  ;[admin, mediator, operator, auditor] = await Promise.all(
    (['admin', 'mediator', 'operator', 'auditor'] as const).map(as) as [
      Promise<Client>,
      Promise<Client>,
      Promise<Client>,
      Promise<Client>,
    ],
  )
}

/** Sessions do not last until tomorrow. */
async function nextDay(): Promise<void> {
  await story.forward(24 * 3_600_000)
  await signIn()
}

const detail = (client: Client, id = SUBDISTRICT): Promise<CentreDetail> => client.read(`/centres/${id}`)
const post = (client: Client, path: string, body?: object) =>
  client.ask('POST', `/centres/${path}`, body ? { body } : {})

async function takeNumber(purpose: string, name: string | null = null): Promise<CentreVisit> {
  const { status, body } = await post(mediator, `${SUBDISTRICT}/visits`, { purpose, name })
  expect({ status, body }).toMatchObject({ status: 201 })
  return body.visit
}

const windowFor = async (purpose: string) => {
  const { centre } = await detail(mediator)
  const found = centre.windows.find((window) => window.purpose === purpose)
  if (!found) throw new Error(`no window for ${purpose}`)
  return found
}

/** A centre as the form sends it back. */
const formOf = ({ id: _id, name: _name, level: _level, grids: _grids, ...centre }: Centre) => ({
  ...centre,
  windows: centre.windows.map(({ accountName: _account, isOpen: _open, ...window }) => window),
})

async function lastLines(type: string) {
  const { items } = await auditor.read(`/audit?type=${type}&limit=50`)
  return items as { seq: number; type: string }[]
}

describe('A6: the centres of 38 villages and communities, and the street’s own', () => {
  it('A6 B9: each has a duty telephone, an agent, a polygon, and a micro-court or the word that there is none', async () => {
    const { items, nextCursor } = await operator.read<{ items: CentreRow[]; nextCursor: null }>('/centres')
    expect(nextCursor).toBeNull()
    expect(items.filter((row) => row.level === 'village')).toHaveLength(38)
    expect(items.filter((row) => row.level === 'street').map((row) => row.id)).toEqual([SUBDISTRICT])
    const { communities } = await operator.read('/place')
    const drawn = new Set(communities.features.map((feature: { id: string }) => feature.id))
    for (const row of items) {
      expect(row.phones.length, row.name).toBeGreaterThanOrEqual(1)
      expect(row.agents, row.name).toBeGreaterThanOrEqual(1)
      expect(['court', 'none'], row.name).toContain(row.microCourt.kind)
      if (row.level === 'village') expect(drawn, row.name).toContain(row.id)
    }
    expect(items.filter((row) => row.microCourt.kind === 'none')).not.toHaveLength(0)
    const { centre } = await detail(operator, 'village-01')
    expect(centre.agents.filter((agent) => agent.gridId !== null)).toHaveLength(4)
  })

  it('A6: a start on the same data makes none twice and leaves what an administrator changed', async () => {
    const { centre } = await detail(admin, 'village-38')
    const address = '东湖街道新址 8 号'
    const { status } = await admin.ask('PUT', '/centres/village-38', { body: { ...formOf(centre), address } })
    expect(status).toBe(200)
    await story.restart()
    const { rows } = await story.database.pool.query('SELECT count(*)::int AS n FROM centre')
    expect(rows[0].n).toBe(39)
    expect((await detail(admin, 'village-38')).centre).toMatchObject({ address, version: 2 })
  })

  it('A6: data of before the centres is given them at the next start', async () => {
    await story.stop()
    await story.database.pool.query('TRUNCATE centre_visit, centre_window, centre_room, centre')
    await story.start()
    const { items } = await operator.read('/centres')
    expect(items).toHaveLength(39)
  })
})

describe('A5: a centre as who works there sees it', () => {
  it('A5: the page has today’s cases, rooms, and mediators on duty', async () => {
    const incident = await story.openIncident({ address: '映荷社区3幢' })
    const centreId = incident.place?.centreId as string
    const { centre, today } = await detail(operator, centreId)
    expect(today?.cases?.items.map((one) => one.id)).toEqual([incident.id])
    expect(today?.cases?.total).toBe(1)
    expect(centre.rooms.map((room) => room.purpose)).toContain('mediation')
    const street = await detail(operator)
    expect(street.today?.cases?.items.map((one) => one.id)).toContain(incident.id)
    expect(street.centre.rooms.length).toBeGreaterThan(3)
    const board = await operator.board()
    const expected = board.units
      .filter((unit) => unit.onDuty && unit.organisationId === 'org-tw')
      .map((unit) => unit.name)
    expect(expected.length).toBeGreaterThan(0)
    expect(street.today?.mediators.map((one) => one.name)).toEqual(expect.arrayContaining(expected))
    const elsewhere = await detail(operator, centreId === 'village-02' ? 'village-03' : 'village-02')
    expect(elsewhere.today?.cases).toEqual({ items: [], total: 0 })
    // yesterday's is not today's
    await nextDay()
    expect((await detail(operator, centreId)).today?.cases?.total).toBe(0)
  })

  it('A5: a mediator sees no case, an administrator no work at all, a department its own village alone', async () => {
    expect((await detail(mediator)).today?.cases).toBeNull()
    expect((await detail(admin)).today).toBeNull()
    const { items: kept } = await admin.read('/centres')
    expect(kept.every((row: CentreRow) => row.waiting === null)).toBe(true)
    const { pool } = story.database
    const place = (organisation: string) =>
      pool.query(`UPDATE account SET organisation_id = $1 WHERE id = 'user-department'`, [organisation])
    for (const [organisation, seen] of [
      ['org-zhzf', []],
      ['village-07', ['village-07']],
      ['grid-07-1', ['village-07']],
    ] as const) {
      await place(organisation)
      await story.restart()
      const department = await as('department')
      const { items } = await department.read('/centres')
      expect(
        items.map((row: CentreRow) => row.id),
        organisation,
      ).toEqual(seen)
      expect((await department.ask('GET', '/centres/village-08')).status).toBe(404)
    }
    await place('org-zhzf')
  })
})

describe('A5: the queue', () => {
  it('A5: numbers rise from 1, each window calls its own, and a visit is served or leaves', async () => {
    const petition = await windowFor('petition')
    const first = await takeNumber('labour')
    const second = await takeNumber('petition', '张三丰')
    expect([first.number, second.number]).toEqual([1, 2])
    expect(second.name).toBe('张*')
    const called = await post(mediator, `${SUBDISTRICT}/windows/${petition.id}/call`)
    expect(called.body.visit).toMatchObject({ number: 2, state: 'called', windowId: petition.id })
    expect(await post(mediator, `${SUBDISTRICT}/windows/${petition.id}/call`)).toMatchObject({
      status: 409,
      body: { code: 'windowBusy', number: 2 },
    })
    expect(await post(mediator, `${SUBDISTRICT}/windows/${petition.id}/close`)).toMatchObject({ status: 409 })
    const step = (id: string, name: string) => post(mediator, `${SUBDISTRICT}/visits/${id}/${name}`)
    expect((await step(second.id, 'serve')).body.visit.state).toBe('serving')
    expect(await step(second.id, 'leave')).toMatchObject({
      status: 409,
      body: { code: 'visitForbids', state: 'serving' },
    })
    expect((await step(second.id, 'finish')).body.visit.state).toBe('served')
    expect((await step(second.id, 'finish')).status).toBe(409)
    expect(await post(mediator, `${SUBDISTRICT}/windows/${petition.id}/call`)).toMatchObject({
      status: 409,
      body: { code: 'nobodyWaits' },
    })
    const labour = await windowFor('labour')
    expect(await post(mediator, `${SUBDISTRICT}/windows/${labour.id}/call`)).toMatchObject({
      status: 409,
      body: { code: 'windowClosed' },
    })
    expect((await post(mediator, `${SUBDISTRICT}/windows/${labour.id}/open`)).status).toBe(204)
    expect((await post(mediator, `${SUBDISTRICT}/windows/${labour.id}/call`)).body.visit.number).toBe(1)
    expect((await step(first.id, 'leave')).body.visit.state).toBe('left')
    const { today } = await detail(mediator)
    expect(today).toMatchObject({ visits: [], served: 1, left: 1 })
  })

  it('A5: windows that call at once never call the same number, and each number goes out once', async () => {
    const { centre } = await detail(mediator)
    const general = centre.windows.filter((window) => ['general', 'petition', 'mediation'].includes(window.purpose))
    const taken = await Promise.all(Array.from({ length: 12 }, () => takeNumber('petition')))
    expect(new Set(taken.map((visit) => visit.number)).size).toBe(12)
    const callers = general.filter((window) => window.purpose !== 'mediation')
    for (let round = 0; round < 4; round++) {
      const answers = await Promise.all(
        callers.flatMap((window) =>
          [mediator, operator].map((client) => post(client, `${SUBDISTRICT}/windows/${window.id}/call`)),
        ),
      )
      const called = answers.filter((answer) => answer.status === 200).map((answer) => answer.body.visit as CentreVisit)
      expect(called).toHaveLength(callers.length)
      expect(new Set(called.map((visit) => visit.number)).size).toBe(callers.length)
      for (const visit of called) await post(mediator, `${SUBDISTRICT}/visits/${visit.id}/finish`)
    }
  })

  it('A5: a full centre warns and turns nobody away', async () => {
    const { centre } = await detail(admin)
    const form = { ...formOf(centre), capacity: 5 }
    expect((await admin.ask('PUT', `/centres/${SUBDISTRICT}`, { body: form })).status).toBe(200)
    const answers = []
    for (let i = 0; i < 6; i++) answers.push(await post(mediator, `${SUBDISTRICT}/visits`, { purpose: 'general' }))
    expect(answers.every((answer) => answer.status === 201)).toBe(true)
    expect(answers.at(-1)?.body.isFull).toBe(true)
    expect((await detail(mediator)).today?.isFull).toBe(true)
  })

  it('A5: the queue begins anew every day, and only who may serve moves it', async () => {
    for (const name of ['supervisor', 'department', 'admin', 'wall', 'responder'])
      expect((await post(await as(name), `${SUBDISTRICT}/visits`, { purpose: 'general' })).status, name).toBe(403)
    await nextDay()
    expect((await detail(mediator)).today?.visits).toEqual([])
    expect((await takeNumber('general')).number).toBe(1)
  })

  it('A5: what is wrong is named by field, and what is not there is not there', async () => {
    expect(await post(mediator, `${SUBDISTRICT}/visits`, { purpose: 'coffee' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/purpose' }] },
    })
    const petition = await windowFor('petition')
    expect((await post(mediator, `village-01/windows/${petition.id}/call`)).status).toBe(404)
    expect((await post(mediator, `no-such/visits`, { purpose: 'general' })).status).toBe(404)
  })
})

describe('who keeps the centres', () => {
  it('A6: of two who edit, the second is shown what stands there now and overwrites nothing', async () => {
    const { centre } = await detail(admin, 'village-02')
    const form = formOf(centre)
    expect((await admin.ask('PUT', '/centres/village-02', { body: { ...form, capacity: 20 } })).status).toBe(200)
    const second = await admin.ask('PUT', '/centres/village-02', { body: { ...form, capacity: 30 } })
    expect(second).toMatchObject({
      status: 409,
      body: { code: 'versionConflict', present: { version: 2, capacity: 20 } },
    })
    expect((await detail(admin, 'village-02')).centre.capacity).toBe(20)
  })

  it('A6: rooms and windows come, change and go with the form; an open window does not go', async () => {
    const { centre } = await detail(admin, 'village-03')
    const form = formOf(centre)
    const save = (more: object, version: number) =>
      admin.ask('PUT', '/centres/village-03', { body: { ...form, ...more, version } })
    const room = { id: null, name: '大调解室', purpose: 'mediation', seats: 20 }
    const added = await save({ rooms: [...form.rooms, room] }, 1)
    expect(added.body.centre.rooms).toHaveLength(2)
    const kept = added.body.centre.rooms.filter((one: { name: string }) => one.name === '大调解室')
    expect((await save({ rooms: kept }, 2)).body.centre.rooms).toEqual(kept)
    expect(await save({ rooms: kept, windows: [] }, 3)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/windows' }] },
    })
    for (const [more, pointer] of [
      [{ phones: [] }, '/phones'],
      [{ agents: [] }, '/agents'],
      [{ agents: [{ name: '甲', phone: '10000001000', gridId: 'grid-01-1' }] }, '/agents/0/gridId'],
      [
        {
          rooms: [
            { ...room, id: centre.rooms[0]?.id },
            { ...room, id: '00000000-0000-7000-8000-000000000000' },
          ],
        },
        '/rooms',
      ],
      [{ windows: [{ ...form.windows[0], accountId: 'user-nobody' }] }, '/windows/0/accountId'],
    ] as const) {
      const { status, body } = await save(more, 3)
      expect({ status, pointers: body.errors?.map((one: { pointer: string }) => one.pointer) }, pointer).toMatchObject({
        status: 422,
        pointers: expect.arrayContaining([pointer]),
      })
    }
    for (const client of [mediator, operator, await as('security')])
      expect((await client.ask('PUT', '/centres/village-03', { body: form })).status).toBe(403)
  })

  it('A6: a centre is made for a village without one, once', async () => {
    const { centre } = await detail(admin, 'village-04')
    const { body: made } = await admin.ask('POST', '/organisations', {
      body: { kind: 'village', name: '新湖社区', parentId: SUBDISTRICT, phone: null },
    })
    const organisationId = made.id ?? made.organisation?.id
    const { version: _version, ...form } = formOf(centre)
    const body = {
      ...form,
      organisationId,
      rooms: [],
      windows: [],
      agents: [{ name: '甲', phone: '10000001000', gridId: null }],
    }
    expect((await admin.ask('POST', '/centres', { body })).status).toBe(201)
    expect((await admin.ask('POST', '/centres', { body })).status).toBe(409)
    expect(await admin.ask('POST', '/centres', { body: { ...body, organisationId: 'org-zhzf' } })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/organisationId' }] },
    })
  })
})

describe('what is personal of a visit', () => {
  it('D31: every change leaves a line, and no line names the visitor', async () => {
    await takeNumber('petition', '欧阳无敌')
    for (const type of ['visit.taken', 'visit.called', 'visit.served', 'visit.left', 'window.opened', 'centre.edited'])
      expect((await lastLines(type)).length, type).toBeGreaterThan(0)
    const { rows } = await story.database.pool.query(
      `SELECT count(*)::int AS n FROM event WHERE data::text LIKE '%欧阳%' OR personal::text LIKE '%欧阳%'`,
    )
    expect(rows[0].n).toBe(0)
  })

  it('D31: the name is masked for everybody, and gone after thirty days', async () => {
    const { today } = await detail(await as('leader'))
    expect(today?.visits.map((visit) => visit.name)).toContain('欧*')
    const { pool } = story.database
    const named = async () =>
      (await pool.query('SELECT count(*)::int AS n FROM centre_visit WHERE name IS NOT NULL')).rows[0].n
    const sweep = (now: number) =>
      eraseDue({ database: story.database, clock: { now: () => now } as never, erased: () => undefined })
    await sweep(story.now() + RETENTION.visitorName.keepMs - 3_600_000)
    expect(await named()).toBeGreaterThan(0)
    await sweep(story.now() + RETENTION.visitorName.keepMs + 3_600_000)
    expect(await named()).toBe(0)
  })
})
