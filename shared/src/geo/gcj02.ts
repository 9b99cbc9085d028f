import type { GeoPoint } from './point.ts'

/**
 * GCJ-02, the system of commercial Chinese maps: WGS-84 moved by some 500 m, by a formula that everybody knows and nobody
 * has published. What comes in from outside is turned by the server's library (sources/to-wgs84.ts); this one is for
 * pictures, whose shift is reckoned where they are drawn.
 */
const AXIS_M = 6_378_245
const ECCENTRICITY_2 = 0.006693421622965823
const CHINA = { west: 72.004, east: 137.8347, south: 0.8293, north: 55.8271 } as const
/** Each round of the way back leaves a thousandth of the error. */
const ROUNDS = 4

const { PI, sin, sqrt, abs } = Math
const waves = (...terms: readonly (readonly [height: number, at: number])[]): number =>
  (terms.reduce((sum, [height, at]) => sum + height * sin(at * PI), 0) * 2) / 3

/** `gcj02ShiftAt` is what GCJ-02 adds to a WGS-84 point, in degrees; nothing outside China. */
export function gcj02ShiftAt({ lat, lon }: GeoPoint): GeoPoint {
  if (lon < CHINA.west || lon > CHINA.east || lat < CHINA.south || lat > CHINA.north) return { lat: 0, lon: 0 }
  const [x, y] = [lon - 105, lat - 35]
  const short = waves([20, 6 * x], [20, 2 * x])
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * sqrt(abs(x)) +
    short +
    waves([20, y], [40, y / 3]) +
    waves([160, y / 12], [320, y / 30])
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * sqrt(abs(x)) +
    short +
    waves([20, x], [40, x / 3]) +
    waves([150, x / 12], [300, x / 30])
  const bent = 1 - ECCENTRICITY_2 * sin((lat * PI) / 180) ** 2
  const meridianM = (AXIS_M * (1 - ECCENTRICITY_2)) / (bent * sqrt(bent))
  const parallelM = (AXIS_M / sqrt(bent)) * Math.cos((lat * PI) / 180)
  return { lat: (north * 180) / (meridianM * PI), lon: (east * 180) / (parallelM * PI) }
}

export function toGcj02(point: GeoPoint): GeoPoint {
  const shift = gcj02ShiftAt(point)
  return { lat: point.lat + shift.lat, lon: point.lon + shift.lon }
}

/** The way back, found by going there: within a millimetre. */
export function fromGcj02(shown: GeoPoint): GeoPoint {
  let point = shown
  for (let i = 0; i < ROUNDS; i++) {
    const shift = gcj02ShiftAt(point)
    point = { lat: shown.lat - shift.lat, lon: shown.lon - shift.lon }
  }
  return point
}
