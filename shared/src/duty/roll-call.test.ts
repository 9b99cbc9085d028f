import { describe, expect, it } from 'vitest'
import {
  askedAtScene,
  askedOnDuty,
  countRollCall,
  foldRollCall,
  inOrderOfWorry,
  isLate,
  ownData,
  ownPart,
  unitsTold,
  type Askable,
  type RollCall,
} from './roll-call.ts'

const unit = (id: string, change: Partial<Askable> = {}): Askable => ({
  id,
  kind: 'person',
  onDuty: true,
  isManned: true,
  ...change,
})
const event = (type: string, data: Record<string, unknown>, at = '2026-11-24T06:00:00.000Z', caseId = 'call') => ({
  type,
  caseId,
  at,
  data,
})
const started = event('rollCall.started', {
  scope: 'onDuty',
  incidentId: null,
  incidentNo: null,
  dueAt: '2026-11-24T06:03:00.000Z',
  asked: ['a', 'b'],
})
const answered = (unitId: string, at = '2026-11-24T06:00:10.000Z') =>
  event('rollCall.answered', { unitId, via: 'phone', occurredAt: at }, at)
const ended = event('rollCall.ended', { how: 'time', asked: ['a', 'b'], missing: ['b'] }, '2026-11-24T06:03:00.000Z')
const run = (...events: ReturnType<typeof event>[]): RollCall | null =>
  events.reduce<RollCall | null>(foldRollCall, null)

describe('who is asked', () => {
  it('everyone on duty; a seat never, a vehicle where somebody signs in for it', () => {
    const units = [
      unit('a'),
      unit('off', { onDuty: false }),
      unit('team', { kind: 'team', isManned: false }),
      unit('seat', { kind: 'seat' }),
      unit('car', { kind: 'vehicle', isManned: false }),
      unit('crew', { kind: 'vehicle' }),
    ]
    expect(askedOnDuty(units)).toEqual(['a', 'team', 'crew'])
  })

  it('everyone at the scene, off duty too: not who is on the way and not who has left', () => {
    const orders = ['enRoute', 'arrived', 'reported', 'settled', 'declined'].map((stage) => ({
      unit: { id: stage },
      stage,
    }))
    const units = orders.map((order) => unit(order.unit.id, { onDuty: false }))
    expect(askedAtScene(units, orders)).toEqual(['arrived', 'reported'])
  })
})

describe('a roll-call that runs', () => {
  it('counts each unit once, whatever is told twice', () => {
    const call = run(started, answered('a'), answered('a', '2026-11-24T06:00:20.000Z'), started)
    expect(call && countRollCall(call)).toEqual({ asked: 2, answered: 1 })
    expect(call?.answers.a?.at).toBe('2026-11-24T06:00:10.000Z')
  })

  it('is none when it has ended, and an answer that comes late starts nothing anew', () => {
    expect(run(started, ended)).toBeNull()
    expect(run(started, ended, answered('b'))).toBeNull()
  })

  it('is not touched by what is told of another', () => {
    const other = { ...ended, caseId: 'another' }
    expect(run(started, other, { ...answered('a'), caseId: 'another' })?.answers).toEqual({})
  })
})

describe('what one unit knows of it', () => {
  it('its own part alone, and nothing where it is not asked', () => {
    const call = run(started, answered('a'))
    expect(ownPart(call, 'a')).toMatchObject({ asked: ['a'], answers: { a: { via: 'phone' } } })
    expect(ownPart(call, 'b')).toMatchObject({ asked: ['b'], answers: {} })
    expect([ownPart(call, 'c'), ownPart(call, null), ownPart(null, 'a')]).toEqual([null, null, null])
  })

  it('folded from its own events it is its part of the whole', () => {
    const own = [started, answered('a')].map((one) => ({ ...one, data: ownData(one.data, 'a') }))
    expect(run(...own)).toEqual(ownPart(run(started, answered('a')), 'a'))
    expect(ownData(ended.data, 'a')).toEqual({ how: 'time', asked: ['a'], missing: [] })
    expect(ownData(started.data, undefined).asked).toEqual([])
  })

  it('each event is told to whom it concerns', () => {
    expect([started, answered('b'), ended].map(unitsTold)).toEqual([['a', 'b'], ['b'], ['a', 'b']])
    expect(unitsTold(event('duty.gapBegan', { asked: ['a'] }))).toEqual([])
  })
})

it('an answer is late when it came after the end', () => {
  expect(isLate({ at: '2026-11-24T06:03:01.000Z' }, '2026-11-24T06:03:00.000Z')).toBe(true)
  expect(isLate({ at: '2026-11-24T06:02:59.000Z' }, '2026-11-24T06:03:00.000Z')).toBe(false)
  expect(isLate({ at: '2026-11-24T06:03:01.000Z' }, null)).toBe(false)
})

it('who is wanting comes first, the one not heard of for longest before all', () => {
  const units = [
    { id: 'there', lastContactAt: '2026-11-24T06:00:00.000Z' },
    { id: 'lately', lastContactAt: '2026-11-24T05:59:00.000Z' },
    { id: 'never', lastContactAt: null },
    { id: 'longAgo', lastContactAt: '2026-11-24T05:00:00.000Z' },
  ]
  const order = inOrderOfWorry(units, run(started, answered('there'))?.answers ?? {})
  expect(order.map((u) => u.id)).toEqual(['never', 'longAgo', 'lately', 'there'])
})
