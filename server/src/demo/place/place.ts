import { readFileSync } from 'node:fs'
import type { Basemap } from '@liandong/shared/geo/basemap.ts'
import { openGazetteer } from '@liandong/shared/geo/gazetteer.ts'
import type { Gazetteer, GazetteerFile } from '@liandong/shared/geo/gazetteer.ts'
import type { GeoPoint, Position } from '@liandong/shared/geo/point.ts'
import type { PolygonRings } from '@liandong/shared/geo/polygon.ts'

export interface BilingualLabel {
  readonly zh: string
  readonly en: string
}

/** A community or village centre (A6); its id is also the id of its organisation. */
export interface Centre {
  readonly id: string
  readonly name: string
  readonly kind: 'community' | 'village'
  readonly point: GeoPoint
  readonly phone: string
  readonly hasMicroCourt: boolean
  readonly population: number
  readonly gridIds: readonly string[]
  readonly rings: PolygonRings
}

export interface Grid {
  readonly id: string
  readonly name: string
  readonly centreId: string
  readonly rings: PolygonRings
}

export interface Place {
  /** 示意: what every map of the demo must say about itself */
  readonly label: BilingualLabel
  readonly boundary: PolygonRings
  readonly areaM2: number
  readonly centres: readonly Centre[]
  readonly grids: readonly Grid[]
  readonly basemap: Basemap
  readonly gazetteer: Gazetteer
}

interface Collection<P> {
  readonly label: BilingualLabel
  readonly features: readonly {
    readonly properties: P
    readonly geometry: { readonly coordinates: readonly (readonly Position[])[] }
  }[]
}

/** The files this folder holds, for those who serve them as they are. */
export const PLACE_FILES = [
  'boundary.geojson',
  'centres.json',
  'communities.geojson',
  'grids.geojson',
  'basemap.json',
  'gazetteer.json',
] as const

export const placeFile = (name: (typeof PLACE_FILES)[number]): URL => new URL(name, import.meta.url)

const read = <T>(name: (typeof PLACE_FILES)[number]): T => JSON.parse(readFileSync(placeFile(name), 'utf8')) as T

let loaded: Place | undefined

/** loadPlace reads the generated demo place once; it never changes while the server runs. */
export function loadPlace(): Place {
  loaded ??= readPlace()
  return loaded
}

function readPlace(): Place {
  const boundaryFile = read<Collection<{ areaM2: number }>>('boundary.geojson')
  const outline = boundaryFile.features[0]
  if (outline === undefined) throw new Error('boundary.geojson holds no boundary; run `npm run place`')
  const boundary = outline.geometry.coordinates
  const communities = new Map(
    read<Collection<{ id: string }>>('communities.geojson').features.map((feature) => [
      feature.properties.id,
      feature.geometry.coordinates,
    ]),
  )
  const centres = read<{ centres: Omit<Centre, 'rings'>[] }>('centres.json').centres.map((centre): Centre => ({
    ...centre,
    rings: communities.get(centre.id) ?? [],
  }))
  const grids = read<Collection<Omit<Grid, 'rings'>>>('grids.geojson').features.map((feature): Grid => ({
    ...feature.properties,
    rings: feature.geometry.coordinates,
  }))
  return {
    label: boundaryFile.label,
    boundary,
    areaM2: outline.properties.areaM2,
    centres,
    grids,
    basemap: read<Basemap>('basemap.json'),
    gazetteer: openGazetteer(read<GazetteerFile>('gazetteer.json'), { boundary, communities: centres, grids }),
  }
}
