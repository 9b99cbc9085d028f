/** A place on the earth in WGS-84 degrees. Whatever comes in another system is converted at the edge, before it gets here. */
export interface GeoPoint {
  readonly lat: number
  readonly lon: number
}

/** GeoJSON order, `[lon, lat]`. Leaflet wants the other order: convert in the map folder, nowhere else. */
export type Position = readonly [lon: number, lat: number]

/** Mean radius of the WGS-84 ellipsoid, IUGG (2a + b) / 3. */
const EARTH_RADIUS_M = 6_371_008.8

const radians = (degrees: number): number => (degrees * Math.PI) / 180

export const toPoint = (position: Position): GeoPoint => ({ lat: position[1], lon: position[0] })
export const toPosition = (point: GeoPoint): Position => [point.lon, point.lat]

/** isPossiblePoint says whether the numbers are a place on earth at all; 0,0 is what a broken device sends and is refused. */
export function isPossiblePoint(point: GeoPoint): boolean {
  if (!Number.isFinite(point.lat) || !Number.isFinite(point.lon)) return false
  if (Math.abs(point.lat) > 90 || Math.abs(point.lon) > 180) return false
  return !(point.lat === 0 && point.lon === 0)
}

/** distanceM is the great-circle distance in metres (haversine; within 0.5 % of the ellipsoid). */
export function distanceM(a: GeoPoint, b: GeoPoint): number {
  const sinLat = Math.sin(radians(b.lat - a.lat) / 2)
  const sinLon = Math.sin(radians(b.lon - a.lon) / 2)
  const h = sinLat * sinLat + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * sinLon * sinLon
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** offsetM moves a point by metres east and north; good to a few centimetres over the ten kilometres of a subdistrict. */
export function offsetM(from: GeoPoint, eastM: number, northM: number): GeoPoint {
  const degreesPerMetre = 180 / (Math.PI * EARTH_RADIUS_M)
  return {
    lat: from.lat + northM * degreesPerMetre,
    lon: from.lon + (eastM * degreesPerMetre) / Math.cos(radians(from.lat)),
  }
}

/** nearest picks the item closest to a point, with its distance; undefined when there is none. The first wins a tie. */
export function nearest<T>(
  items: Iterable<T>,
  point: GeoPoint,
  where: (item: T) => GeoPoint | undefined,
): { item: T; distanceM: number } | undefined {
  let best: { item: T; distanceM: number } | undefined
  for (const item of items) {
    const at = where(item)
    if (at === undefined) continue
    const metres = distanceM(at, point)
    if (best === undefined || metres < best.distanceM) best = { item, distanceM: metres }
  }
  return best
}
