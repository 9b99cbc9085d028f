import type { GeoPoint, Position } from '@liandong/shared/geo/point.ts'

/**
 * The flat world the map draws in: Web Mercator, one world unit = one pixel at zoom 16 (2.06 m at the latitude of
 * Donghu), measured from a local origin so that 32-bit path coordinates stay exact to a centimetre.
 */
export const WORLD_ZOOM = 16
const WORLD_PX = 256 * 2 ** WORLD_ZOOM

/** Where the world pixels of `project` start; any point of the place will do. */
export type WorldOrigin = { x: number; y: number }

const mercatorX = (lon: number): number => ((lon + 180) / 360) * WORLD_PX
const mercatorY = (lat: number): number => {
  const sin = Math.sin((lat * Math.PI) / 180)
  return (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * WORLD_PX
}

export const worldOrigin = (point: GeoPoint): WorldOrigin => ({ x: mercatorX(point.lon), y: mercatorY(point.lat) })

export const worldX = (lon: number, origin: WorldOrigin): number => mercatorX(lon) - origin.x
export const worldY = (lat: number, origin: WorldOrigin): number => mercatorY(lat) - origin.y

/** `toWorld` flattens positions into x, y, x, y …, the form that is cheap to draw. */
export function toWorld(positions: readonly Position[], origin: WorldOrigin): Float64Array {
  const flat = new Float64Array(positions.length * 2)
  positions.forEach(([lon, lat], i) => {
    flat[2 * i] = worldX(lon, origin)
    flat[2 * i + 1] = worldY(lat, origin)
  })
  return flat
}

/** Ground metres of one world unit at a latitude: Mercator stretches with the cosine. */
export const metresPerUnit = (lat: number): number => (Math.cos((lat * Math.PI) / 180) * 40_075_016.686) / WORLD_PX

export type Box = { minX: number; minY: number; maxX: number; maxY: number }

export const emptyBox = (): Box => ({ minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity })

export function growBox(box: Box, flat: Float64Array): void {
  for (let i = 0; i + 1 < flat.length; i += 2) {
    const x = flat[i] as number
    const y = flat[i + 1] as number
    if (x < box.minX) box.minX = x
    if (x > box.maxX) box.maxX = x
    if (y < box.minY) box.minY = y
    if (y > box.maxY) box.maxY = y
  }
}

export const boxesMeet = (a: Box, b: Box): boolean =>
  a.minX <= b.maxX && a.maxX >= b.minX && a.minY <= b.maxY && a.maxY >= b.minY

/** What the canvas shows: `toScreen(x) = x * scale + left`, in CSS pixels of the canvas. */
export type View = { scale: number; left: number; top: number; width: number; height: number; zoom: number }

export const viewBox = (view: View, marginPx = 0): Box => ({
  minX: (-marginPx - view.left) / view.scale,
  minY: (-marginPx - view.top) / view.scale,
  maxX: (view.width + marginPx - view.left) / view.scale,
  maxY: (view.height + marginPx - view.top) / view.scale,
})
