import { areaOf, distance } from './frame.ts'
import type { Xy } from './frame.ts'
import type { Random } from './random.ts'

export type RoadClass = 'arterial' | 'secondary' | 'minor'

/** One line of the street lattice: `at` is its u (running north) or its v (running east). */
export interface LatticeLine {
  readonly at: number
  readonly roadClass: RoadClass
  readonly name?: string
}

/** A cell of the lattice, cut by the boundary at the rim. Corners in the plan, anticlockwise. */
export interface Cell {
  readonly i: number
  readonly j: number
  readonly ring: readonly Xy[]
  readonly areaM2: number
  /** untouched by the boundary */
  readonly isWhole: boolean
}

export interface Lattice {
  readonly us: readonly LatticeLine[]
  readonly vs: readonly LatticeLine[]
  readonly cells: readonly Cell[]
}

/** Streets of the place named in the issue; which way each runs, and where, is invented. */
const NORTH_SOUTH: readonly [string, number][] = [
  ['天荷路', -4_720],
  ['红丰路', -2_980],
  ['东湖北路', -1_150],
  ['兴国路', 420],
]
const EAST_WEST: readonly [string, number][] = [
  ['超峰东路', -2_420],
  ['北沙东路', -1_050],
  ['振兴东路', 260],
  ['宏达路', 1_620],
  ['兴元路', 3_180],
  ['五洲路', 4_760],
]

/** Where the streets lie closest. */
export const TOWN_CORE: Xy = [-1_150, 300]

function linesBetween(
  from: number,
  to: number,
  core: number,
  named: readonly [string, number][],
  random: Random,
): LatticeLine[] {
  const anchors = [from, ...named.map(([, at]) => at), to]
  const lines: LatticeLine[] = []
  for (let k = 0; k + 1 < anchors.length; k++) {
    const start = anchors[k] as number
    const end = anchors[k + 1] as number
    const name = named[k - 1]?.[0]
    if (k > 0 && name !== undefined) lines.push({ at: start, roadClass: 'arterial', name })
    const away = Math.min(1, Math.abs((start + end) / 2 - core) / 4_200)
    const pieces = Math.max(2, Math.round((end - start) / (285 + 190 * away)))
    const half = Math.floor(pieces / 2)
    for (let p = 1; p < pieces; p++) {
      const jitter = random.between(-0.14, 0.14)
      lines.push({
        at: start + ((end - start) * (p + jitter)) / pieces,
        roadClass: p === half && pieces > 3 ? 'secondary' : 'minor',
      })
    }
  }
  return lines
}

/** Keeps the side of a ring where `side * (axis - at) >= 0` (Sutherland–Hodgman); the cut is put exactly on the line. */
function clip(ring: readonly Xy[], axis: 0 | 1, at: number, side: 1 | -1): Xy[] {
  const out: Xy[] = []
  for (let k = 0; k < ring.length; k++) {
    const a = ring[k] as Xy
    const b = ring[(k + 1) % ring.length] as Xy
    const da = side * (a[axis] - at)
    const db = side * (b[axis] - at)
    if (da >= 0) out.push(a)
    if ((da > 0 && db < 0) || (da < 0 && db > 0)) {
      const t = (at - a[axis]) / (b[axis] - a[axis])
      out.push(axis === 0 ? [at, a[1] + (b[1] - a[1]) * t] : [a[0] + (b[0] - a[0]) * t, at])
    }
  }
  return out
}

const withoutRepeats = (ring: readonly Xy[]): Xy[] =>
  ring.filter((point, k) => distance(point, ring[(k + 1) % ring.length] as Xy) > 0.005)

/** A ring cut out in two pieces runs along the cut and back (the weakness of the clipping used): such a boundary is refused. */
function isFolded(ring: readonly Xy[]): boolean {
  return ring.some((a, k) => {
    const b = ring[(k + 1) % ring.length] as Xy
    const axis = Math.abs(a[0] - b[0]) < 1e-9 ? 0 : Math.abs(a[1] - b[1]) < 1e-9 ? 1 : undefined
    if (axis === undefined) return false
    const along = axis === 0 ? 1 : 0
    return ring.some((c, n) => {
      const d = ring[(n + 1) % ring.length] as Xy
      if (n === k || Math.abs(c[axis] - a[axis]) > 1e-9 || Math.abs(d[axis] - a[axis]) > 1e-9) return false
      const overlap =
        Math.min(Math.max(a[along], b[along]), Math.max(c[along], d[along])) -
        Math.max(Math.min(a[along], b[along]), Math.min(c[along], d[along]))
      return overlap > 0.01
    })
  })
}

export function buildLattice(boundary: readonly Xy[], random: Random): Lattice {
  const axis = (n: 0 | 1): number[] => boundary.map((point) => point[n])
  const us = linesBetween(Math.min(...axis(0)) - 40, Math.max(...axis(0)) + 40, TOWN_CORE[0], NORTH_SOUTH, random)
  const vs = linesBetween(Math.min(...axis(1)) - 40, Math.max(...axis(1)) + 40, TOWN_CORE[1], EAST_WEST, random)
  const edge = (lines: readonly LatticeLine[], k: number): number | undefined => lines[k]?.at
  const cells: Cell[] = []
  for (let i = -1; i < us.length; i++) {
    let column = boundary as Xy[]
    const [west, east] = [edge(us, i), edge(us, i + 1)]
    if (west !== undefined) column = clip(column, 0, west, 1)
    if (east !== undefined) column = clip(column, 0, east, -1)
    for (let j = -1; j < vs.length; j++) {
      let ring = column
      const [south, north] = [edge(vs, j), edge(vs, j + 1)]
      if (south !== undefined) ring = clip(ring, 1, south, 1)
      if (north !== undefined) ring = clip(ring, 1, north, -1)
      ring = withoutRepeats(ring)
      const areaM2 = ring.length < 3 ? 0 : areaOf(ring)
      if (areaM2 < 1) continue
      if (isFolded(ring)) throw new Error(`the boundary meets cell ${i},${j} in two pieces: bend it another way`)
      const square =
        west === undefined || east === undefined || south === undefined || north === undefined
          ? Infinity
          : (east - west) * (north - south)
      cells.push({ i, j, ring, areaM2, isWhole: ring.length === 4 && Math.abs(areaM2 - square) < 1 })
    }
  }
  return { us, vs, cells }
}

const keyOf = (point: Xy): string => `${Math.round(point[0] * 20)},${Math.round(point[1] * 20)}`

/** outlineOf is the rings around a set of cells: shared edges cancel, the rest are chained. Outer rings first. */
export function outlineOf(cells: readonly Cell[]): Xy[][] {
  const edges = new Map<string, { from: Xy; to: Xy }>()
  for (const { ring } of cells) {
    for (let k = 0; k < ring.length; k++) {
      const from = ring[k] as Xy
      const to = ring[(k + 1) % ring.length] as Xy
      const back = `${keyOf(to)}>${keyOf(from)}`
      if (!edges.delete(back)) edges.set(`${keyOf(from)}>${keyOf(to)}`, { from, to })
    }
  }
  const leaving = new Map<string, { from: Xy; to: Xy }[]>()
  for (const edge of edges.values()) leaving.set(keyOf(edge.from), [...(leaving.get(keyOf(edge.from)) ?? []), edge])
  const take = (key: string, came: Xy | undefined, at: Xy): { from: Xy; to: Xy } | undefined => {
    const ways = leaving.get(key) ?? []
    // where two corners touch, turn left, so that each ring stays simple
    const turn = (to: Xy): number => {
      if (came === undefined) return 0
      const cross = (at[0] - came[0]) * (to[1] - at[1]) - (at[1] - came[1]) * (to[0] - at[0])
      const dot = (at[0] - came[0]) * (to[0] - at[0]) + (at[1] - came[1]) * (to[1] - at[1])
      return Math.atan2(cross, dot)
    }
    const best = [...ways].sort((a, b) => turn(b.to) - turn(a.to))[0]
    if (best !== undefined) ways.splice(ways.indexOf(best), 1)
    return best
  }
  const rings: Xy[][] = []
  for (const [key, ways] of leaving) {
    while (ways.length > 0) {
      const ring: Xy[] = []
      let edge = take(key, undefined, [0, 0])
      while (edge !== undefined) {
        ring.push(edge.from)
        if (keyOf(edge.to) === key) break
        edge = take(keyOf(edge.to), edge.from, edge.to)
      }
      rings.push(ring)
    }
  }
  return rings.sort((a, b) => areaOf(b) - areaOf(a))
}

/** sharedEdgeM is how many metres of border two sets of cells have in common. */
export function sharedEdgeM(a: readonly Cell[], b: readonly Cell[]): number {
  const seen = new Set<string>()
  for (const { ring } of a)
    ring.forEach((from, k) => seen.add(`${keyOf(from)}>${keyOf(ring[(k + 1) % ring.length] as Xy)}`))
  let metres = 0
  for (const { ring } of b) {
    ring.forEach((from, k) => {
      const to = ring[(k + 1) % ring.length] as Xy
      if (seen.has(`${keyOf(to)}>${keyOf(from)}`)) metres += distance(from, to)
    })
  }
  return metres
}
