import { isInside, type Bounds, type PolygonRings } from '@liandong/shared/geo/polygon.ts'
import { isPossiblePoint, type GeoPoint } from '@liandong/shared/geo/point.ts'

/** A few positions far off the town must not shrink all the others to a dot: this share is left out at each end. */
const OUTLIERS = 0.002

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))))] as number

/** The box that holds all but the outermost positions of a log. */
export function boxOf(points: readonly GeoPoint[]): Bounds | undefined {
  const possible = points.filter(isPossiblePoint)
  if (possible.length === 0) return undefined
  const lats = possible.map((p) => p.lat).toSorted((a, b) => a - b)
  const lons = possible.map((p) => p.lon).toSorted((a, b) => a - b)
  return {
    south: quantile(lats, OUTLIERS),
    north: quantile(lats, 1 - OUTLIERS),
    west: quantile(lons, OUTLIERS),
    east: quantile(lons, 1 - OUTLIERS),
  }
}

const EDGE_POINTS = 24

/** The largest box around the middle of an area that lies wholly inside it. */
export function boxInside(rings: PolygonRings, bounds: Bounds): Bounds {
  const [lat, lon] = [(bounds.south + bounds.north) / 2, (bounds.west + bounds.east) / 2]
  const boxAt = (share: number): Bounds => ({
    south: lat - ((bounds.north - bounds.south) / 2) * share,
    north: lat + ((bounds.north - bounds.south) / 2) * share,
    west: lon - ((bounds.east - bounds.west) / 2) * share,
    east: lon + ((bounds.east - bounds.west) / 2) * share,
  })
  for (let share = 1; share > 0.05; share -= 0.02) {
    const box = boxAt(share)
    if (edgeOf(box).every((point) => isInside(rings, point))) return box
  }
  return boxAt(0.05)
}

const edgeOf = ({ south, north, west, east }: Bounds): GeoPoint[] =>
  Array.from({ length: EDGE_POINTS + 1 }, (_, i) => i / EDGE_POINTS).flatMap((t) => [
    { lat: south, lon: west + (east - west) * t },
    { lat: north, lon: west + (east - west) * t },
    { lat: south + (north - south) * t, lon: west },
    { lat: south + (north - south) * t, lon: east },
  ])

/** `mover` is the affine map of one box onto another. What is no place on earth stays as it is: that is for the intake to say. */
export function mover(from: Bounds | undefined, to: Bounds): (point: GeoPoint) => GeoPoint {
  if (from === undefined) return (point) => point
  const scale = (value: number, low: number, high: number, toLow: number, toHigh: number) =>
    high === low ? (toLow + toHigh) / 2 : toLow + ((value - low) / (high - low)) * (toHigh - toLow)
  return (point) =>
    isPossiblePoint(point)
      ? {
          lat: round(scale(point.lat, from.south, from.north, to.south, to.north)),
          lon: round(scale(point.lon, from.west, from.east, to.west, to.east)),
        }
      : point
}

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
