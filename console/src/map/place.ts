import type { Basemap } from '@liandong/shared/geo/basemap.ts'
import type { Position } from '@liandong/shared/geo/point.ts'

/** `GET /place`: the demo place, or whatever place a deployment has loaded. Every part may be missing. */
export type PlaceData = {
  boundary?: unknown
  centres?: unknown
  communities?: unknown
  grids?: unknown
  basemap?: Basemap
}

export type Centre = { id: string; name: string; position: Position }
export type Grid = { id: string; name: string; centreId: string | null; rings: Position[][] }

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Rings of a Polygon or MultiPolygon, whichever wrapper (Feature, FeatureCollection, bare geometry) holds it. */
export function ringsOf(value: unknown): Position[][] {
  if (!isObject(value)) return []
  if (Array.isArray(value.features)) return value.features.flatMap(ringsOf)
  if (isObject(value.geometry)) return ringsOf(value.geometry)
  if (value.type === 'Polygon') return value.coordinates as Position[][]
  if (value.type === 'MultiPolygon') return (value.coordinates as Position[][][]).flat()
  if (Array.isArray(value.rings)) return value.rings as Position[][]
  if (Array.isArray(value.ring)) return [value.ring as Position[]]
  if (Array.isArray(value.polygon)) return value.polygon as Position[][]
  return []
}

const listOf = (value: unknown, ...keys: string[]): Json[] => {
  if (Array.isArray(value)) return value.filter(isObject)
  if (!isObject(value)) return []
  for (const key of ['features', ...keys])
    if (Array.isArray(value[key])) return (value[key] as unknown[]).filter(isObject)
  return []
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : isObject(value) && typeof value.zh === 'string' ? value.zh : ''

const propertiesOf = (item: Json): Json => (isObject(item.properties) ? { ...item, ...item.properties } : item)

function positionOf(item: Json): Position | undefined {
  const geometry = isObject(item.geometry) ? item.geometry : undefined
  if (geometry?.type === 'Point') return geometry.coordinates as Position
  for (const at of [item.position, item.location, item.point, item.centre, item]) {
    if (Array.isArray(at) && typeof at[0] === 'number') return at as unknown as Position
    if (isObject(at) && typeof at.lon === 'number' && typeof at.lat === 'number') return [at.lon, at.lat]
  }
  return undefined
}

export function centresOf(place: PlaceData): Centre[] {
  return listOf(place.centres, 'centres').flatMap((raw) => {
    const item = propertiesOf(raw)
    const position = positionOf(item)
    return position ? [{ id: textOf(item.id), name: textOf(item.name), position }] : []
  })
}

/** The outlines of villages and communities. */
export function areasOf(place: PlaceData): { id: string; rings: Position[][] }[] {
  return listOf(place.communities, 'communities').flatMap((raw) => {
    const item = propertiesOf(raw)
    const rings = ringsOf(item)
    return rings.length > 0 ? [{ id: textOf(item.id), rings }] : []
  })
}

export function gridsOf(place: PlaceData): Grid[] {
  return listOf(place.grids, 'grids').flatMap((raw) => {
    const item = propertiesOf(raw)
    const rings = ringsOf(item)
    return rings.length > 0
      ? [{ id: textOf(item.id), name: textOf(item.name), centreId: textOf(item.centreId) || null, rings }]
      : []
  })
}
