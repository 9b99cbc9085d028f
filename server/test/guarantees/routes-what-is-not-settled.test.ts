import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LogEvent } from '@liandong/shared/wire/log-event.ts'
import type { Client } from '../harness/client.ts'
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

const HANDBACK = {
  facts: '连续三晚油烟直排楼上',
  parties: '店主与五户居民',
  demands: '加装净化设备',
  risk: '低',
  evidence: '照片三张',
}

async function handBack(narrative: string): Promise<string> {
  const { id } = await story.openIncident({ narrative, address: '映荷社区3幢' })
  await operator.do(id, 'dispatch', { unitId: 'unit-responder' })
  for (const name of ['acknowledge', 'depart', 'arrive']) await responder.do(id, name)
  await responder.do(id, 'handback', HANDBACK)
  return id
}

describe('what is not settled on the spot goes to whoever must finish it', () => {
  it.each([
    { narrative: '楼下烧烤店油烟太大，居民与店主争吵', to: 'org-zhzf' },
    { narrative: '工地老板拖欠工资，十几个工人讨要欠薪', to: 'org-rsld' },
  ])('D14 D16: 「$narrative」 becomes a ticket of $to, with nothing typed twice', async ({ narrative, to }) => {
    const id = await handBack(narrative)
    const incident = await operator.do(id, 'issueTicket')
    expect(incident).toMatchObject({ stage: 'ticketed', outcome: 'ticketed' })
    const { items } = await operator.read('/tickets')
    const ticket = items.find((item: { incidentId: string }) => item.incidentId === id)
    expect(ticket).toMatchObject({
      organisationId: to,
      handback: HANDBACK,
      content: HANDBACK.facts,
      channel: 'platform',
      stage: 'issued',
    })
    expect(ticket.title).not.toBe('')
    expect(ticket.routeReason).toEqual(expect.any(String))
  })

  it('D15: without a handback there is no ticket, and a handback needs its facts', async () => {
    const { id } = await story.openIncident({ narrative: '烧烤店油烟扰民' })
    expect((await operator.command(id, 'issueTicket')).status).toBe(409)
    await operator.do(id, 'dispatch', { unitId: 'unit-responder' })
    expect(await responder.command(id, 'handback', HANDBACK), 'nobody has been there').toMatchObject({ status: 409 })
    await responder.do(id, 'arrive')
    const refused = await responder.command(id, 'handback', { parties: '双方' })
    expect(refused).toMatchObject({ status: 422, body: { code: 'invalidBody', errors: [{ pointer: '/facts' }] } })
    await responder.do(id, 'handback', HANDBACK)
    await operator.do(id, 'issueTicket')
  })

  it('D16: only the command room can issue it', async () => {
    const id = await handBack('烧烤店油烟扰民')
    for (const name of ['responder', 'police', 'supervisor', 'wall']) {
      const { status } = await (await story.as(name)).command(id, 'issueTicket')
      expect([403, 404], name).toContain(status)
    }
    for (const [named, pointer] of [
      [{ organisationId: 'org-nowhere' }, '/organisationId'],
      [{ coOrganisationIds: ['org-sfs', 'org-nowhere'] }, '/coOrganisationIds/1'],
    ] as const) {
      expect(await operator.command(id, 'issueTicket', named)).toMatchObject({
        status: 422,
        body: { code: 'routeUnknown', errors: [{ pointer }] },
      })
    }
    await operator.do(id, 'issueTicket')
  })

  it('D4: a department cannot dispatch, and trying leaves a line for the auditor', async () => {
    const { id } = await story.openIncident()
    for (const name of ['supervisor', 'police', 'department']) {
      const before = await auditLines()
      const { status, body } = await (await story.as(name)).command(id, 'dispatch', { unitId: 'unit-responder' })
      expect({ name, status, code: body.code }).toEqual({ name, status: 403, code: 'notYours' })
      const lines = await auditLines()
      expect(lines, name).toHaveLength(before.length + 1)
      expect(lines.at(-1)).toMatchObject({
        kind: 'audit',
        actor: { id: `user-${name}` },
        data: { command: 'dispatch', code: 'notYours' },
      })
    }
    expect((await operator.incident(id)).dispatches).toEqual([])
  })

  it('A7: a point outside the subdistrict is said to be outside, one inside has its community', async () => {
    const outside = await story.openIncident({
      narrative: '有人打架',
      location: { lat: 30.2741, lon: 120.1551, crs: 'wgs84' },
    })
    expect(outside.place).toMatchObject({ area: 'outside', centreId: null })
    const inside = await story.openIncident({
      narrative: '有人打架',
      location: { lat: 30.431, lon: 120.308, crs: 'wgs84' },
    })
    expect(inside.place?.area).toBe('inside')
    expect(inside.place?.centreId).not.toBeNull()
  })

  it('A7: a position is taken in its own system: the same numbers in GCJ-02 are another place', async () => {
    const at = async (crs: string) =>
      (await story.openIncident({ location: { lat: 30.431, lon: 120.308, crs } })).location
    const [wgs, gcj] = [await at('wgs84'), await at('gcj02')]
    const metres = Math.hypot(
      ((wgs?.lat ?? 0) - (gcj?.lat ?? 0)) * 111_320,
      ((wgs?.lon ?? 0) - (gcj?.lon ?? 0)) * 96_000,
    )
    expect(metres).toBeGreaterThan(450)
    expect(metres).toBeLessThan(560)
  })
})

/** What the auditor reads of refused access. */
async function auditLines(): Promise<LogEvent[]> {
  const auditor = await story.as('auditor')
  const all: LogEvent[] = []
  for (let after = 0; ;) {
    const { events, nextAfter } = await auditor.read(`/events?after=${after}&limit=1000`)
    all.push(...events.filter((event: LogEvent) => event.type === 'access.refused'))
    if (nextAfter === after) return all
    after = nextAfter
  }
}
