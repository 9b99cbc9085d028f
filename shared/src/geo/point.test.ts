import { describe, expect, it } from 'vitest'
import { distanceM, isPossiblePoint, nearest, offsetM } from './point.ts'

describe('point', () => {
  it.each([
    // one degree of longitude at 30.431 N and of latitude there, on the ellipsoid
    [{ lat: 30.431, lon: 120 }, { lat: 30.431, lon: 121 }, 96_063],
    [{ lat: 30, lon: 120.3 }, { lat: 31, lon: 120.3 }, 110_861],
    [{ lat: 30.431, lon: 120.308 }, { lat: 30.431, lon: 120.308 }, 0],
  ])('distance of %o and %o is within 0.5 % of the ellipsoid', (a, b, metres) => {
    expect(Math.abs(distanceM(a, b) - metres)).toBeLessThanOrEqual(metres * 0.005)
  })

  it('an offset is as long as asked, in every direction', () => {
    const from = { lat: 30.431, lon: 120.308 }
    for (const [east, north] of [
      [300, 400],
      [-300, 400],
      [0, -500],
      [500, 0],
    ] as const) {
      expect(distanceM(from, offsetM(from, east, north))).toBeCloseTo(500, 0)
    }
  })

  it.each([
    [{ lat: 0, lon: 0 }, false],
    [{ lat: 91, lon: 0 }, false],
    [{ lat: 30, lon: 181 }, false],
    [{ lat: Number.NaN, lon: 1 }, false],
    [{ lat: 30.4, lon: 120.3 }, true],
  ])('%o is possible: %s', (point, expected) => expect(isPossiblePoint(point)).toBe(expected))

  it('the nearest leaves out what has no position, and is nothing among none', () => {
    const units = [{ id: 'a' }, { id: 'b', at: { lat: 30.5, lon: 120.3 } }, { id: 'c', at: { lat: 30.44, lon: 120.3 } }]
    expect(nearest(units, { lat: 30.43, lon: 120.3 }, (unit) => unit.at)?.item.id).toBe('c')
    expect(nearest([], { lat: 30.43, lon: 120.3 }, () => undefined)).toBeUndefined()
  })
})
