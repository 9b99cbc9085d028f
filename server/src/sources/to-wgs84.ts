import gcoordModule from 'gcoord'

// the package declares an ES default export and ships CommonJS: at run time the module is the object itself
const gcoord = gcoordModule as unknown as typeof gcoordModule.default

/** CGCS2000 equals WGS-84 for dispatch (domain.md §4.3). */
const SYSTEMS = { wgs84: gcoord.WGS84, cgcs2000: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const

export type Crs = keyof typeof SYSTEMS
export const isCrs = (value: unknown): value is Crs => typeof value === 'string' && Object.hasOwn(SYSTEMS, value)

/** A coordinate without its system is a bug: at Donghu the two differ by 507 m. */
export function toWgs84(point: { lat: number; lon: number }, crs: Crs): { lat: number; lon: number } {
  const [lon, lat] = gcoord.transform([point.lon, point.lat], SYSTEMS[crs], gcoord.WGS84) as [number, number]
  return { lat, lon }
}
