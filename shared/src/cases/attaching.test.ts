import { describe, expect, it } from 'vitest'
import type { Actor } from '../access/actor.ts'
import { DAY_MS, toIso } from '../time.ts'
import { plainType } from '../wire/attachment.ts'
import { mayAttach, orderOf } from './attaching.ts'
import type { IncidentState } from './incident/state.ts'

const NOW = Date.parse('2026-11-24T08:00:00.000Z')
const order = (id: string, unitId: string, endedAgoMs: number | null) => ({
  id,
  unit: { id: unitId, name: '' },
  stage: endedAgoMs === null ? 'arrived' : 'done',
  endedAt: endedAgoMs === null ? null : toIso(NOW - endedAgoMs),
})
const incident = (dispatches: object[], more: object = {}): IncidentState =>
  ({ dispatches, police: null, classification: null, ...more }) as unknown as IncidentState
const as = (role: string, unitId: string | null = null): Actor =>
  ({ kind: 'user', id: role, role, organisationId: 'o', unitId }) as unknown as Actor

describe('who may add a picture to a case', () => {
  it.each([
    ['a running order', null, undefined],
    ['an order that ended just now', 1_000, undefined],
    ['an order that ended a day ago to the millisecond', DAY_MS, undefined],
    ['one a millisecond longer', DAY_MS + 1, 'notFound'],
  ])('a unit with %s', (_what, endedAgo, code) => {
    expect(mayAttach(incident([order('d', 'u', endedAgo)]), as('responder', 'u'), NOW)?.code).toBe(code)
  })

  it('another unit, nobody’s unit, a department and a wall’s like may not; the room may; the police their own', () => {
    const state = incident([order('d', 'u', null)])
    for (const actor of [as('responder', 'other'), as('responder'), as('department'), as('police')])
      expect(mayAttach(state, actor, NOW)?.code).toBe('notFound')
    expect(mayAttach(state, as('operator'), NOW)).toBeUndefined()
    expect(mayAttach({ ...state, police: { since: '', feedbackAt: null } }, as('police'), NOW)).toBeUndefined()
  })

  it('nobody adds to what was erased', () => {
    const state = incident([order('d', 'u', null)], { erasedAt: toIso(NOW) })
    for (const actor of [as('responder', 'u'), as('operator')])
      expect(mayAttach(state, actor, NOW)?.code).toBe('stageForbids')
  })

  it('it belongs to the order that runs, else to the last one', () => {
    const two = incident([order('first', 'u', 5_000), order('second', 'u', 1_000)])
    expect(orderOf(two, 'u', NOW)?.id).toBe('second')
    expect(orderOf(incident([order('runs', 'u', null), order('over', 'u', 1_000)]), 'u', NOW)?.id).toBe('runs')
  })
})

describe('what a file is called', () => {
  it.each([
    ['audio/webm;codecs=opus', 'audio/webm'],
    ['video/webm', 'audio/webm'],
    ['AUDIO/MP4', 'audio/mp4'],
    ['audio/x-m4a', 'audio/mp4'],
    ['audio/ogg; codecs=opus', 'audio/ogg'],
    ['image/jpeg', 'image/jpeg'],
    ['image/svg+xml', undefined],
    ['text/html', undefined],
    ['', undefined],
  ])('%s is %s', (given, plain) => expect(plainType(given)).toBe(plain))
})
