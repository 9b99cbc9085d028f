import { describe, expect, it } from 'vitest'
import { buildActor, IncidentStory } from '../../testing/incident-story.ts'
import { DAY_MS, MINUTE_MS, toIso, toMs } from '../../time.ts'

const responder = buildActor('responder', { unitId: 'u1' })
const leader = buildActor('leader')
const police = buildActor('police')
const reported = () =>
  new IncidentStory()
    .triaged()
    .do('dispatch', { unitId: 'u1' })
    .forward(5 * MINUTE_MS)
    .do('arrive', {}, responder)
    .do('report', { text: '双方在场' }, responder)

describe('D12: the room classifies, with a reason, and every change is kept', () => {
  it('keeps both classes, with who and why', () => {
    const story = new IncidentStory().triaged({ police: 'nonPolice' })
    expect(story.try('classify', { police: 'police' })).toMatchObject({
      code: 'reasonRequired',
      errors: [{ pointer: '/reason' }],
    })
    story.do('classify', { police: 'police', reason: '来电称有人持刀' })
    const change = story.events.findLast((e) => e.type === 'incident.classified')
    expect(change?.data).toMatchObject({ previous: { police: 'nonPolice' }, reclassified: true })
    expect(change?.personal).toMatchObject({ reason: '来电称有人持刀' })
    expect(story.state.classification?.police).toBe('police')
  })

  it('confirms without a reason', () => {
    expect(new IncidentStory().triaged().try('classify', { police: 'nonPolice' })).toBeUndefined()
  })

  it('is never overruled by a triage that comes late', () => {
    const story = new IncidentStory().do('classify', { police: 'police', severity: 1 }).triaged({ police: 'nonPolice' })
    expect(story.state.classification).toMatchObject({ police: 'police', severity: 1 })
    expect(story.state.place?.centreId).toBe('village-01')
  })
})

describe('D13: a police matter goes to the station, and the team stays attached', () => {
  it('keeps the support team under orders until it is over', () => {
    const story = reported().do('transferPolice', { reason: '涉嫌伤害' })
    expect(story.state).toMatchObject({ stage: 'toPolice', outcome: 'toPolice' })
    expect(story.state.dispatches[0]?.stage).toBe('reported')
  })

  it('closes only after the station has answered, or after 24 hours', () => {
    const story = reported().do('transferPolice')
    expect(story.try('close')).toMatchObject({ code: 'policeLinkOpen' })
    expect(story.forward(DAY_MS).try('close')).toBeUndefined()
    expect(reported().do('transferPolice').do('report', { text: '已受案' }, police).try('close')).toBeUndefined()
  })

  it('ends the link once after 24 hours, says why, and lets the support go', () => {
    const story = reported().do('transferPolice').do('dispatch', { unitId: 'u2', support: true })
    story.forward(DAY_MS)
    expect(story.count('incident.policeLinkEnded')).toBe(0)
    expect(story.state.dispatches.map((d) => d.endedAt)).toEqual([null, null])
    story.forward(1).forward(DAY_MS)
    const endedAt = toIso(toMs(story.state.police!.since) + DAY_MS)
    expect(story.count('incident.policeLinkEnded', { why: 'timeUp', endedAt })).toBe(1)
    expect(story.state.police).toMatchObject({ feedbackAt: null, linkEnded: { at: endedAt, why: 'timeUp' } })
    expect(story.state.dispatches.map((d) => [d.stage, d.endedAt])).toEqual([
      ['done', endedAt],
      ['done', endedAt],
    ])
    expect(story.clock('PL')).toMatchObject({ state: 'stopped', breachedAt: null })
    expect(story.state.clocks.every((c) => c.endedAt !== null)).toBe(true)
    // what the station says later is kept, and ends nothing twice
    story.do('report', { text: '已立案' }, police)
    expect(story.count('incident.policeLinkEnded')).toBe(1)
  })

  it('ends when it was to end although nobody looked for a day, and keeps whoever was sent since', () => {
    const story = reported().do('transferPolice')
    story.now += 2 * DAY_MS
    story.do('dispatch', { unitId: 'u2', support: true }).forward(0)
    expect(story.clock('PL')).toMatchObject({ state: 'stopped', breachedAt: null })
    expect(story.state.dispatches.map((d) => d.stage)).toEqual(['done', 'created'])
  })

  it('ends with the first feedback of the station', () => {
    const story = reported().do('transferPolice').do('report', { text: '已受案' }, police)
    expect(story.state.police?.linkEnded?.why).toBe('feedback')
    expect(story.clock('PL')?.state).toBe('met')
    expect(story.state.dispatches[0]?.stage).toBe('done')
    expect(story.forward(2 * DAY_MS).count('incident.policeLinkEnded')).toBe(1)
  })

  it('lets the police liaison act on nothing that was not handed over', () => {
    expect(reported().try('settle', {}, police)).toMatchObject({ code: 'stageForbids' })
  })
})

describe('D14, D16: what is handed back becomes a ticket, by the command room alone', () => {
  const handedBack = () => reported().do('handback', { facts: '拖欠工资三个月', demands: '补发' }, responder)

  it('D15: takes a handback first', () => {
    expect(reported().try('issueTicket', { organisationId: 'org-x' })).toMatchObject({ code: 'stageForbids' })
    expect(handedBack().state).toMatchObject({ stage: 'handedBack', handback: { dispatchId: 'd1', by: 'responder' } })
  })

  it('goes where the route says, and asks where no rule says', () => {
    const story = handedBack()
    expect(story.try('issueTicket')).toMatchObject({ code: 'routeUnknown', errors: [{ pointer: '/organisationId' }] })
    story.facts = { route: { organisationId: 'org-labour', reason: '欠薪' } }
    story.do('issueTicket')
    expect(
      story.events.at(-1)?.type === 'incident.ticketIssued' || story.types().includes('incident.ticketIssued'),
    ).toBe(true)
    expect(story.events.find((e) => e.type === 'incident.ticketIssued')?.data).toMatchObject({
      organisationId: 'org-labour',
      routeReason: '欠薪',
    })
    expect(story.state).toMatchObject({ stage: 'ticketed', ticketIds: ['d2'] })
  })

  it.each(['responder', 'department', 'police', 'supervisor'] as const)('refuses %s', (role) => {
    expect(
      handedBack().try('issueTicket', { organisationId: 'org-x' }, buildActor(role, { unitId: 'u1' })),
    ).toMatchObject({ code: 'notYours' })
  })

  it('counts as the first report where none was made', () => {
    const story = new IncidentStory().triaged().do('dispatch', { unitId: 'u1' }).do('arrive', {}, responder)
    story.do('handback', { facts: '双方拒绝调解' }, responder)
    expect(story.clock('K5')?.state).toBe('met')
  })
})

describe('the end of an incident', () => {
  it('settles on the spot only after a first report', () => {
    const story = new IncidentStory().triaged().do('dispatch', { unitId: 'u1' }).do('arrive', {}, responder)
    expect(story.try('settle', {}, responder)).toMatchObject({ code: 'firstReportRequired' })
    story.do('report', {}, responder).do('settle', { text: '握手言和' }, responder)
    expect(story.state).toMatchObject({ stage: 'settled', outcome: 'settled', dispatches: [{ stage: 'done' }] })
    expect(story.state.clocks.every((c) => c.endedAt !== null)).toBe(true)
  })

  it('ends by phone with a text that says why, by the room alone', () => {
    expect(new IncidentStory().triaged().try('settle', { outcome: 'noAction' })).toMatchObject({
      code: 'reasonRequired',
    })
    const story = new IncidentStory()
      .triaged()
      .do('settle', { outcome: 'transferred', text: '转 12345', transferTo: '12345' })
    expect(story.state).toMatchObject({ stage: 'transferred', outcome: 'transferred' })
  })

  it('takes a second person to cancel severity 1 or 2', () => {
    const story = new IncidentStory().triaged({ severity: 2 }).do('cancel', { reason: '误报' })
    expect(story.state.stage).toBe('triaged')
    expect(story.try('cancel', { reason: '误报' })).toMatchObject({ code: 'secondPersonRequired' })
    story.do('cancel', { reason: '已核实' }, leader)
    expect(story.state).toMatchObject({ stage: 'cancelled', live: false })
    expect(new IncidentStory().triaged({ severity: 3 }).do('cancel', { reason: '误报' }).state.stage).toBe('cancelled')
  })

  it('D18: a case under supervision is closed by a leader, not by its handler', () => {
    const story = reported().do('flag', { flag: 'major', on: true }).do('settle', {}, responder)
    expect(story.try('close')).toMatchObject({ code: 'leaderRequired' })
    expect(story.try('close', {}, leader)).toBeUndefined()
  })

  it('reopens from closed alone, and waits for an order again', () => {
    const story = reported().do('settle', {}, responder)
    expect(story.try('reopen', { reason: '再起冲突' })).toMatchObject({ code: 'stageForbids' })
    story.do('visit', { result: 'satisfied' }).do('close').do('reopen', { reason: '再起冲突' })
    expect(story.state).toMatchObject({ stage: 'triaged', live: true, outcome: null })
    expect(story.clock('K2')?.state).toBe('running')
  })

  it('merges with every caller kept, but never from under a unit', () => {
    const story = new IncidentStory().triaged()
    story.facts = { mergeTarget: { id: 'i2', no: '2', stage: 'triaged', live: true, exercise: false } }
    expect(reported().try('merge', { intoId: 'i2' })).toMatchObject({ code: 'mergeTargetInvalid' })
    story.do('merge', { intoId: 'i2' })
    expect(story.state).toMatchObject({ stage: 'merged', mergedInto: 'i2', live: false })
    expect(story.events.find((e) => e.type === 'incident.merged')?.data.alertIds).toEqual(['a1'])
  })
})

describe('a responder', () => {
  it('acts on own orders alone', () => {
    const story = new IncidentStory().triaged().do('dispatch', { unitIds: ['u1', 'u2'] })
    expect(story.try('acknowledge', { dispatchId: 'd2' }, responder)).toMatchObject({ code: 'notYours' })
    expect(story.try('acknowledge', {}, buildActor('responder', { unitId: 'u3' }))).toMatchObject({ code: 'notYours' })
  })

  it('is asked which order is meant only at the desk, where there can be several', () => {
    const story = new IncidentStory().triaged().do('dispatch', { unitIds: ['u1', 'u2'] })
    expect(story.try('acknowledge')).toMatchObject({ code: 'dispatchAmbiguous', facts: { dispatchIds: ['d1', 'd2'] } })
    expect(story.try('acknowledge', {}, responder)).toBeUndefined()
  })
})
