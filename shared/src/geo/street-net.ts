import type { Road } from './gazetteer-index.ts'
import { pathLengthM, pointAlong, type Path } from './path.ts'
import { distanceM, toPoint, toPosition, type GeoPoint, type Position } from './point.ts'

type Node = { at: Position; ways: { to: number; metres: number }[] }

/** Where two vertices are one corner: the streets are drawn to a metre, and a crossing may miss by a few. */
const CORNER_M = 14
/** A step along a street between two places where one may turn off. */
const STEP_M = 40

/** The streets as a net to walk on. Built once; some five thousand corners. */
export type StreetNet = { nodes: readonly Node[] }

export function openStreetNet(roads: readonly Road[]): StreetNet {
  const nodes: Node[] = []
  const cells = new Map<string, number[]>()
  const cellOf = ([lon, lat]: Position, dx = 0, dy = 0) =>
    `${Math.floor(lon * 5_000) + dx},${Math.floor(lat * 5_000) + dy}`

  const nodeAt = (at: Position): number => {
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        const near = cells
          .get(cellOf(at, dx, dy))
          ?.find((n) => distanceM(toPoint((nodes[n] as Node).at), toPoint(at)) <= CORNER_M)
        if (near !== undefined) return near
      }
    }
    nodes.push({ at, ways: [] })
    const cell = cellOf(at)
    cells.set(cell, [...(cells.get(cell) ?? []), nodes.length - 1])
    return nodes.length - 1
  }
  const join = (a: number, b: number) => {
    if (a === b) return
    const [from, to] = [nodes[a] as Node, nodes[b] as Node]
    const metres = distanceM(toPoint(from.at), toPoint(to.at))
    from.ways.push({ to: b, metres })
    to.ways.push({ to: a, metres })
  }
  for (const path of roads.flatMap((road) => road.paths)) {
    const corners = inSteps(path).map(nodeAt)
    corners.forEach((corner, i) => i > 0 && join(corners[i - 1] as number, corner))
  }
  joinCrossings(nodes, cells, cellOf, join)
  return { nodes }
}

function inSteps(path: Path): Position[] {
  const length = pathLengthM(path)
  const count = Math.max(1, Math.round(length / STEP_M))
  return Array.from({ length: count + 1 }, (_, i) => pointAlong(path, (length * i) / count)).flatMap((p) =>
    p ? [toPosition(p)] : [],
  )
}

/** Streets that cross between two of their steps: the nearest corners of both are joined. */
function joinCrossings(
  nodes: readonly Node[],
  cells: ReadonlyMap<string, readonly number[]>,
  cellOf: (at: Position, dx: number, dy: number) => string,
  join: (a: number, b: number) => void,
): void {
  nodes.forEach(({ at, ways }, n) => {
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
      [-1, 1],
    ] as const) {
      for (const other of cells.get(cellOf(at, dx, dy)) ?? []) {
        const isNeighbour = other === n || ways.some((way) => way.to === other)
        if (!isNeighbour && distanceM(toPoint(at), toPoint((nodes[other] as Node).at)) <= STEP_M * 0.72) join(n, other)
      }
    }
  })
}

/** `findWay` is the way by street from one place to another, its ends included; straight where no street helps. */
export function findWay(net: StreetNet, from: GeoPoint, to: GeoPoint): Path {
  const straight: Path = [toPosition(from), toPosition(to)]
  const [start, goal] = [nearestNode(net, from), nearestNode(net, to)]
  if (start === undefined || goal === undefined || start === goal || distanceM(from, to) < 2 * STEP_M) return straight
  const corners = shortest(net, start, goal)
  return corners ? [toPosition(from), ...corners, toPosition(to)] : straight
}

function nearestNode({ nodes }: StreetNet, point: GeoPoint): number | undefined {
  let best: number | undefined
  let bestM = Number.POSITIVE_INFINITY
  nodes.forEach(({ at }, n) => {
    const metres = distanceM(toPoint(at), point)
    if (metres < bestM) [best, bestM] = [n, metres]
  })
  return best
}

type Reached = { best: Float64Array; cameFrom: Int32Array }

/** Dijkstra with a plain binary heap. Without a goal it reaches every corner; what is not reached stays infinitely far. */
function reach({ nodes }: StreetNet, start: number, goal?: number): Reached {
  const best = new Float64Array(nodes.length).fill(Number.POSITIVE_INFINITY)
  const cameFrom = new Int32Array(nodes.length).fill(-1)
  const done = new Uint8Array(nodes.length)
  const heap: Heap = { nodes: [start], metres: [0] }
  best[start] = 0
  for (let n = popLeast(heap); n !== undefined; n = popLeast(heap)) {
    if (n === goal) break
    if (done[n] === 1) continue
    done[n] = 1
    const metres = best[n] as number
    for (const way of (nodes[n] as Node).ways) {
      const there = metres + way.metres
      if (there >= (best[way.to] as number)) continue
      best[way.to] = there
      cameFrom[way.to] = n
      push(heap, way.to, there)
    }
  }
  return { best, cameFrom }
}

function shortest(net: StreetNet, start: number, goal: number): Position[] | undefined {
  const { best, cameFrom } = reach(net, start, goal)
  if (best[goal] === Number.POSITIVE_INFINITY) return undefined
  const corners: Position[] = []
  for (let n = goal; n !== -1; n = cameFrom[n] as number) corners.unshift((net.nodes[n] as Node).at)
  return corners
}

/** Further from any street than this, the streets say nothing of the way. */
const OFF_STREET_M = 400
/** One square of the index, degrees: some 450 m, so that a square and its neighbours hold every corner in reach. */
const SQUARE = 0.0045

/** How far it is by street to one place, from wherever; undefined where no street helps. */
export type Ways = (from: GeoPoint) => number | undefined

/**
 * `openWays` makes the streets ready for many questions "how far is it to there": the ways to one place are reckoned once,
 * whoever then asks costs the look at a few corners. The last places asked for are remembered.
 */
export function openWays(net: StreetNet): (to: GeoPoint) => Ways {
  const squares = new Map<string, number[]>()
  const squareOf = ({ lat, lon }: GeoPoint, dx = 0, dy = 0) =>
    `${Math.floor(lon / SQUARE) + dx},${Math.floor(lat / SQUARE) + dy}`
  net.nodes.forEach(({ at }, n) => {
    const square = squareOf(toPoint(at))
    const known = squares.get(square)
    if (known) known.push(n)
    else squares.set(square, [n])
  })
  const corner = (point: GeoPoint): { node: number; metres: number } | undefined => {
    let found: { node: number; metres: number } | undefined
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const node of squares.get(squareOf(point, dx, dy)) ?? []) {
          const [lon, lat] = (net.nodes[node] as Node).at
          // flat, and no root: hundreds of corners are compared for each unit
          const x = (lon - point.lon) * 96_000
          const y = (lat - point.lat) * 111_200
          const squared = x * x + y * y
          if (found === undefined || squared < found.metres) found = { node, metres: squared }
        }
    if (!found) return undefined
    const metres = Math.sqrt(found.metres)
    return metres <= OFF_STREET_M ? { node: found.node, metres } : undefined
  }
  const remembered = new Map<string, Ways>()
  return (to) => {
    const key = `${to.lat},${to.lon}`
    const known = remembered.get(key)
    if (known) return known
    const goal = corner(to)
    const best = goal && reach(net, goal.node).best
    const ways: Ways = (from) => {
      const start = goal && corner(from)
      const between = start && best?.[start.node]
      if (!goal || !start || between === undefined || between === Number.POSITIVE_INFINITY) return undefined
      // next door by the straight way, never shorter than that
      return Math.max(distanceM(from, to), start.node === goal.node ? 0 : start.metres + between + goal.metres)
    }
    if (remembered.size >= MOST_REMEMBERED) remembered.delete(remembered.keys().next().value as string)
    remembered.set(key, ways)
    return ways
  }
}

const MOST_REMEMBERED = 100

/** Corners with how far each was when it came in, the nearest on top: two plain lists, for tuples cost more than the search. */
type Heap = { nodes: number[]; metres: number[] }

function push({ nodes, metres }: Heap, node: number, far: number): void {
  let i = nodes.length
  nodes.push(node)
  metres.push(far)
  while (i > 0) {
    const parent = (i - 1) >> 1
    if ((metres[parent] as number) <= far) break
    nodes[i] = nodes[parent] as number
    metres[i] = metres[parent] as number
    i = parent
  }
  nodes[i] = node
  metres[i] = far
}

function popLeast({ nodes, metres }: Heap): number | undefined {
  const least = nodes[0]
  const node = nodes.pop()
  const far = metres.pop()
  if (node === undefined || far === undefined || nodes.length === 0) return least
  let i = 0
  for (;;) {
    let child = 2 * i + 1
    if (child >= nodes.length) break
    const right = metres[child + 1]
    if (right !== undefined && right < (metres[child] as number)) child += 1
    if ((metres[child] as number) >= far) break
    nodes[i] = nodes[child] as number
    metres[i] = metres[child] as number
    i = child
  }
  nodes[i] = node
  metres[i] = far
  return least
}
