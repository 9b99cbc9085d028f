import { distanceM, toPoint } from './point.ts'
import type { GeoPoint, Position } from './point.ts'

/** A line on the ground: a road's middle, a canal. */
export type Path = readonly Position[]

export function pathLengthM(path: Path): number {
  let metres = 0
  for (let i = 1; i < path.length; i++)
    metres += distanceM(toPoint(path[i - 1] as Position), toPoint(path[i] as Position))
  return metres
}

/** pointAlong walks a path from its beginning; before the start and past the end it stays at the end it ran over. */
export function pointAlong(path: Path, metres: number): GeoPoint | undefined {
  const first = path[0]
  if (first === undefined) return undefined
  let left = Math.max(0, metres)
  for (let i = 1; i < path.length; i++) {
    const from = path[i - 1] as Position
    const to = path[i] as Position
    const length = distanceM(toPoint(from), toPoint(to))
    if (left <= length && length > 0) {
      const t = left / length
      return { lon: from[0] + (to[0] - from[0]) * t, lat: from[1] + (to[1] - from[1]) * t }
    }
    left -= length
  }
  return toPoint(path[path.length - 1] as Position)
}

export interface OnPath {
  readonly point: GeoPoint
  /** from the beginning of the path to the foot */
  readonly alongM: number
  readonly distanceM: number
}

/** nearestOnPath is the foot of a point on a path (flat arithmetic: a town is flat enough). */
export function nearestOnPath(path: Path, point: GeoPoint): OnPath | undefined {
  const shrink = Math.cos((point.lat * Math.PI) / 180)
  let best: OnPath | undefined
  let walkedM = 0
  for (let i = 1; i < path.length; i++) {
    const from = path[i - 1] as Position
    const to = path[i] as Position
    const dx = (to[0] - from[0]) * shrink
    const dy = to[1] - from[1]
    const squared = dx * dx + dy * dy
    const dot = (point.lon - from[0]) * shrink * dx + (point.lat - from[1]) * dy
    const t = squared === 0 ? 0 : Math.max(0, Math.min(1, dot / squared))
    const foot = { lon: from[0] + (to[0] - from[0]) * t, lat: from[1] + (to[1] - from[1]) * t }
    const away = distanceM(foot, point)
    const lengthM = distanceM(toPoint(from), toPoint(to))
    if (best === undefined || away < best.distanceM)
      best = { point: foot, alongM: walkedM + lengthM * t, distanceM: away }
    walkedM += lengthM
  }
  return best
}

/** crossingOf is where two paths meet: the first true crossing, else their closest approach within the tolerance. */
export function crossingOf(a: Path, b: Path, toleranceM = 60): GeoPoint | undefined {
  for (let i = 1; i < a.length; i++) {
    for (let j = 1; j < b.length; j++) {
      const at = segmentCrossing(a[i - 1] as Position, a[i] as Position, b[j - 1] as Position, b[j] as Position)
      if (at !== undefined) return at
    }
  }
  let best: OnPath | undefined
  for (const [path, ends] of [
    [a, b],
    [b, a],
  ] as const) {
    for (const end of [ends[0], ends[ends.length - 1]]) {
      const foot = end === undefined ? undefined : nearestOnPath(path, toPoint(end))
      if (foot !== undefined && (best === undefined || foot.distanceM < best.distanceM)) best = foot
    }
  }
  return best !== undefined && best.distanceM <= toleranceM ? best.point : undefined
}

function segmentCrossing(p: Position, p2: Position, q: Position, q2: Position): GeoPoint | undefined {
  const rx = p2[0] - p[0]
  const ry = p2[1] - p[1]
  const sx = q2[0] - q[0]
  const sy = q2[1] - q[1]
  const cross = rx * sy - ry * sx
  if (cross === 0) return undefined
  const t = ((q[0] - p[0]) * sy - (q[1] - p[1]) * sx) / cross
  const u = ((q[0] - p[0]) * ry - (q[1] - p[1]) * rx) / cross
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? { lon: p[0] + rx * t, lat: p[1] + ry * t } : undefined
}
