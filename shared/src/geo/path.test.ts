import { describe, expect, it } from 'vitest'
import { distanceM } from './point.ts'
import { crossingOf, nearestOnPath, pathLengthM, pointAlong } from './path.ts'
import type { Path } from './path.ts'

const east: Path = [
  [120.3, 30.43],
  [120.31, 30.43],
  [120.32, 30.43],
]
const north: Path = [
  [120.315, 30.42],
  [120.315, 30.44],
]

describe('path', () => {
  it('walking half its length leads to the middle, and past the end to the end', () => {
    expect(pointAlong(east, pathLengthM(east) / 2)?.lon).toBeCloseTo(120.31, 6)
    expect(pointAlong(east, 1e9)).toEqual({ lon: 120.32, lat: 30.43 })
    expect(pointAlong(east, -5)).toEqual({ lon: 120.3, lat: 30.43 })
    expect(pointAlong([], 5)).toBeUndefined()
  })

  it('the foot of a point lies straight below it', () => {
    const foot = nearestOnPath(east, { lon: 120.313, lat: 30.432 })
    expect(foot?.point.lon).toBeCloseTo(120.313, 6)
    expect(foot?.distanceM).toBeCloseTo(distanceM({ lon: 120.313, lat: 30.432 }, { lon: 120.313, lat: 30.43 }), 0)
    expect(foot?.alongM).toBeCloseTo(
      pathLengthM([
        [120.3, 30.43],
        [120.313, 30.43],
      ]),
      0,
    )
  })

  it('two roads cross where they cross, and a road that ends at another meets it there', () => {
    expect(crossingOf(east, north)?.lon).toBeCloseTo(120.315, 9)
    expect(
      crossingOf(east, [
        [120.315, 30.4302],
        [120.315, 30.44],
      ])?.lat,
    ).toBeCloseTo(30.43, 6)
    expect(
      crossingOf(east, [
        [120.315, 30.45],
        [120.315, 30.46],
      ]),
    ).toBeUndefined()
  })
})
