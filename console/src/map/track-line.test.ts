import type { Dispatch } from '@liandong/shared/cases/incident/state.ts'
import { describe, expect, it } from 'vitest'
import { isGap, strengthOf, toTrackLines } from './track-line.ts'

const NOON = Date.parse('2026-11-24T04:00:00.000Z')
const iso = (minutes: number) => new Date(NOON + minutes * 60_000).toISOString()
const point = (minutes: number) => ({ lat: 30 + minutes / 1_000, lon: 120, at: iso(minutes), accuracyM: 5 })
const order = (change: Partial<Dispatch> = {}): Dispatch =>
  ({ id: 'd1', unit: { id: 'u1', name: '王志明' }, departedAt: null, arrivedAt: null, ...change }) as Dispatch

describe('the track of an order on the map', () => {
  it('marks where its unit was when it departed and when it arrived', () => {
    const track = { dispatchId: 'd1', unitId: 'u1', points: [0, 2, 4, 6].map(point) }
    const [line] = toTrackLines([track], [order({ departedAt: iso(3), arrivedAt: iso(6) })])
    expect(line).toMatchObject({ name: '王志明', points: { length: 4 } })
    expect(line?.marks).toEqual([
      { what: 'depart', lat: 30.002, lon: 120 },
      { what: 'arrive', lat: 30.006, lon: 120 },
    ])
  })

  it('draws nothing of an order nothing was heard of, or of another case', () => {
    const empty = { dispatchId: 'd1', unitId: 'u1', points: [] }
    expect(toTrackLines([empty, { dispatchId: 'other', unitId: 'u2', points: [point(1)] }], [order()])).toEqual([])
  })

  it('fades with age and is broken where nothing was heard for more than five minutes', () => {
    const points = [0, 2, 10].map((minutes) => ({ lat: 30, lon: 120, at: NOON + minutes * 60_000 }))
    const strengths = points.map((one) => strengthOf({ points }, one.at))
    expect(strengths).toEqual([0.25, 0.4, 1])
    expect([isGap(points[0]!, points[1]!), isGap(points[1]!, points[2]!)]).toEqual([false, true])
  })
})
