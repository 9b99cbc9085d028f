import { decodeLine, minZoomOf, type Basemap, type BasemapFeature } from '@liandong/shared/geo/basemap.ts'
import { emptyBox, growBox, toWorld, type Box, type WorldOrigin } from './world.ts'

/** Everything of one look in one square of the map: drawn with one path, skipped whole when out of sight. */
export type Chunk = {
  layer: BasemapFeature['layer']
  kind: string
  widthM: number
  minZoom: number
  box: Box
  shapes: Float64Array[]
  closed: boolean
}

export type Label = {
  kind: string
  text: string
  x: number
  y: number
  /** Radians of the line the text lies on, kept upright; 0 for a text that stands level. */
  angle: number
  /** World units of the line: a road shorter than its name gets no name. */
  length: number
  minZoom: number
}

/** One square of the map in world units: about 2 km. */
const CELL = 1_024

const LINE_LAYERS: readonly BasemapFeature['layer'][] = ['canal', 'road', 'rail', 'field']
const isLine = (layer: BasemapFeature['layer'], kind: string): boolean =>
  (LINE_LAYERS.includes(layer) && kind !== 'station') || kind === 'contour'

/** Community names stand level; names of roads and water lie along them. */
const LEVEL_LABELS = new Set(['community', 'park', 'compound', 'landmark', 'station', 'lake', 'hill'])

export function chunksOf(basemap: Basemap, origin: WorldOrigin): { chunks: Chunk[]; labels: Label[] } {
  const chunks = new Map<string, Chunk>()
  const order: string[] = []
  const labels: Label[] = []
  for (const feature of basemap.features) {
    for (const steps of feature.coords) {
      const flat = toWorld(decodeLine(basemap, steps), origin)
      if (flat.length === 0) continue
      if (feature.layer === 'label') {
        if (feature.name) labels.push(toLabel(feature, flat))
        continue
      }
      const chunk = chunkFor(chunks, order, feature, flat)
      chunk.shapes.push(flat)
      growBox(chunk.box, flat)
    }
  }
  const inOrder = order.map((key) => chunks.get(key) as Chunk)
  // an island lies on its lake, whatever layer its ground belongs to
  const islands = inOrder.filter((chunk) => chunk.kind === 'island')
  return { chunks: [...inOrder.filter((chunk) => chunk.kind !== 'island'), ...islands], labels }
}

function chunkFor(chunks: Map<string, Chunk>, order: string[], feature: BasemapFeature, flat: Float64Array): Chunk {
  const cell = `${Math.floor((flat[0] as number) / CELL)}:${Math.floor((flat[1] as number) / CELL)}`
  const widthM = feature.widthM ?? 0
  const key = `${feature.layer}|${feature.kind}|${widthM}|${cell}`
  const known = chunks.get(key)
  if (known) return known
  const chunk: Chunk = {
    layer: feature.layer,
    kind: feature.kind,
    widthM,
    minZoom: minZoomOf(feature.layer, feature.kind),
    box: emptyBox(),
    shapes: [],
    closed: !isLine(feature.layer, feature.kind),
  }
  chunks.set(key, chunk)
  order.push(key)
  return chunk
}

function toLabel(feature: BasemapFeature, flat: Float64Array): Label {
  const [x1, y1] = [flat[0] as number, flat[1] as number]
  const [x2, y2] = [flat[flat.length - 2] as number, flat[flat.length - 1] as number]
  const length = Math.hypot(x2 - x1, y2 - y1)
  let angle = LEVEL_LABELS.has(feature.kind) || length === 0 ? 0 : Math.atan2(y2 - y1, x2 - x1)
  // upright: nobody should have to turn the head to read a street
  if (angle > Math.PI / 2) angle -= Math.PI
  if (angle < -Math.PI / 2) angle += Math.PI
  const minZoom = minZoomOf('label', feature.kind)
  return { kind: feature.kind, text: feature.name ?? '', x: (x1 + x2) / 2, y: (y1 + y2) / 2, angle, length, minZoom }
}
