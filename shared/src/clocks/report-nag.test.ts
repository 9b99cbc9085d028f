import { describe, expect, it } from 'vitest'
import { buildActor, IncidentStory } from '../testing/incident-story.ts'
import { MINUTE_MS, SECOND_MS } from '../time.ts'
import { lateReports, reportNag } from './report-nag.ts'

const responder = buildActor('responder', { unitId: 'u1' })
const arrived = () => new IncidentStory().triaged().do('dispatch', { unitId: 'u1' }).do('arrive', {}, responder)

const nagOf = (story: IncidentStory) => reportNag(story.clock('K5'), story.state.dispatches[0]!, story.now)

describe('D11, K5: arrived and no first report', () => {
  it('asks at 3 and at 5 minutes, and on in the same interval', () => {
    const story = arrived()
    const steps = [
      [3 * MINUTE_MS - 1, undefined],
      [1, { times: 1, isLate: false }],
      [2 * MINUTE_MS, { times: 1, isLate: false }],
      [1, { times: 2, isLate: true }],
      [2 * MINUTE_MS - 2, { times: 2, isLate: true }],
      [1, { times: 3, isLate: true }],
      [10 * MINUTE_MS, { times: 8, isLate: true }],
    ] as const
    for (const [ms, expected] of steps) {
      story.forward(ms)
      if (expected === undefined) expect(nagOf(story)).toBeUndefined()
      else expect(nagOf(story)).toMatchObject(expected)
    }
  })

  it('believes the server where the clock of the phone is slow', () => {
    const story = arrived().forward(5 * MINUTE_MS + 1)
    const slow = story.now - 4 * MINUTE_MS
    expect(reportNag(story.clock('K5'), story.state.dispatches[0]!, slow)).toMatchObject({ times: 2, isLate: true })
  })

  it('goes by the target that is set', () => {
    const content = { K1: 120, K1Severity1: 60, K2: 60, K3: 60, K4: 1_200, K5: 600 }
    const sla = [{ version: 1, effectiveFrom: 0, content }]
    const story = new IncidentStory({ sla }).triaged().do('dispatch', { unitId: 'u1' }).do('arrive', {}, responder)
    expect(nagOf(story.forward(6 * MINUTE_MS - 1))).toBeUndefined()
    expect(nagOf(story.forward(1))).toMatchObject({ times: 1 })
    expect(nagOf(story.forward(4 * MINUTE_MS + 1))).toMatchObject({ times: 2, isLate: true })
  })

  it('stops with the report, and with the end of the order', () => {
    const reported = arrived().forward(6 * MINUTE_MS)
    expect(lateReports(reported.state)).toMatchObject([{ isLate: true, dispatch: { unit: { id: 'u1' } } }])
    reported.do('report', { text: '双方在场' }, responder)
    expect(nagOf(reported)).toBeUndefined()
    expect(lateReports(reported.state)).toEqual([])
    const over = arrived()
      .forward(6 * MINUTE_MS)
      .do('cancel', { reason: '误报' })
    expect(nagOf(over)).toBeUndefined()
    expect(lateReports(over.state)).toEqual([])
  })

  it('is on the desk from the first step on', () => {
    const story = arrived().forward(3 * MINUTE_MS - SECOND_MS)
    expect(lateReports(story.state)).toEqual([])
    expect(lateReports(story.forward(SECOND_MS).state)).toMatchObject([{ isLate: false }])
  })
})
