import { describe, expect, it } from 'vitest'
import { offsetM, type GeoPoint } from '../../geo/point.ts'
import { buildActor, IncidentStory, NOON } from '../../testing/incident-story.ts'
import { COMMAND_BODIES } from './commands.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS, toIso } from '../../time.ts'

const responder = buildActor('responder', { unitId: 'u1' })
const dispatched = () => new IncidentStory().triaged().do('dispatch', { unitId: 'u1' })
const onScene = () =>
  dispatched()
    .forward(5 * MINUTE_MS)
    .do('arrive', {}, responder)

describe('D10: the person on duty is there within 20 minutes of the order', () => {
  it('20:00.000 is met', () => {
    const story = dispatched()
      .forward(20 * MINUTE_MS)
      .do('arrive', {}, responder)
    expect(story.clock('K4')).toMatchObject({ state: 'met', endedAt: toIso(NOON + 20 * MINUTE_MS) })
    expect(story.count('clock.breached', { clock: 'K4' })).toBe(0)
  })

  it('20:00.001 is breached, once', () => {
    const story = dispatched()
      .forward(20 * MINUTE_MS + 1)
      .forward(0)
      .forward(1)
      .do('arrive', {}, responder)
    expect(story.clock('K4')).toMatchObject({ state: 'breached' })
    expect(story.count('clock.breached', { clock: 'K4' })).toBe(1)
  })

  it('counts from the order, not from the acknowledgement: late acknowledging hides nothing', () => {
    const story = dispatched()
      .forward(19 * MINUTE_MS)
      .do('acknowledge', {}, responder)
    expect(story.clock('K4')?.startedAt).toBe(toIso(NOON))
    expect(story.forward(61 * SECOND_MS).clock('K4')?.state).toBe('breached')
  })

  it('warns at 10 minutes without departure and at 15 minutes', () => {
    expect(
      dispatched()
        .forward(15 * MINUTE_MS)
        .clock('K4')?.warned,
    ).toEqual(['noDeparture', 'near'])
    const gone = dispatched()
      .do('depart', {}, responder)
      .forward(15 * MINUTE_MS)
    expect(gone.clock('K4')?.warned).toEqual(['near'])
  })

  it('judges an arrival sent late by when it happened, as long as no breach stands', () => {
    const story = dispatched()
    story.now += 25 * MINUTE_MS // the timekeeper was not there either
    const at = toIso(NOON + 19 * MINUTE_MS)
    story.do('arrive', { occurredAt: at, sentAt: toIso(story.now) }, responder)
    expect(story.clock('K4')).toMatchObject({ state: 'met', endedAt: at })
  })

  it('keeps a breach on record when the late word says it was in time', () => {
    const story = dispatched().forward(25 * MINUTE_MS)
    const at = toIso(NOON + 19 * MINUTE_MS)
    story.do('arrive', { occurredAt: at, sentAt: toIso(story.now) }, responder)
    expect(story.clock('K4')).toMatchObject({ state: 'breached', endedAt: at })
  })

  it.each([HOUR_MS, -HOUR_MS])('measures a phone clock that is wrong by %i ms', (wrongMs) => {
    const story = dispatched().forward(18 * MINUTE_MS)
    const phone = (ms: number) => toIso(ms + wrongMs)
    story.do('arrive', { occurredAt: phone(story.now - MINUTE_MS), sentAt: phone(story.now) }, responder)
    expect(story.state.dispatches[0]?.arrivedAt).toBe(toIso(NOON + 17 * MINUTE_MS))
  })

  it('takes server time where a phone without a measured clock says what cannot be', () => {
    const story = dispatched().forward(18 * MINUTE_MS)
    story.do('arrive', { occurredAt: toIso(NOON - HOUR_MS) }, responder)
    expect(story.state.dispatches[0]?.arrivedAt).toBe(toIso(NOON + 18 * MINUTE_MS))
    expect(story.events.find((e) => e.type === 'incident.arrived')?.data.clockSuspect).toBe(true)
  })

  it('counts arrival by position, by button and by somebody else’s word apart', () => {
    const scene = dispatched().state.location as GeoPoint
    const at = (m: number) => ({ ...offsetM(scene, m, 0), crs: 'wgs84' as const, accuracyM: 10 })
    const arrived = (m: number) => dispatched().do('arrive', { location: at(m) }, responder).state.dispatches[0]
    expect(arrived(40)).toMatchObject({ arrivalProof: 'gps', arrivalDistanceM: 40 })
    // D10, K4: too far off is no proof, and the distance is kept
    expect(arrived(820)).toMatchObject({ arrivalProof: 'button', arrivalDistanceM: 820 })
    const byItself = dispatched().do('arrive', { location: at(40) }, { kind: 'system', id: 'geofence' })
    expect(byItself.state.dispatches[0]?.arrivalProof).toBe('geofence')
    expect(dispatched().do('arrive', {}, responder).state.dispatches[0]?.arrivalProof).toBe('button')
    expect(dispatched().do('arrive', { dispatchId: 'd1' }).state.dispatches[0]?.arrivalProof).toBe('manual')
  })
})

describe('K4: an arrival by the circle that was none is taken back', () => {
  const circle = { kind: 'system', id: 'geofence' } as const
  const here = () => ({ ...(dispatched().state.location as GeoPoint), crs: 'wgs84' as const })
  const taken = () =>
    dispatched()
      .do('depart', {}, responder)
      .forward(8 * MINUTE_MS)
      .do('arrive', { location: here() }, circle)
      .forward(2 * MINUTE_MS)

  it('sends the unit on its way again, and its twenty minutes run on from the order', () => {
    const story = taken()
    expect(story.clock('K4')).toMatchObject({ state: 'met' })
    story.do('retractArrival', {}, responder)
    expect(story.state.stage).toBe('enRoute')
    expect(story.state.dispatches[0]).toMatchObject({ stage: 'enRoute', arrivedAt: null, arrivalsRetracted: 1 })
    expect(story.clock('K4')).toMatchObject({ state: 'running', startedAt: toIso(NOON), endedAt: null })
    expect(story.clock('K5')).toMatchObject({ state: 'stopped' })
    story.forward(10 * MINUTE_MS + 1)
    expect(story.clock('K4')?.state).toBe('breached')
    expect(story.count('clock.breached', { clock: 'K4' })).toBe(1)
  })

  it('takes the true arrival afterwards, with a first report of its own, and not the circle’s word again', () => {
    const story = taken().do('retractArrival', {}, responder)
    expect(story.try('arrive', { location: here() }, circle)).toMatchObject({ code: 'dispatchForbids' })
    story.forward(MINUTE_MS).do('arrive', {}, responder)
    expect(story.clock('K4')).toMatchObject({ state: 'met', endedAt: toIso(NOON + 11 * MINUTE_MS) })
    expect(story.clock('K5')).toMatchObject({ state: 'running', startedAt: toIso(NOON + 11 * MINUTE_MS) })
  })

  it('may be taken back by the unit for five minutes, judged by when it pressed, and by the room later too', () => {
    const late = () => taken().forward(3 * MINUTE_MS + 1)
    expect(late().try('retractArrival', {}, responder)).toMatchObject({
      code: 'arrivalStands',
      facts: { why: 'tooLate' },
    })
    const pressed = late()
    const at = { occurredAt: toIso(pressed.now - MINUTE_MS), sentAt: toIso(pressed.now) }
    expect(pressed.try('retractArrival', at, responder)).toBeUndefined()
    expect(late().try('retractArrival', {})).toBeUndefined()
  })

  it('a breach stands when the room takes an arrival back after the twenty minutes', () => {
    const story = taken()
      .forward(15 * MINUTE_MS)
      .do('retractArrival', {})
      .forward(0)
    expect(story.clock('K4')?.state).toBe('breached')
  })

  it('nobody takes back what a person has said, or what was reported from', () => {
    expect(onScene().try('retractArrival', {}, responder)).toMatchObject({ facts: { why: 'notByCircle' } })
    const reported = taken().do('report', { text: '双方在场' }, responder)
    expect(reported.try('retractArrival', {})).toMatchObject({ code: 'arrivalStands', facts: { why: 'reported' } })
  })
})

describe('D11: the first report follows the arrival at once', () => {
  it('reminds at 3 minutes and breaches after 5', () => {
    const story = onScene().forward(5 * MINUTE_MS)
    expect(story.clock('K5')).toMatchObject({ state: 'running', warned: ['remind'] })
    expect(story.forward(1).clock('K5')?.state).toBe('breached')
  })

  it('is met by a report, and later reports change nothing of it', () => {
    const story = onScene().forward(MINUTE_MS).do('report', { text: '双方在场', partiesPresent: 'both' }, responder)
    story.forward(MINUTE_MS).do('report', { text: '补充' }, responder)
    expect(story.clock('K5')).toMatchObject({ state: 'met', endedAt: toIso(NOON + 6 * MINUTE_MS) })
    expect(story.count('incident.reported', { first: true })).toBe(1)
  })

  it('cannot come before the arrival', () => {
    expect(dispatched().try('report', { text: '…' }, responder)).toMatchObject({ code: 'dispatchForbids' })
  })
})

describe('out of order is normal offline', () => {
  it('fills in a departure that arrives after the arrival and moves nothing back', () => {
    const story = onScene()
    expect(story.state.dispatches[0]).toMatchObject({ departSkipped: true, stage: 'arrived' })
    story.do('depart', { occurredAt: toIso(NOON + MINUTE_MS), sentAt: toIso(story.now) }, responder)
    expect(story.state.dispatches[0]).toMatchObject({ departedAt: toIso(NOON + MINUTE_MS), stage: 'arrived' })
    expect(story.state.stage).toBe('onScene')
  })

  it('reports a delay without stopping any clock', () => {
    const story = dispatched()
      .forward(10 * MINUTE_MS)
      .do('note', { text: '堵路', delayReason: '堵路', dispatchId: 'd1' }, responder)
    expect(story.state.dispatches[0]?.delayReason).toBe('堵路')
    expect(story.forward(10 * MINUTE_MS + 1).clock('K4')?.state).toBe('breached')
  })
})

describe('呼叫增援', () => {
  const called = () => onScene().do('callBackup', { count: 2, reason: '人多' }, responder)

  it('stands until somebody more is sent', () => {
    const story = called()
    expect(story.state.backup).toEqual({ at: toIso(NOON + 5 * MINUTE_MS), unitId: 'u1', count: 2 })
    expect(story.do('dispatch', { unitId: 'u2', support: true }).state.backup).toBeUndefined()
  })

  it('is over with the case', () =>
    expect(called().do('report', { text: 't' }, responder).do('settle', {}, responder).state.backup).toBeUndefined())

  it('asks for one where no number is said, and keeps the words beside the chain', () => {
    const story = onScene().do('callBackup', COMMAND_BODIES.callBackup.parse({}), responder)
    expect(story.state.backup?.count).toBe(1)
    expect(called().events.at(-1)).toMatchObject({ data: { count: 2 }, personal: { reason: '人多' } })
  })
})
