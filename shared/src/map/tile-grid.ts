import { fromGcj02, toGcj02 } from '../geo/gcj02.ts'
import type { GeoPoint } from '../geo/point.ts'

/** The system the pictures of a layer are drawn in; positions of the product are WGS-84 always. */
export const LAYER_CRS = ['cgcs2000', 'wgs84', 'gcj02'] as const
export type LayerCrs = (typeof LAYER_CRS)[number]

/** A picture of 256 pixels in the Web Mercator grid (EPSG:3857) of a zoom; y counts from the north. */
export type Tile = { z: number; x: number; y: number }

export const MOST_ZOOM = 22

export const isTile = ({ z, x, y }: Tile): boolean =>
  [z, x, y].every((n) => Number.isSafeInteger(n) && n >= 0) && z <= MOST_ZOOM && x < 2 ** z && y < 2 ** z

type Place = { x: number; y: number }

/** Where a point lies in the grid, with its fraction: 0.5 is the middle of the first tile. */
export function gridPlace({ lat, lon }: GeoPoint, z: number): Place {
  const sin = Math.sin((lat * Math.PI) / 180)
  return {
    x: ((lon + 180) / 360) * 2 ** z,
    y: (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 2 ** z,
  }
}

const pointOf = (x: number, y: number, z: number): GeoPoint => ({
  lon: (x / 2 ** z) * 360 - 180,
  lat: (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * 180) / Math.PI,
})

/** The tile of a layer that shows a WGS-84 point. CGCS2000 is WGS-84 to a few centimetres. */
export function tileAt(point: GeoPoint, z: number, crs: LayerCrs): Tile {
  const place = gridPlace(crs === 'gcj02' ? toGcj02(point) : point, z)
  return { z, x: Math.floor(place.x), y: Math.floor(place.y) }
}

const trueCorner = ({ z, x, y }: Tile): Place => gridPlace(fromGcj02(pointOf(x, y, z)), z)
const between = (from: Place, to: Place): Place => ({ x: to.x - from.x, y: to.y - from.y })

/**
 * Where a GCJ-02 tile belongs in the true grid, in tiles: its north-west corner, and its edges to the east and the south.
 * Each tile is put there by itself: within a subdistrict the shift of GCJ-02 differs by up to 16 m, and it turns a little
 * too, so one shift for a whole map would be seen.
 */
export function trueFrame({ z, x, y }: Tile): { corner: Place; east: Place; south: Place } {
  const corner = trueCorner({ z, x, y })
  return {
    corner,
    east: between(corner, trueCorner({ z, x: x + 1, y })),
    south: between(corner, trueCorner({ z, x, y: y + 1 })),
  }
}
