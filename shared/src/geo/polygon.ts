import type { GeoPoint, Position } from './point.ts'

/** A closed ring; the last position may repeat the first (GeoJSON) or not. */
export type Ring = readonly Position[]
/** GeoJSON polygon: the outer ring first, then its holes. */
export type PolygonRings = readonly Ring[]

export interface Bounds {
  readonly south: number
  readonly west: number
  readonly north: number
  readonly east: number
}

/** WGS-84. */
const SEMI_MAJOR_M = 6_378_137
const ECCENTRICITY = 0.081_819_190_842_622

/** The authalic q of a latitude: equal steps of q are equal areas on the ellipsoid. */
function authalicQ(latDegrees: number): number {
  const sin = Math.sin((latDegrees * Math.PI) / 180)
  const eSin = ECCENTRICITY * sin
  const e2 = ECCENTRICITY * ECCENTRICITY
  return (1 - e2) * (sin / (1 - eSin * eSin) - Math.log((1 - eSin) / (1 + eSin)) / (2 * ECCENTRICITY))
}

/** ringAreaM2 is the area of one ring on the ellipsoid, positive when it runs anticlockwise. */
export function ringAreaM2(ring: Ring): number {
  let sum = 0
  for (let i = 0; i < ring.length; i++) {
    const [lon1, lat1] = ring[i] as Position
    const [lon2, lat2] = ring[(i + 1) % ring.length] as Position
    sum += (((lon1 - lon2) * Math.PI) / 180) * (authalicQ(lat1) + authalicQ(lat2))
  }
  return (sum * SEMI_MAJOR_M * SEMI_MAJOR_M) / 4
}

/** polygonAreaM2 is outer ring less holes, on the ellipsoid, whichever way the rings run (A7 asks for 76 ± 1 km²). */
export function polygonAreaM2(rings: PolygonRings): number {
  const [outer, ...holes] = rings
  if (outer === undefined) return 0
  return Math.abs(ringAreaM2(outer)) - holes.reduce((sum, hole) => sum + Math.abs(ringAreaM2(hole)), 0)
}

function crossings(ring: Ring, lon: number, lat: number): number {
  let count = 0
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [lonI, latI] = ring[i] as Position
    const [lonJ, latJ] = ring[j] as Position
    if (latI > lat !== latJ > lat && lon < ((lonJ - lonI) * (lat - latI)) / (latJ - latI) + lonI) count++
  }
  return count
}

/** isInside counts crossings (even-odd), so holes need no care; of two polygons that share an edge, exactly one holds a point on it. */
export function isInside(rings: PolygonRings, point: GeoPoint): boolean {
  let count = 0
  for (const ring of rings) count += crossings(ring, point.lon, point.lat)
  return count % 2 === 1
}

/** boundsOf is the box around positions; undefined for none, so nobody fits a map to an empty box. */
export function boundsOf(positions: Iterable<Position>): Bounds | undefined {
  let south = Infinity
  let west = Infinity
  let north = -Infinity
  let east = -Infinity
  for (const [lon, lat] of positions) {
    if (lat < south) south = lat
    if (lat > north) north = lat
    if (lon < west) west = lon
    if (lon > east) east = lon
  }
  return south === Infinity ? undefined : { south, west, north, east }
}

export const isInBounds = (bounds: Bounds, point: GeoPoint): boolean =>
  point.lat >= bounds.south && point.lat <= bounds.north && point.lon >= bounds.west && point.lon <= bounds.east

/** centroidOf is the centre of gravity of the outer ring; it may lie outside a crooked one (see interiorPoint). */
export function centroidOf(rings: PolygonRings): GeoPoint {
  const ring = rings[0]
  const first = ring?.[0]
  if (ring === undefined || first === undefined) throw new RangeError('a polygon needs at least one position')
  let area = 0
  let lonSum = 0
  let latSum = 0
  for (let i = 0; i < ring.length; i++) {
    // relative to the first position: the products of raw degrees would lose metres to rounding
    const [lon1, lat1] = ring[i] as Position
    const [lon2, lat2] = ring[(i + 1) % ring.length] as Position
    const x1 = lon1 - first[0]
    const y1 = lat1 - first[1]
    const x2 = lon2 - first[0]
    const y2 = lat2 - first[1]
    const cross = x1 * y2 - x2 * y1
    area += cross
    lonSum += (x1 + x2) * cross
    latSum += (y1 + y2) * cross
  }
  if (area === 0) return { lon: first[0], lat: first[1] }
  return { lon: first[0] + lonSum / (3 * area), lat: first[1] + latSum / (3 * area) }
}

/** interiorPoint is a point surely inside: the centroid when it is, else the middle of the widest span on its latitude. */
export function interiorPoint(rings: PolygonRings): GeoPoint {
  const centre = centroidOf(rings)
  if (isInside(rings, centre)) return centre
  const cuts: number[] = []
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [lonI, latI] = ring[i] as Position
      const [lonJ, latJ] = ring[j] as Position
      if (latI > centre.lat !== latJ > centre.lat)
        cuts.push(((lonJ - lonI) * (centre.lat - latI)) / (latJ - latI) + lonI)
    }
  }
  cuts.sort((a, b) => a - b)
  let best = centre
  let width = -1
  for (let i = 0; i + 1 < cuts.length; i += 2) {
    const from = cuts[i] as number
    const to = cuts[i + 1] as number
    if (to - from > width) {
      width = to - from
      best = { lat: centre.lat, lon: (from + to) / 2 }
    }
  }
  return best
}
