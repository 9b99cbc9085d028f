import type { Position } from '../../shared/src/geo/point.ts'

/**
 * Two flat frames. Ground: metres east and north of the anchor. Plan: the same metres before the town was bent.
 * The town is laid out square in the plan and bent into the ground by one smooth, one-to-one map: streets curve,
 * blocks fit their streets, houses stand along them, and nothing can overlap on the ground that did not in the plan.
 */
export type Xy = readonly [x: number, y: number]

/** The place the issue names. */
export const ANCHOR: Position = [120.308, 30.431]
const METRES_PER_DEGREE_LAT = 110_858
const METRES_PER_DEGREE_LON = 96_096

const TURN = (-7 * Math.PI) / 180
const TWO_PI = 2 * Math.PI

export function bend([u, v]: Xy): Xy {
  const x = u * Math.cos(TURN) - v * Math.sin(TURN)
  const y = u * Math.sin(TURN) + v * Math.cos(TURN)
  return [
    x +
      190 * Math.sin(TWO_PI * (v / 5_600 + 0.12)) +
      85 * Math.sin(TWO_PI * (u / 4_100 + v / 6_300)) +
      24 * Math.sin(TWO_PI * (v / 1_900 + u / 5_200)),
    y +
      170 * Math.sin(TWO_PI * (u / 6_400 + 0.33)) +
      75 * Math.sin(TWO_PI * (v / 4_500 - u / 5_400)) +
      20 * Math.sin(TWO_PI * (u / 1_700 - v / 4_700)),
  ]
}

/** unbend finds the plan point by fixed-point steps; the bend is gentle, so twenty are plenty for a millimetre. */
export function unbend(ground: Xy): Xy {
  const cos = Math.cos(-TURN)
  const sin = Math.sin(-TURN)
  let plan: Xy = [ground[0] * cos - ground[1] * sin, ground[0] * sin + ground[1] * cos]
  for (let i = 0; i < 60; i++) {
    const [x, y] = bend(plan)
    const ex = ground[0] - x
    const ey = ground[1] - y
    plan = [plan[0] + ex * cos - ey * sin, plan[1] + ex * sin + ey * cos]
  }
  return plan
}

/** Six decimals: a decimetre. */
export function toLonLat([x, y]: Xy): Position {
  const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
  return [round(ANCHOR[0] + x / METRES_PER_DEGREE_LON), round(ANCHOR[1] + y / METRES_PER_DEGREE_LAT)]
}

export const fromLonLat = ([lon, lat]: Position): Xy => [
  (lon - ANCHOR[0]) * METRES_PER_DEGREE_LON,
  (lat - ANCHOR[1]) * METRES_PER_DEGREE_LAT,
]

export const lonLatOfPlan = (plan: Xy): Position => toLonLat(bend(plan))

export const distance = (a: Xy, b: Xy): number => Math.hypot(a[0] - b[0], a[1] - b[1])

/** densify adds points to a plan line so that it follows the bend; the same edge gives the same points from either end. */
export function densify(line: readonly Xy[], everyM: number, closed = false): Xy[] {
  const out: Xy[] = []
  const count = closed ? line.length : line.length - 1
  for (let i = 0; i < count; i++) {
    const from = line[i] as Xy
    const to = line[(i + 1) % line.length] as Xy
    const pieces = Math.max(1, Math.ceil(distance(from, to) / everyM))
    const forward = from[0] < to[0] || (from[0] === to[0] && from[1] <= to[1])
    const [a, b] = forward ? [from, to] : [to, from]
    out.push(from)
    for (let k = 1; k < pieces; k++) {
      const t = (forward ? k : pieces - k) / pieces
      out.push([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t])
    }
  }
  if (!closed) out.push(line[line.length - 1] as Xy)
  return out
}

/** A curve through points (centripetal enough for a canal). */
export function smooth(points: readonly Xy[], stepsEach: number, closed = false): Xy[] {
  const at = (i: number): Xy =>
    (closed ? points[(i + points.length) % points.length] : points[Math.max(0, Math.min(points.length - 1, i))]) as Xy
  const out: Xy[] = []
  const spans = closed ? points.length : points.length - 1
  for (let i = 0; i < spans; i++) {
    const [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    for (let k = 0; k < stepsEach; k++) {
      const t = k / stepsEach
      const axis = (n: 0 | 1): number =>
        0.5 *
        (2 * p1[n] +
          (p2[n] - p0[n]) * t +
          (2 * p0[n] - 5 * p1[n] + 4 * p2[n] - p3[n]) * t * t +
          (3 * p1[n] - p0[n] - 3 * p2[n] + p3[n]) * t * t * t)
      out.push([axis(0), axis(1)])
    }
  }
  if (!closed) out.push(points[points.length - 1] as Xy)
  return out
}

/** distanceToLine in metres, flat. */
export function distanceToLine(line: readonly Xy[], [x, y]: Xy): number {
  let best = Infinity
  for (let i = 1; i < line.length; i++) {
    const [ax, ay] = line[i - 1] as Xy
    const [bx, by] = line[i] as Xy
    const dx = bx - ax
    const dy = by - ay
    const squared = dx * dx + dy * dy
    const t = squared === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / squared))
    best = Math.min(best, Math.hypot(x - ax - dx * t, y - ay - dy * t))
  }
  return best
}

export function holds(ring: readonly Xy[], [x, y]: Xy): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i] as Xy
    const [xj, yj] = ring[j] as Xy
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside
  }
  return inside
}

export function areaOf(ring: readonly Xy[]): number {
  let sum = 0
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += (ring[j] as Xy)[0] * (ring[i] as Xy)[1] - (ring[i] as Xy)[0] * (ring[j] as Xy)[1]
  }
  return sum / 2
}
