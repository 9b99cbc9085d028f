import type { Position } from './point.ts'

/**
 * The schematic base map, small enough to ship whole: every line and ring is a flat list of whole-number steps,
 * the first pair counted from the origin, each later pair from the one before. Decode once, draw many times.
 */
export interface Basemap {
  readonly label: { readonly zh: string; readonly en: string }
  readonly origin: Position
  /** degrees in one step */
  readonly step: number
  /** in drawing order: ground first, labels last */
  readonly features: readonly BasemapFeature[]
}

/** Areas are closed rings (the first position is not repeated); the others are lines; a label is a short line its text lies on. */
export type BasemapLayer =
  | 'land' // tint of a block: residential commercial industrial farmland green village public
  | 'relief' // hill (area), contour (line)
  | 'field' // lines between the parcels of farmland
  | 'park' // park, wood
  | 'water' // lake, pond (area)
  | 'canal' // river, canal, ditch (line, widthM)
  | 'compound' // the ground of a residential compound
  | 'ground' // school, track, pitch, garden
  | 'road' // expressway, arterial, secondary, minor, lane, path (line, widthM)
  | 'rail' // railway, metro (line), station (points)
  | 'building' // residential, house, industrial, commercial, public
  | 'label' // community, arterial, secondary, minor, water, lake, hill, park, station, landmark, compound

export interface BasemapFeature {
  readonly layer: BasemapLayer
  readonly kind: string
  readonly name?: string
  /** true width on the ground, for lines that are drawn to scale when near */
  readonly widthM?: number
  readonly coords: readonly (readonly number[])[]
}

/** decodeLine turns steps back into positions. */
export function decodeLine(basemap: Pick<Basemap, 'origin' | 'step'>, steps: readonly number[]): Position[] {
  const positions: Position[] = []
  let x = 0
  let y = 0
  for (let i = 0; i + 1 < steps.length; i += 2) {
    x += steps[i] as number
    y += steps[i + 1] as number
    positions.push([basemap.origin[0] + x * basemap.step, basemap.origin[1] + y * basemap.step])
  }
  return positions
}

/** encodeLine rounds each position on its own, so rounding never adds up along a line. */
export function encodeLine(basemap: Pick<Basemap, 'origin' | 'step'>, positions: readonly Position[]): number[] {
  const steps: number[] = []
  let x = 0
  let y = 0
  for (const [lon, lat] of positions) {
    const nextX = Math.round((lon - basemap.origin[0]) / basemap.step)
    const nextY = Math.round((lat - basemap.origin[1]) / basemap.step)
    steps.push(nextX - x, nextY - y)
    x = nextX
    y = nextY
  }
  return steps
}

/**
 * The zoom (web-map scale, 256-pixel tiles) from which a feature helps more than it clutters.
 * Below 12 the whole subdistrict is a palm wide; houses are worth drawing when a house is 8 pixels long.
 */
export function minZoomOf(layer: BasemapLayer, kind: string): number {
  if (layer === 'building') return kind === 'house' ? 14.5 : 14
  if (layer === 'compound') return 13
  if (layer === 'field') return 14
  if (layer === 'ground') return 14
  if (layer === 'road') return kind === 'lane' ? 14 : kind === 'minor' ? 12.5 : 0
  if (layer === 'canal') return kind === 'ditch' ? 13 : 0
  if (layer === 'label') return labelMinZoom[kind] ?? 14
  return 0
}

const labelMinZoom: Readonly<Record<string, number>> = {
  community: 12.5,
  lake: 12.5,
  hill: 13,
  arterial: 13,
  water: 13,
  station: 13,
  park: 14,
  secondary: 14,
  landmark: 14.5,
  compound: 15,
  minor: 15,
}
