import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, type Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import type { Screen } from '../harness/screen.ts'
import { Story, WAYS } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** The next midnight in Shanghai, which begins a day nobody has decided anything of. */
const midnightAfter = (at: number): number => (Math.floor((at + 8 * HOUR) / DAY) + 1) * DAY - 8 * HOUR
const iso = (ms: number): string => new Date(ms).toISOString()

/** Days pass in these stories, and nobody signs in anew. */
const LONG_SESSIONS = { WORK_IDLE_MINUTES: '20000', WORK_ABSOLUTE_MINUTES: '20000' }

const postgres = usePostgres()

describe.each(WAYS)('a rota without silent holes (%s)', (way) => {
  let story: Story
  let leader: Client
  let wall: Screen
  beforeAll(async () => {
    story = await Story.open(postgres, { way, env: LONG_SESSIONS })
    leader = await story.as('leader')
    wall = await story.screen('wall')
  })
  afterAll(() => story.close())

  const plan = (entry: object, gapReason: string | null = null, by = leader) =>
    by.ask('POST', '/duty/entries', { body: { entry, gapReason } })
  const act = (id: string, name: string, version: number, by: Client, reason: string | null = null) =>
    by.ask('POST', `/duty/entries/${id}/${name}`, { body: { version, reason } })
  /** Days of shifts are more lines than a page of the log: what was told is counted in it. */
  const told = async (type: string) =>
    (await story.database.pool.query<{ seq: string }>('SELECT seq FROM event WHERE type = $1', [type])).rows
  const onDuty = async (at: number, organisationId: string) =>
    (await leader.read(`/duty?at=${iso(at)}&organisationId=${organisationId}`)).items.map(
      (one: { id: string }) => one.id,
    )

  it('D5, D33: the room, every station, every village and the squad are covered round the clock', async () => {
    const from = midnightAfter(story.now())
    const { gaps } = await leader.read(`/duty/gaps?from=${iso(from)}&to=${iso(from + 7 * DAY)}`)
    expect(gaps).toEqual([])
    const { items } = await leader.read('/duty/needs?limit=200')
    expect(items.length).toBe(2 + 1 + 7 + 38)
    expect(await onDuty(from + 3 * HOUR, 'org-command')).toContain('seat-leader-night')
    expect(await onDuty(from + 12 * HOUR, 'org-command')).toContain('seat-leader-day')
    expect(await onDuty(from + 12 * HOUR, 'org-command')).not.toContain('seat-leader-night')
    expect(wall.board.gaps).toEqual([])
    expect(wall.board.units.map((unit) => unit.id)).not.toContain('seat-leader')
  })

  it('A12, D8: whoever is taken off duty leaves a gap on the wall within five seconds, and is offered to nobody', async () => {
    const board = await story.board()
    const one = board.units.find((unit) => unit.onDuty && /^unit-(grid|village)-0/.test(unit.id))
    const unitId = one?.id ?? ''
    const fromAt = Math.floor(story.now() / MINUTE) * MINUTE
    const leave = { kind: 'leave', unitId, fromAt: iso(fromAt), untilAt: iso(fromAt + HOUR), reason: '突发疾病' }
    const refused = await plan(leave)
    expect([refused.status, refused.body.code]).toEqual([409, 'dutyGap'])
    expect(refused.body.gaps).toMatchObject([{ missing: 1 }])
    const from = Date.now()
    const { status, body } = await plan(leave, '无人可顶，指挥室电话值守')
    expect([status, body.entry?.state]).toEqual([201, 'approved'])
    const gap = await until('the gap on the wall', () => wall.board.gaps?.[0], 5_000)
    expect(Date.now() - from).toBeLessThan(5_000)
    expect(gap).toMatchObject({ hasBegun: true, missing: 1, untilAt: iso(fromAt + HOUR) })
    await until('the unit off duty', () => wall.board.units.find((unit) => unit.id === unitId)?.onDuty === false, 5_000)
    const incident = await story.openIncident()
    const order = await (await story.as('operator')).command(incident.id, 'dispatch', { unitId })
    expect([order.status, order.body.code]).toEqual([409, 'unitOffDuty'])
    expect((await story.board('wall')).gaps).toEqual(wall.board.gaps)
    // taken back, the gap is gone
    const { id, version } = body.entry
    expect((await act(id, 'withdraw', version, leader)).status).toBe(200)
    await until('no gap on the wall', () => wall.board.gaps?.length === 0, 5_000)
    expect((await told('duty.gapBegan')).length).toBe(1)
    expect((await told('duty.gapFilled')).length).toBe(1)
  })

  it('D5: a night slot taken away is told before the night begins, once across a restart, and becomes an alarm at its time', async () => {
    const night = midnightAfter(story.now()) + DAY
    const [unitId] = (await onDuty(night + HOUR, 'village-05')) as string[]
    const span = { fromAt: iso(night), untilAt: iso(night + 2 * HOUR) }
    expect((await plan({ kind: 'leave', unitId, ...span, reason: '婚假' }, '先批后补')).status).toBe(201)
    expect(wall.board.gaps).toEqual([])
    await story.pass(night - 11 * HOUR - story.now())
    const gap = await until('the gap ahead', () => wall.board.gaps?.[0])
    expect(gap).toMatchObject({ organisationId: 'village-05', hasBegun: false, ...span })
    await story.restart()
    await story.pass(HOUR)
    expect((await told('duty.gapAhead')).length).toBe(1)
    await story.pass(night + MINUTE - story.now())
    await until('the alarm', () => wall.board.gaps?.[0]?.hasBegun)
    // however often it is looked at, it is the same gap
    for (let i = 0; i < 3; i++) await story.pass(6_000)
    await story.restart()
    await story.pass(6_000)
    expect((await told('duty.gapBegan')).length).toBe(2)
    expect((await told('duty.gapFilled')).length).toBe(1)
    // somebody else stands in
    const fill = { kind: 'on', unitId: 'unit-squad-1', organisationId: 'village-05', ...span, reason: '顶班' }
    const { body, status } = await plan(fill)
    expect(status, JSON.stringify(body)).toBe(201)
    await until('the gap filled', () => wall.board.gaps?.length === 0)
    expect(await onDuty(story.now(), 'village-05')).toEqual(['unit-squad-1'])
  })
})

describe('swaps, leave and who may decide', () => {
  let story: Story
  let leader: Client
  let responder: Client
  let department: Client
  beforeAll(async () => {
    story = await Story.open(postgres)
    leader = await story.as('leader')
    responder = await story.as('responder')
    department = await story.as('department')
  })
  afterAll(() => story.close())

  const day = () => midnightAfter(story.now()) + 2 * DAY
  const swap = (more: object = {}) => ({
    kind: 'swap',
    unitId: 'unit-responder',
    otherUnitId: 'unit-platform-3',
    fromAt: iso(day() + 12 * HOUR),
    untilAt: iso(day() + 20 * HOUR),
    reason: '家中有事',
    ...more,
  })
  const plan = (entry: object, by: Client, gapReason: string | null = null) =>
    by.ask('POST', '/duty/entries', { body: { entry, gapReason } })
  const act = (id: string, name: string, version: number, by: Client, reason: string | null = null) =>
    by.ask('POST', `/duty/entries/${id}/${name}`, { body: { version, reason } })

  it('D5: a swap needs the other one’s consent, then a leader; then both are on the other’s days', async () => {
    const { status, body } = await plan(swap(), responder)
    expect([status, body.entry?.state]).toEqual([201, 'asked'])
    const { id } = body.entry
    expect((await act(id, 'approve', 1, leader)).body.code).toBe('consentRequired')
    expect((await act(id, 'agree', 1, responder)).status).toBe(403)
    expect((await act(id, 'agree', 1, leader)).status).toBe(403)
    const agreed = await act(id, 'agree', 1, department)
    expect([agreed.status, agreed.body.entry?.state]).toEqual([200, 'agreed'])
    expect((await act(id, 'approve', 1, leader)).body.code).toBe('versionConflict')
    expect((await act(id, 'approve', 2, department)).status).toBe(403)
    const approved = await act(id, 'approve', 2, leader)
    expect([approved.status, approved.body.entry?.state]).toEqual([200, 'approved'])
    const at = iso(day() + 15 * HOUR)
    const { items } = await leader.read(`/duty?at=${at}`)
    const ids = items.map((one: { id: string }) => one.id)
    expect(ids).not.toContain('unit-responder')
    expect(ids).toContain('unit-platform-3')
    expect((await act(id, 'refuse', 3, leader)).body.code).toBe('alreadyDone')
  })

  it('one night is not given away twice', async () => {
    const again = await plan({ ...swap(), kind: 'leave', otherUnitId: undefined }, responder)
    expect([again.status, again.body.code]).toEqual([409, 'dutyClash'])
  })

  it('nobody asks for another’s leave, a department for its own people alone, and a leader’s own leave is decided by another', async () => {
    const leave = (unitId: string) => ({
      kind: 'leave',
      unitId,
      fromAt: iso(day() + DAY),
      untilAt: iso(day() + DAY + HOUR),
      reason: '请假看病',
    })
    expect((await plan(leave('unit-squad-1'), responder)).status).toBe(403)
    expect((await plan(leave('unit-village-01'), department)).status).toBe(403)
    expect((await plan(leave('unit-platform-3'), department)).status).toBe(201)
    const own = await plan(leave('seat-leader'), leader)
    expect([own.status, own.body.entry.state]).toEqual([201, 'asked'])
    expect((await act(own.body.entry.id, 'approve', 1, leader)).body.code).toBe('secondPersonRequired')
    expect((await act(own.body.entry.id, 'approve', 1, await story.as('leader.day'))).status).toBe(200)
  })

  it('a cycle of four days turns the unit over, and an older form is told so', async () => {
    const work = [{ fromMinute: 0, toMinute: 1_440 }]
    const { units } = await leader.read('/duty/rota')
    const { version } = units.find((one: { id: string }) => one.id === 'unit-office-1')
    const anchor = iso(day() + 8 * HOUR).slice(0, 10)
    const body = { version, cycle: { anchor, days: [work, [], [], []] } }
    expect((await leader.ask('PUT', '/duty/units/unit-office-1/cycle', { body })).status).toBe(200)
    expect((await leader.ask('PUT', '/duty/units/unit-office-1/cycle', { body })).body.code).toBe('versionConflict')
    const isOn = async (at: number) =>
      (await leader.read(`/duty?at=${iso(at)}`)).items.some((one: { id: string }) => one.id === 'unit-office-1')
    expect([await isOn(day() + HOUR), await isOn(day() + DAY + HOUR), await isOn(day() + 4 * DAY + HOUR)]).toEqual([
      true,
      false,
      true,
    ])
  })

  it('who must be there is set by the administrator, and a need nobody meets is a gap', async () => {
    const admin = await story.as('admin')
    const need = { organisationId: 'org-nb', post: null, atLeast: 1, fromMinute: 0, toMinute: 1_440 }
    const { status, body } = await admin.ask('POST', '/duty/needs', { body: need })
    expect(status).toBe(201)
    expect((await admin.ask('POST', '/duty/needs', { body: need })).status).toBe(422)
    const { gaps } = await leader.read('/duty/gaps')
    expect(gaps).toMatchObject([{ organisationId: 'org-nb', organisation: '农办' }])
    const path = `/duty/needs/${body.need.id}/remove`
    expect((await admin.ask('POST', path, { body: { version: 7 } })).body.code).toBe('versionConflict')
    expect((await admin.ask('POST', path, { body: { version: 1 } })).status).toBe(204)
    expect((await leader.read('/duty/gaps')).gaps).toEqual([])
  })

  it('a rota from a spreadsheet is shown first, with every row that is wrong, and done as it was shown', async () => {
    const at = iso(day() + 9 * DAY + 8 * HOUR).slice(0, 10)
    const sheet = (rows: string[]) => new Blob([`力量,日期,时段,类型,事由\r\n${rows.join('\r\n')}\r\n`])
    const good = `应急联动处置分队一组,${at},20:00-08:00,加班,跨年安保`
    const send = (path: string, raw: Blob) =>
      leader.ask('POST', path, { raw, headers: { 'content-type': 'application/octet-stream' } })
    const wrong = await send(
      '/duty/import/check',
      sheet([good, `无此人,${at},全天,加班,顶班`, `应急联动处置分队一组,${at},x,加班,顶班`]),
    )
    expect(wrong.status, JSON.stringify(wrong.body)).toBe(200)
    expect(wrong.body.counts).toEqual({ create: 1, problem: 2 })
    const refused = await send(
      `/duty/import/apply?digest=${wrong.body.digest}`,
      sheet([good, `无此人,${at},全天,加班,顶班`]),
    )
    expect(refused.body.code).toBe('importChanged')
    const { body } = await send('/duty/import/check', sheet([good]))
    const done = await send(`/duty/import/apply?digest=${body.digest}`, sheet([good]))
    expect([done.status, done.body.counts]).toEqual([200, { create: 1, problem: 0 }])
    const { items } = await leader.read(`/duty?at=${iso(day() + 9 * DAY + 22 * HOUR)}&organisationId=org-squad`)
    expect(items.map((one: { id: string }) => one.id)).toContain('unit-squad-1')
  })

  it('the own duty is a calendar behind a secret address, names nobody, and ends when it is revoked', async () => {
    const { status, body } = await responder.ask('POST', '/duty/calendar', { body: {} })
    expect(status).toBe(201)
    const read = () => ask(`${story.url}${body.path}`, 'GET')
    const feed = await read()
    expect(feed.type).toContain('text/calendar')
    expect(feed.body).toMatch(/^BEGIN:VCALENDAR\r\n/)
    expect(feed.body).toContain('BEGIN:VEVENT')
    expect(feed.body).not.toContain('王志明')
    expect((await responder.ask('DELETE', '/duty/calendar')).status).toBe(204)
    expect((await read()).status).toBe(404)
  })
})
