import { describe, expect, it } from 'vitest'
import { buildActor, buildUnit, IncidentStory, NOON } from '../../testing/incident-story.ts'
import { SECOND_MS, toIso } from '../../time.ts'

const responder = buildActor('responder', { unitId: 'u1' })

describe('D9: an order keeps issued, delivered, seen and acknowledged as four times', () => {
  it('records each once, in its own field', () => {
    const story = new IncidentStory().triaged().do('dispatch', { unitId: 'u1' })
    story.forward(2 * SECOND_MS).do('deliver', {}, responder)
    story.forward(3 * SECOND_MS).do('see', {}, responder)
    story.forward(4 * SECOND_MS).do('acknowledge', {}, responder)
    const [d] = story.state.dispatches
    expect([d?.issuedAt, d?.deliveredAt, d?.seenAt, d?.acknowledgedAt]).toEqual(
      [0, 2, 5, 9].map((s) => toIso(NOON + s * SECOND_MS)),
    )
    expect(story.state.stage).toBe('acknowledged')
  })

  it('refuses a second acknowledgement and says when the first was', () => {
    const story = new IncidentStory().triaged().do('dispatch', { unitId: 'u1' }).do('acknowledge', {}, responder)
    expect(story.try('acknowledge', {}, responder)).toMatchObject({ code: 'alreadyDone', facts: { at: toIso(NOON) } })
  })
})

describe('two dispatchers', () => {
  const other = buildActor('operator', { id: 'operator-2' })

  it('tells the second one who was first when their orders cross', () => {
    const story = new IncidentStory().triaged().do('dispatch', { unitId: 'u1' })
    story.forward(500)
    expect(story.try('dispatch', { unitId: 'u2' }, other)).toMatchObject({
      code: 'alreadyDispatched',
      facts: { by: 'operator', unit: { id: 'u1' } },
    })
  })

  it('lets the second one send more force on purpose, or once the first order can have been read', () => {
    const story = new IncidentStory().triaged().do('dispatch', { unitId: 'u1' })
    story.do('dispatch', { unitId: 'u2', support: true }, other)
    story.forward(10 * SECOND_MS).do('dispatch', { unitId: 'u3' }, other)
    expect(story.state.dispatches.map((d) => [d.unit.id, d.lead])).toEqual([
      ['u1', true],
      ['u2', false],
      ['u3', false],
    ])
  })

  it('refuses a unit that is on another incident and names it', () => {
    const story = new IncidentStory().triaged()
    const busyWith = { incidentId: 'i9', incidentNo: '20261124-0009', by: 'leader', at: toIso(NOON) }
    story.units = [buildUnit('u1', { busyWith })]
    expect(story.try('dispatch', { unitId: 'u1' })).toMatchObject({
      code: 'unitBusy',
      facts: { incidentNo: '20261124-0009', by: 'leader' },
    })
  })

  it('refuses by version when the caller names the version they saw', () => {
    const story = new IncidentStory().triaged()
    expect(story.try('dispatch', { unitId: 'u1', expectedVersion: 1 })).toMatchObject({ code: 'versionConflict' })
  })
})

describe('who is sent', () => {
  it('D8: refuses somebody off duty unless it is meant', () => {
    const story = new IncidentStory().triaged()
    story.units = [buildUnit('u1', { onDuty: false })]
    expect(story.try('dispatch', { unitId: 'u1' })).toMatchObject({ code: 'unitOffDuty' })
    expect(story.try('dispatch', { unitId: 'u1', evenOffDuty: true })).toBeUndefined()
  })

  it('names the unit that does not exist', () => {
    const story = new IncidentStory().triaged()
    expect(story.try('dispatch', { unitIds: ['u1', 'nobody'] })).toMatchObject({
      code: 'unitUnknown',
      errors: [{ pointer: '/unitIds/1' }],
    })
  })

  it('sends the first as lead and the others as support', () => {
    const story = new IncidentStory().triaged().do('dispatch', { unitIds: ['u1', 'u2'] })
    expect(story.state.dispatches.map((d) => d.lead)).toEqual([true, false])
  })

  it('dispatches an incident that nobody has told apart yet: help does not wait for a class', () => {
    const story = new IncidentStory().do('dispatch', { unitId: 'u1' })
    expect(story.state.stage).toBe('dispatched')
    expect(story.clock('K1')?.state).toBe('met')
  })
})

describe('declining and redirecting', () => {
  it('goes back to triaged, and the order clock starts again, when every unit has declined', () => {
    const story = new IncidentStory().triaged().do('dispatch', { unitIds: ['u1', 'u2'] })
    story.do('decline', { reason: '在另一现场' }, responder)
    expect(story.state.stage).toBe('dispatched')
    story.do('decline', { reason: '车坏' }, buildActor('responder', { unitId: 'u2' }))
    expect(story.state.stage).toBe('triaged')
    expect(story.clock('K2')).toMatchObject({ id: 'K2.case.2', state: 'running' })
  })

  it('replaces an order nobody took by a new one and links the two', () => {
    const story = new IncidentStory().triaged().do('dispatch', { unitId: 'u1' })
    story.forward(90 * SECOND_MS).do('dispatch', { unitId: 'u2', replaces: 'd1' })
    expect(story.state.dispatches.map((d) => [d.unit.id, d.stage, d.lead])).toEqual([
      ['u1', 'expired', true],
      ['u2', 'created', true],
    ])
    expect(story.events.findLast((e) => e.type === 'incident.dispatched')?.data.replaces).toBe('d1')
    expect(story.state.clocks.find((c) => c.clock === 'K4' && c.subject === 'd1')?.state).toBe('stopped')
  })
})

describe('D4: the command room alone dispatches', () => {
  it.each([
    'responder',
    'police',
    'department',
    'supervisor',
    'mediator',
    'petition',
    'wall',
    'admin',
    'auditor',
  ] as const)('refuses %s', (role) => {
    expect(new IncidentStory().triaged().try('dispatch', { unitId: 'u1' }, buildActor(role))).toMatchObject({
      code: 'notYours',
    })
  })
})

describe('D7: two vehicles', () => {
  it('a third use at the same time is told that no vehicle is free, and of a free one another order says busy', () => {
    const busyWith = { incidentId: 'i2', incidentNo: '2', by: 'operator', at: toIso(NOON) }
    const story = new IncidentStory().triaged()
    story.units = [buildUnit('car', { busyWith, freeVehicles: 0 })]
    expect(story.try('dispatch', { unitId: 'car' })).toMatchObject({ code: 'noVehicleFree', facts: busyWith })
    story.units = [buildUnit('car', { busyWith, freeVehicles: 1 })]
    expect(story.try('dispatch', { unitId: 'car' })?.code).toBe('unitBusy')
  })
})
