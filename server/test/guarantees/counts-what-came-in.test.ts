import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY_MS } from '@liandong/shared/time.ts'
import { startOfDay } from '../../src/insight/today.ts'
import { Client } from '../harness/client.ts'
import { usePostgres } from '../harness/postgres.ts'
import { isToldApart, Story } from '../harness/story.ts'
import { until } from '../harness/until.ts'

/** A small made day: how many of each came in, and how many of them became tickets. */
const PLATFORM = { disputes: 5, others: 2, tickets: 3 }
const OFFLINE = { disputes: 3, others: 1, tickets: 2 }
const DRILLS = 2

const DISPUTE = '楼上楼下邻居因漏水吵架，要求调解'
const OTHER = '路灯不亮，请派人维修'

const postgres = usePostgres()
let story: Story
let operator: Client
let counts: Record<string, number>

beforeAll(async () => {
  story = await Story.open(postgres)
  operator = await story.as('operator')
  const platform = (narrative: string, fields = {}) => story.postAlert({ narrative, ...fields })
  let n = 0
  const offline = (narrative: string) =>
    operator.ask('POST', '/alerts', { body: { externalNo: `OFF-${++n}`, narrative } })
  const times = (count: number, post: () => Promise<{ body: { alertId: string } }>) =>
    Promise.all(Array.from({ length: count }, post))

  const disputes = await times(PLATFORM.disputes, () => platform(DISPUTE))
  await times(PLATFORM.others, () => platform(OTHER))
  const handedOver = await times(OFFLINE.disputes, () => offline(DISPUTE))
  await times(OFFLINE.others, () => offline(OTHER))
  const [drill] = await times(DRILLS, () => platform(DISPUTE, { exercise: true }))
  await platform(DISPUTE, { externalNo: 'AGAIN' })
  await platform(DISPUTE, { externalNo: 'AGAIN' })

  const toTicket = [...disputes.slice(0, PLATFORM.tickets), ...handedOver.slice(0, OFFLINE.tickets), drill]
  for (const answer of toTicket) await becomesTicket(answer?.body.alertId as string)
  counts = await until('everything counted', async () => {
    const found = await operator.read('/insight/intake')
    return found.undecided === 0 ? found : undefined
  })
})
afterAll(() => story.close())

async function becomesTicket(alertId: string): Promise<void> {
  const { id } = await story.incidentOf(alertId, isToldApart)
  const responder = await story.as('responder')
  await operator.do(id, 'dispatch', { unitId: 'unit-responder' })
  await responder.do(id, 'arrive')
  await responder.do(id, 'handback', { facts: '当事人不肯让步' })
  await operator.do(id, 'issueTicket', { organisationId: 'org-sfs' })
}

describe('what came in is counted', () => {
  it('D23: the platform’s alerts, a repeated one once', () => {
    expect(counts.platform).toBe(PLATFORM.disputes + PLATFORM.others + 1)
  })
  it('D24: the disputes among them', () => {
    expect(counts.dispute).toBe(PLATFORM.disputes + 1 + OFFLINE.disputes)
  })
  it('D25: the tickets that came of the platform’s alerts', () => {
    expect(counts.ticketsPlatform).toBe(PLATFORM.tickets)
  })
  it('D26: what the station handed over by phone or paper, typed by a signed-in operator', async () => {
    expect(counts.offline).toBe(OFFLINE.disputes + OFFLINE.others)
    const board = await operator.board()
    expect(
      board.incidents.filter((incident) => incident.channel === 'offline').every((i) => i.sourceId === 'offline'),
    ).toBe(true)
  })
  it('D27: the tickets that came of those', () => {
    expect(counts.ticketsOffline).toBe(OFFLINE.tickets)
  })
  it('a drill never counts, though it is on the board and has its ticket', async () => {
    const board = await operator.board()
    expect(board.incidents.filter((incident) => incident.exercise)).toHaveLength(DRILLS)
    expect(counts.alerts).toBe(board.incidents.length - DRILLS)
    const { items } = await operator.read('/tickets')
    expect(items).toHaveLength(PLATFORM.tickets + OFFLINE.tickets + 1)
  })
  it('the same on the board and for the wall, and an incident merged away still counts', async () => {
    const [one, two] = (await operator.board()).incidents.filter(
      (i) => i.dispatches.length === 0 && !i.exercise && i.channel === 'platform',
    )
    await operator.do(one?.id as string, 'merge', { intoId: two?.id as string })
    const read = await operator.read('/insight/intake')
    const { from: _f, to: _t, population: _p, alertsPerTenThousand: _a, ...today } = read
    expect(today.platform).toBe(counts.platform)
    expect((await story.board()).today).toEqual(today)
    const wall = await (await story.as('wall')).read('/insight/intake')
    expect(wall.platform).toBe(counts.platform)
  })
  it('by the day of Shanghai: tomorrow starts at nothing', async () => {
    await story.forward(startOfDay(story.now()) + DAY_MS - story.now())
    // whoever signed in yesterday may have been signed out meanwhile
    const tomorrow = await Client.signIn(story.api, 'operator')
    const { alerts, platform, offline } = await tomorrow.read('/insight/intake')
    expect({ alerts, platform, offline }).toEqual({ alerts: 0, platform: 0, offline: 0 })
    const all = await tomorrow.read(`/insight/intake?from=2020-01-01T00:00:00Z`)
    expect(all.platform).toBe(counts.platform)
  })
})
