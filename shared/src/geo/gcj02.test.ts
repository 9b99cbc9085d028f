import { describe, expect, it } from 'vitest'
import { fromGcj02, gcj02ShiftAt, toGcj02 } from './gcj02.ts'
import { distanceM } from './point.ts'

const DONGHU = { lat: 30.431, lon: 120.308 }

describe('GCJ-02', () => {
  // what gcoord says, to a millionth of a degree
  it.each([
    [DONGHU, { lat: 30.42863, lon: 120.312514 }],
    [
      { lat: 39.915, lon: 116.404 },
      { lat: 39.916404, lon: 116.410244 },
    ],
    [
      { lat: 22.5431, lon: 114.0579 },
      { lat: 22.540383, lon: 114.063014 },
    ],
  ])('%o is shown at %o', (point, shown) => expect(distanceM(toGcj02(point), shown)).toBeLessThan(0.5))

  it('comes back to where it started, everywhere in China', () => {
    for (let lat = 4; lat < 53; lat += 3.7)
      for (let lon = 74; lon < 135; lon += 3.3)
        expect(distanceM(fromGcj02(toGcj02({ lat, lon })), { lat, lon })).toBeLessThan(0.001)
  })

  it('is no shift outside China', () => expect(gcj02ShiftAt({ lat: 48.85, lon: 2.35 })).toEqual({ lat: 0, lon: 0 }))
})
