import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DELIVERED_CALENDAR } from '@liandong/shared/clocks/calendar-delivered.ts'
import { findYear } from '@liandong/shared/clocks/calendar.ts'
import { addDays, dayAt, endOfDay, startOfDay, yearOf } from '@liandong/shared/clocks/day.ts'
import { dueAfterWorkingDays } from '@liandong/shared/clocks/working-days.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, toIso } from '@liandong/shared/time.ts'
import type { LogEvent } from '@liandong/shared/wire/log-event.ts'
import { writeFileSheet } from '../harness/sheet.ts'
import { Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { Story, SUBDISTRICT } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const CALENDAR = DELIVERED_CALENDAR.content
const postgres = usePostgres()
let story: Story
/** The year that no calendar knows yet: the next one, or this one where the product has grown old. */
let year: number
beforeAll(async () => {
  story = await Story.open(postgres)
  const today = dayAt(story.now())
  year = findYear(CALENDAR, yearOf(today)) ? yearOf(today) + 1 : yearOf(today)
  // two days before the year's end five working days end in the next one
  const eve = startOfDay(addDays(`${year}-01-01`, -3)) + 10 * HOUR_MS
  if (story.now() < eve) await story.forward(eve - story.now())
}, 60_000)
afterAll(() => story.close())

/** A session of an administrator is short, and time moves here. */
const as = (name: string) => Client.signIn(story.api, name)

async function handBack(): Promise<string> {
  const [operator, responder] = [await as('operator'), await as('responder')]
  const { id } = await story.openIncident({ narrative: '楼下烧烤店油烟太大，居民与店主争吵' })
  const unit = (await operator.board()).units.find((one) => one.id === 'unit-responder')
  await operator.do(id, 'dispatch', { unitId: unit?.id })
  for (const name of ['acknowledge', 'depart', 'arrive']) await responder.do(id, name)
  await responder.do(id, 'handback', { facts: '连续三晚油烟直排楼上' })
  return id
}

type TicketRow = { id: string; incidentId: string; dueAt: string; dueProvisional: boolean; calendarVersion: number }
const ticketOf = async (incidentId: string): Promise<TicketRow> =>
  (await (await as('operator')).read('/tickets')).items.find((one: TicketRow) => one.incidentId === incidentId)

async function movesOf(ticketId: string): Promise<LogEvent[]> {
  const auditor = await as('auditor')
  const all: LogEvent[] = []
  for (let after = 0; ;) {
    const { events, nextAfter } = await auditor.read(`/events?after=${after}&limit=1000`)
    all.push(...events.filter((one: LogEvent) => one.caseId === ticketId))
    if (nextAfter === after) return all
    after = nextAfter
  }
}

/** The days off of a year as a table: January 1–3 and ten days in February. */
const rows = (): [string, string, string][] => [
  ...Array.from({ length: 3 }, (_, i): [string, string, string] => [addDays(`${year}-01-01`, i), '休', '元旦']),
  ...Array.from({ length: 10 }, (_, i): [string, string, string] => [addDays(`${year}-02-05`, i), '休', '春节']),
]
const csv = (all: readonly string[][]) => `日期,类型,名称\n${all.map((row) => row.join(',')).join('\n')}\n`

const check = async (raw: BodyInit, of = year) =>
  (await as('admin')).ask('POST', `/calendar/check?year=${of}`, {
    raw,
    headers: { 'content-type': 'application/octet-stream', 'accept-language': 'zh-CN' },
  })

describe('D17 K6: a ticket is due after five working days', () => {
  let incidentId: string
  let issued: TicketRow

  it('is told so when it is issued, by which rule and calendar, and that it is provisional', async () => {
    incidentId = await handBack()
    const operator = await as('operator')
    const expected = dueAfterWorkingDays(CALENDAR, story.now(), 5)
    const due = { dueAt: toIso(expected.dueAt), provisional: true }
    expect(expected.provisional).toBe(true)
    expect((await operator.incident(incidentId)).ticketDue, 'before it is issued').toEqual(due)
    await operator.do(incidentId, 'issueTicket')
    issued = await ticketOf(incidentId)
    expect(issued).toMatchObject({ dueAt: due.dueAt, dueProvisional: true, calendarVersion: 0, ruleVersion: 1 })
    expect(await operator.read(`/tickets/${issued.id}`)).toMatchObject({ dueAt: due.dueAt, dueProvisional: true })
    expect((await operator.incident(incidentId)).tickets).toEqual([
      {
        id: issued.id,
        no: expect.any(String),
        organisationName: '综合行政执法队',
        dueAt: due.dueAt,
        dueProvisional: true,
      },
    ])
    const [event] = await movesOf(issued.id)
    expect(event).toMatchObject({
      type: 'ticket.issued',
      version: 1,
      data: { due: { ...due, calendarVersion: 0, ruleVersion: 1 } },
    })
  })

  it('a file is looked at first: every wrong row is named, and nothing is stored', async () => {
    const wrong = await check(csv([...rows(), [`${year}-02-30`, '休', '春节'], [`${year}-05-01`, '也许', '劳动节']]))
    expect(wrong).toMatchObject({ status: 200, body: { year, content: null } })
    expect(wrong.body.problems).toEqual([
      { row: 15, message: `“${year}-02-30”不是有效日期` },
      { row: 16, message: `${year}-05-01 的类型“也许”应为“休”或“班”` },
    ])
    const few = await check(csv(rows().slice(0, 4)))
    expect(few.body.problems).toEqual([{ row: 0, message: `${year} 年有 4 个放假日，应在 10 至 40 天之间` }])
    for (const raw of ['', '{', '[]', 'PK\u0003\u0004', '\u0000'])
      expect((await check(raw)).body.problems, JSON.stringify(raw)).toHaveLength(1)
    expect((await check('', 1)).status).toBe(400)
    expect((await (await as('supervisor')).ask('POST', `/calendar/check?year=${year}`, { raw: '' })).status).toBe(403)
    expect((await (await as('admin')).read('/calendar')).items).toEqual([])
  })

  it('table, spreadsheet and holiday-cn make the same calendar', async () => {
    const days = rows().map(([date, , name]) => ({ name, date, isOffDay: true }))
    const answers = await Promise.all([
      check(csv(rows())),
      check(new Uint8Array(await writeFileSheet(rows()))),
      check(JSON.stringify({ year, days })),
    ])
    for (const { status, body } of answers) {
      expect([status, body.problems]).toEqual([200, []])
      expect(body.content).toEqual(answers[0]?.body.content)
      expect(findYear(body.content, year)?.off).toHaveLength(13)
    }
  })

  it('A11: two people set the year, and what was provisional moves once, with a line that says why', async () => {
    const { content } = (await check(csv(rows()))).body
    findYear(content, year)!.document = '国办发明电〔某年〕7号'
    const body = {
      basedOn: 0,
      document: '东街办〔2026〕12号',
      effectiveFrom: toIso(story.now() + 10 * MINUTE_MS),
      content,
    }
    const gone = { ...body, content: { years: content.years.slice(1) } }
    const admin = await as('admin')
    const refused = await admin.ask('POST', '/calendar', { body: gone, headers: { 'accept-language': 'zh-CN' } })
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ message: '2024 年已载入，不得删除' }] } })
    expect((await admin.ask('POST', '/calendar', { body })).status).toBe(201)
    const decide = (client: Client) => client.ask('POST', '/calendar/1/decide', { body: { approve: true } })
    expect((await decide(admin)).status).toBe(403)
    expect((await decide(await as('supervisor'))).status).toBe(200)
    expect(await ticketOf(incidentId), 'it is not in force yet').toEqual(issued)

    await story.forward(10 * MINUTE_MS + 1_000)
    const moved = await until('the moved due date', async () => {
      const row = await ticketOf(incidentId)
      return row.dueProvisional ? undefined : row
    })
    const expected = dueAfterWorkingDays(content, story.now() - 11 * MINUTE_MS, 5)
    expect(moved).toMatchObject({ dueAt: toIso(expected.dueAt), calendarVersion: 1, ruleVersion: 1 })
    expect(moved.dueAt > issued.dueAt, 'three days of January are off').toBe(true)
    expect((await movesOf(issued.id)).at(-1)).toMatchObject({
      type: 'ticket.dueMoved',
      version: 2,
      actor: { kind: 'system', id: 'calendar' },
      data: { from: issued.dueAt, to: moved.dueAt, why: 'calendar', provisional: false, calendarVersion: 1 },
    })
    await story.restart()
    await story.pass(10_000)
    expect((await movesOf(issued.id)).map((one) => one.type)).toEqual(['ticket.issued', 'ticket.dueMoved'])
  }, 60_000)

  it('a ticket from before there were due dates is given its own, and what was certain is never moved', async () => {
    const at = toIso(startOfDay('2026-09-30') + 10 * HOUR_MS)
    const [{ id }] = (
      await story.database.pool.query(
        `INSERT INTO ticket (id, subdistrict_id, no, incident_id, channel, organisation_id, co_organisation_ids, stage, title, content, handback, issued_at, issued_by, exercise)
         VALUES (gen_random_uuid(), $1, 'old-1', $2, 'platform', 'org-zhzf', '{}', 'issued', '旧', '旧', '{}', $3, 'user-operator', false)
         RETURNING id`,
        [SUBDISTRICT, incidentId, at],
      )
    ).rows as [{ id: string }]
    await story.restart()
    const old = await until('its due date', async () => {
      const row = await (await as('operator')).read(`/tickets/${id}`)
      return row.dueAt === null ? undefined : row
    })
    expect(old).toMatchObject({ dueAt: toIso(endOfDay('2026-10-13')), dueProvisional: false, calendarVersion: 1 })
    expect((await movesOf(id)).map((one) => [one.version, one.data.from, one.data.why])).toEqual([[1, null, 'hadNone']])
    await story.pass(DAY_MS)
    expect(await movesOf(id)).toHaveLength(1)
  }, 60_000)
})
