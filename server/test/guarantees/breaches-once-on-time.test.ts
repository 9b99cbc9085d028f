import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwatched } from '../harness/unwatched.ts'
import { usePostgres } from '../harness/postgres.ts'
import { isToldApart, Story, WAYS } from '../harness/story.ts'
import { until } from '../harness/until.ts'

const SECOND = 1_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Triage leaves it undecided, so that K1 runs on until a person decides. */
const UNDECIDED = '请派人来一下'

const postgres = usePostgres()

describe.each(WAYS)('a clock breaches once and on time (%s)', (way) => {
  let story: Story
  beforeAll(async () => void (story = await Story.open(postgres, { way })))
  afterAll(() => story.close())

  /** What the clocks of an incident have said so far, in the order of the log. */
  const said = async (id: string): Promise<string[]> => {
    const { events } = await (await story.as('operator')).incident(id)
    return events
      .filter(({ type }) => /^clock\.(warned|breached|met|stopped)$/.test(type))
      .map(({ type, data }) =>
        [data.clock, type === 'clock.warned' ? data.step : type.slice('clock.'.length)].join(' '),
      )
  }

  it('K1 to K5 say each step once and in order, over a stop and a kill in the middle', async () => {
    const operator = await story.as('operator')
    const responder = await story.as('responder')
    const { body } = await story.postAlert({ narrative: UNDECIDED })
    const { id, stage } = await story.incidentOf(body.alertId, isToldApart)
    expect(stage).toBe('received')

    const heard: string[] = []
    /** Lets time pass and expects just these words from then on. */
    const expectAfter = async (ms: number, words: string[]): Promise<void> => {
      if (ms > 0) await story.pass(ms)
      heard.push(...words)
      await until(`${words.join(', ')}`, async () => (await said(id)).length >= heard.length, 10_000).catch(
        () => undefined,
      )
      expect(await said(id)).toEqual(heard)
    }

    await expectAfter(50 * SECOND, [])
    await expectAfter(10 * SECOND, ['K1 half'])
    await expectAfter(60 * SECOND, ['K1 breached'])
    await operator.do(id, 'classify', {
      police: 'nonPolice',
      dispute: true,
      category: '纠纷',
      reason: '电话里问明',
    })
    await expectAfter(60 * SECOND, ['K1 stopped', 'K2 breached'])

    await operator.do(id, 'dispatch', { unitId: 'unit-responder' })
    await expectAfter(30 * SECOND, ['K2 stopped', 'K3 remind'])
    await story.restart()
    await expectAfter(30 * SECOND, ['K3 breached'])
    await expectAfter(60 * SECOND, ['K3 leader'])
    await expectAfter(60 * SECOND, ['K3 backup'])
    await responder.do(id, 'acknowledge')
    await expectAfter(7 * MINUTE, ['K3 stopped', 'K4 noDeparture'])
    await expectAfter(5 * MINUTE, ['K4 near'])
    await story.kill9()
    await story.start()
    await expectAfter(5 * MINUTE, ['K4 breached'])
    await responder.do(id, 'arrive')
    await expectAfter(3 * MINUTE, ['K4 stopped', 'K5 remind'])
    await expectAfter(2 * MINUTE, ['K5 breached'])
    await responder.do(id, 'report', { text: '双方均在现场' })
    await expectAfter(HOUR, ['K5 stopped'])

    await story.restart()
    await expectAfter(HOUR, [])
    await operator.do(id, 'settle')
  })

  it('what ends in time never breaches, however late it gets', async () => {
    const operator = await story.as('operator')
    const responder = await story.as('responder')
    const { id } = await story.openIncident()
    await operator.do(id, 'dispatch', { unitId: 'unit-responder' })
    for (const name of ['acknowledge', 'arrive', 'report']) await responder.do(id, name)
    await story.pass(HOUR)
    expect(await said(id)).toEqual(['K1 met', 'K2 met', 'K3 met', 'K4 met', 'K5 met'])
    await operator.do(id, 'settle')
  })

  it.each([
    { at: '20:00.000', ms: 20 * MINUTE, state: 'met', words: ['K4 met'] },
    { at: '20:00.001', ms: 20 * MINUTE + 1, state: 'breached', words: ['K4 breached', 'K4 stopped'] },
  ])('D10: arrival at exactly $at is $state', async ({ ms, state, words }) => {
    const operator = await story.as('operator')
    const responder = await story.as('responder')
    const { id } = await story.openIncident()
    const { dispatches } = await operator.do(id, 'dispatch', { unitId: 'unit-responder' })
    await responder.do(id, 'acknowledge')
    const occurredAt = new Date(Date.parse(dispatches[0]?.issuedAt ?? '') + ms).toISOString()

    const { clocks } = await unwatched(story, id, {
      forwardMs: 20 * MINUTE + SECOND,
      command: () => responder.do(id, 'arrive', { occurredAt }),
    })
    expect(clocks.find(({ clock }) => clock === 'K4')).toMatchObject({ state, endedAt: occurredAt })
    expect((await said(id)).filter((line) => /K4 (met|breached|stopped)/.test(line))).toEqual(words)
    await responder.do(id, 'report')
    await operator.do(id, 'settle')
  })
})
