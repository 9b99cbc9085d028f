import { distanceM, type GeoPoint } from './point.ts'
import { Search } from './search.ts'
import { toLanes, type StreetNet } from './street-net.ts'

/** Further from any street than this, the streets say nothing of the way. */
const OFF_STREET_M = 400
/** Metres in a degree, where the town lies: corners are compared flat, for they are near. */
const METRES_EAST = 96_000
const METRES_NORTH = 111_200
/** One square of the index. Squares are looked through from the middle outwards, so small ones are quick. */
const SQUARE_M = 100
const MOST_RINGS = Math.ceil(OFF_STREET_M / SQUARE_M)
const MOST_REMEMBERED = 100

/** How far it is by street to one place, from wherever; undefined where no street helps. */
export type Ways = (from: GeoPoint) => number | undefined
type Corner = { node: number; metres: number }

/**
 * `openWays` makes the streets ready for many questions "how far is it to there". The ways to one place are searched once
 * and only as far as somebody asks; whoever asks costs the look at a few corners. The last places asked for are remembered.
 */
export function openWays(net: StreetNet): (to: GeoPoint) => Ways {
  const lanes = toLanes(net)
  const cornerOf = indexCorners(net)
  const remembered = new Map<string, Ways>()
  return (to) => {
    const key = `${to.lat},${to.lon}`
    const known = remembered.get(key)
    if (known) return known
    const goal = cornerOf(to)
    const search = goal && new Search(lanes, goal.node)
    const ways: Ways = (from) => {
      const start = goal && cornerOf(from)
      const between = start && search?.metresTo(start.node)
      if (!goal || !start || between === undefined) return undefined
      // next door by the straight way, never shorter than that
      return Math.max(distanceM(from, to), start.node === goal.node ? 0 : start.metres + between + goal.metres)
    }
    if (remembered.size >= MOST_REMEMBERED) remembered.delete(remembered.keys().next().value as string)
    remembered.set(key, ways)
    return ways
  }
}

/** Finds the nearest corner of the streets, if one is near enough. */
function indexCorners({ nodes }: StreetNet): (point: GeoPoint) => Corner | undefined {
  const east = Float64Array.from(nodes, ({ at }) => at[0] * METRES_EAST)
  const north = Float64Array.from(nodes, ({ at }) => at[1] * METRES_NORTH)
  const [west, south] = [least(east), least(north)]
  const columnOf = (x: number) => Math.floor((x - west) / SQUARE_M)
  const rowOf = (y: number) => Math.floor((y - south) / SQUARE_M)
  const columns = east.reduce((most, x) => Math.max(most, columnOf(x) + 1), 0)
  const rows = north.reduce((most, y) => Math.max(most, rowOf(y) + 1), 0)
  const squares = Array.from({ length: columns * rows }, (): number[] => [])
  nodes.forEach((_, n) => squares[rowOf(north[n] as number) * columns + columnOf(east[n] as number)]?.push(n))

  return ({ lat, lon }) => {
    const [x, y] = [lon * METRES_EAST, lat * METRES_NORTH]
    const [column, row] = [columnOf(x), rowOf(y)]
    let node = -1
    let best = OFF_STREET_M * OFF_STREET_M
    for (let ring = 0; ring <= MOST_RINGS; ring++) {
      for (let r = Math.max(0, row - ring); r <= Math.min(rows - 1, row + ring); r++) {
        const isEdge = r === row - ring || r === row + ring
        for (let c = column - ring; c <= column + ring; c += isEdge || ring === 0 ? 1 : 2 * ring) {
          if (c < 0 || c >= columns) continue
          for (const n of squares[r * columns + c] as number[]) {
            const [dx, dy] = [(east[n] as number) - x, (north[n] as number) - y]
            const squared = dx * dx + dy * dy
            if (squared > best) continue
            node = n
            best = squared
          }
        }
      }
      // whatever lies further out is at least a whole ring away
      if (node !== -1 && best <= (ring * SQUARE_M) ** 2) break
    }
    return node === -1 ? undefined : { node, metres: Math.sqrt(best) }
  }
}

const least = (numbers: Float64Array): number => numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
