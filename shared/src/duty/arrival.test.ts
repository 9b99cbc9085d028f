import { describe, expect, it } from 'vitest'
import { offsetM } from '../geo/point.ts'
import { HOUR_MS } from '../time.ts'
import { judgeFixAge, stepFence, wayToScene, type FenceState } from './arrival.ts'

const SCENE = { lat: 30.43, lon: 120.3 }
const NOW = Date.parse('2026-11-24T12:00:00Z')

describe('K4: what proves an arrival', () => {
  it.each([
    { m: 149, accuracyM: 0, isThere: true },
    { m: 151, accuracyM: 0, isThere: false },
    { m: 200, accuracyM: 60, isThere: true },
    { m: 260, accuracyM: 5_000, isThere: false },
  ])('$m m away, known to $accuracyM m: $isThere', ({ m, accuracyM, isThere }) => {
    const fix = { ...offsetM(SCENE, m, 0), accuracyM }
    expect(wayToScene(fix, SCENE, 150)).toEqual({ distanceM: m, isThere })
  })

  it('a fix from ahead or from over an hour ago proves nothing', () => {
    expect(judgeFixAge(NOW - HOUR_MS, NOW)).toBe('fresh')
    expect(judgeFixAge(NOW - HOUR_MS - 1, NOW)).toBe('old')
    expect(judgeFixAge(NOW + 30_000, NOW)).toBe('fresh')
    expect(judgeFixAge(NOW + 30_001, NOW)).toBe('ahead')
  })
})

describe('K4: arrival by geofence', () => {
  function walk(
    fixes: readonly (readonly [at: number, isThere: boolean, dispatchId?: string])[],
  ): (number | undefined)[] {
    let state: FenceState | undefined
    return fixes.map(([at, isThere, dispatchId = 'd1']) => {
      const step = stepFence(state, { dispatchId, isThere, at })
      state = step.state
      return step.arrivedAt
    })
  }

  it('two fixes inside are an arrival, at the time of the first', () => {
    expect(
      walk([
        [0, false],
        [10_000, true],
        [20_000, true],
      ]),
    ).toEqual([undefined, undefined, 10_000])
  })
  it('one who drives by has not arrived', () => {
    expect(
      walk([
        [0, true],
        [2_000, true],
        [4_000, false],
        [9_000, true],
      ]),
    ).toEqual(Array(4).fill(undefined))
  })
  it('an order begins anew, and a fix that was overtaken tells nothing', () => {
    expect(
      walk([
        [0, true],
        [10_000, true, 'd2'],
      ]),
    ).toEqual([undefined, undefined])
    expect(
      walk([
        [0, true],
        [20_000, false],
        [10_000, true],
        [19_000, true],
      ]),
    ).toEqual(Array(4).fill(undefined))
  })
})
