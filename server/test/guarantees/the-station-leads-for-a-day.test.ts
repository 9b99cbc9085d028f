import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { usePostgres } from '../harness/postgres.ts'
import { Story } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const HOUR = 3_600_000

const postgres = usePostgres()
let story: Story
beforeAll(async () => {
  story = await Story.open(postgres)
})
afterAll(() => story.close())

/** On the scene, reported, and handed to the station. */
async function handOver(): Promise<string> {
  const { id } = await story.openIncident()
  const operator = await story.as('operator')
  const responder = await story.as('responder')
  await operator.do(id, 'dispatch', { unitId: 'unit-responder' })
  for (const name of ['acknowledge', 'arrive', 'report']) await responder.do(id, name)
  await operator.do(id, 'transferPolice')
  return id
}

const ends = async (id: string) => {
  const { events } = await (await story.as('operator')).incident(id)
  return events.filter((event) => event.type === 'incident.policeLinkEnded').map((event) => event.data.why)
}

const busyWith = async () =>
  (await story.board('operator')).units.find((one) => one.id === 'unit-responder')?.incidentId ?? null

describe('D13: the station leads, the support stays attached until it answers or 24 hours have passed', () => {
  it('ends the link by itself, once, over a kill and a restart', async () => {
    const id = await handOver()
    const operator = await story.as('operator')
    // the unit is busy: it can be sent nowhere else, and its phone keeps the order
    const other = await story.openIncident()
    const refused = await operator.command(other.id, 'dispatch', { unitId: 'unit-responder' })
    expect(refused).toMatchObject({ status: 409, body: { code: 'unitBusy' } })
    await story.passDays(23 * HOUR)
    expect(await ends(id)).toEqual([])
    expect(await busyWith()).toBe(id)
    const early = await (await story.as('operator')).command(id, 'close')
    expect(early).toMatchObject({ status: 409, body: { code: 'policeLinkOpen' } })

    await story.kill9()
    await story.start()
    await story.passDays(HOUR)
    await until('the end of the link', async () => (await ends(id)).length)
    const { dispatches, police } = await (await story.as('operator')).incident(id)
    expect(dispatches[0]).toMatchObject({ stage: 'done', endedAt: police?.linkEnded?.at })
    expect(police).toMatchObject({ feedbackAt: null, linkEnded: { why: 'timeUp' } })
    expect(Date.parse(police?.linkEnded?.at ?? '') - Date.parse(police?.since ?? '')).toBe(24 * HOUR)
    expect(await busyWith()).toBeNull()

    await story.restart()
    await story.passDays(24 * HOUR)
    expect(await ends(id)).toEqual(['timeUp'])
    await (await story.as('operator')).do(id, 'close')
  })

  it('ends it with the feedback, and then time ends nothing more', async () => {
    const id = await handOver()
    await (await story.as('police')).do(id, 'report', { text: '已受案，现场由民警处置' })
    expect(await ends(id)).toEqual(['feedback'])
    await story.passDays(25 * HOUR)
    expect(await ends(id)).toEqual(['feedback'])
  })
})
