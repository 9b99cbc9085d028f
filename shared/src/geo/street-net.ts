import type { Road } from './gazetteer-index.ts'
import { pathLengthM, pointAlong, type Path } from './path.ts'
import { distanceM, toPoint, toPosition, type GeoPoint, type Position } from './point.ts'
import { Search, type Lanes } from './search.ts'

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

const lanesOf = new WeakMap<StreetNet, Lanes>()

/** The net as plain numbers, laid out once: lists of objects cost a search most of its time. */
export function toLanes(net: StreetNet): Lanes {
  const known = lanesOf.get(net)
  if (known) return known
  const count = net.nodes.reduce((n, { ways }) => n + ways.length, 0)
  const lanes = {
    first: new Int32Array(net.nodes.length + 1),
    to: new Int32Array(count),
    metres: new Float64Array(count),
  }
  let lane = 0
  net.nodes.forEach(({ ways }, n) => {
    lanes.first[n] = lane
    for (const way of ways) {
      lanes.to[lane] = way.to
      lanes.metres[lane++] = way.metres
    }
  })
  lanes.first[net.nodes.length] = lane
  lanesOf.set(net, lanes)
  return lanes
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

function shortest(net: StreetNet, start: number, goal: number): Position[] | undefined {
  const search = new Search(toLanes(net), start)
  if (search.metresTo(goal) === undefined) return undefined
  return search.pathTo(goal).map((n) => (net.nodes[n] as Node).at)
}
