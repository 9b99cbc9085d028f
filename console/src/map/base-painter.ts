import type { Chunk } from './base-chunks.ts'
import type { MapColour, MapColours } from './map-colours.ts'
import { boxesMeet, viewBox, type View } from './world.ts'

/** Paths are made once, in world units; drawing is then a matter of one transform. */
const paths = new WeakMap<Chunk, Path2D>()

function pathOf(chunk: Chunk): Path2D {
  const known = paths.get(chunk)
  if (known) return known
  const path = new Path2D()
  for (const flat of chunk.shapes) {
    if (flat.length === 2) {
      addDot(path, flat[0] as number, flat[1] as number)
      continue
    }
    path.moveTo(flat[0] as number, flat[1] as number)
    for (let i = 2; i + 1 < flat.length; i += 2) path.lineTo(flat[i] as number, flat[i + 1] as number)
    if (chunk.closed) path.closePath()
  }
  paths.set(chunk, path)
  return path
}

/** What is a point on the ground (a station) is drawn as a disc of some thirty metres. */
function addDot(path: Path2D, x: number, y: number): void {
  path.moveTo(x + 14, y)
  path.arc(x, y, 14, 0, Math.PI * 2)
}

const LAND: Record<string, MapColour> = {
  residential: 'residential',
  commercial: 'commercial',
  industrial: 'industrial',
  farmland: 'farmland',
  green: 'green',
  village: 'village',
  public: 'public',
}

const fillOf = (chunk: Chunk): MapColour | undefined => {
  switch (chunk.layer) {
    case 'land':
      return LAND[chunk.kind] ?? 'residential'
    case 'relief':
      return chunk.closed ? (chunk.kind === 'hill' ? 'hill' : 'wood') : undefined
    case 'park':
      return chunk.kind === 'wood' || chunk.kind === 'hill' ? 'wood' : 'park'
    case 'rail':
      return chunk.closed ? 'rail' : undefined
    case 'water':
      return 'water'
    case 'compound':
      return 'compound'
    case 'ground':
      return 'yard'
    case 'building':
      return 'building'
    default:
      return undefined
  }
}

type Stroke = { colour: MapColour; minPx: number; maxPx: number; dash?: number[] }

const strokeOf = (chunk: Chunk): Stroke | undefined => {
  switch (chunk.layer) {
    case 'field':
      return { colour: 'field', minPx: 0.6, maxPx: 1 }
    case 'canal':
      return { colour: 'water', minPx: chunk.kind === 'ditch' ? 0.8 : 1.6, maxPx: 200 }
    case 'relief':
      return { colour: 'contour', minPx: 0.6, maxPx: 0.8 }
    case 'rail':
      if (chunk.closed) return undefined
      return chunk.kind === 'metro'
        ? { colour: 'rail', minPx: 1.6, maxPx: 3, dash: [7, 5] }
        : { colour: 'rail', minPx: 1.6, maxPx: 3 }
    default:
      return undefined
  }
}

/** Narrowest a road is drawn, in pixels, before its true width takes over. */
const ROAD_MIN_PX: Record<string, number> = {
  expressway: 3.4,
  arterial: 2.6,
  secondary: 1.6,
  minor: 0.9,
  lane: 0.6,
  path: 0.6,
}
const ROAD_ORDER = ['path', 'lane', 'minor', 'secondary', 'arterial', 'expressway']

export function paintBase(
  context: CanvasRenderingContext2D,
  view: View,
  chunks: readonly Chunk[],
  colours: MapColours,
  unitM: number,
): void {
  const box = viewBox(view, 24)
  const visible = chunks.filter((chunk) => view.zoom >= chunk.minZoom && boxesMeet(chunk.box, box))
  context.save()
  context.transform(view.scale, 0, 0, view.scale, view.left, view.top)
  context.lineJoin = 'round'
  context.lineCap = 'round'
  const px = 1 / view.scale
  for (const chunk of visible) {
    if (chunk.layer === 'road' || chunk.layer === 'building') continue
    const fill = fillOf(chunk)
    if (fill) {
      context.fillStyle = colours[fill]
      context.fill(pathOf(chunk))
    }
    const stroke = strokeOf(chunk)
    if (stroke) paintStroke(context, chunk, stroke, colours, px, unitM)
  }
  paintRoads(context, visible, colours, px, unitM, view.zoom)
  for (const chunk of visible) {
    if (chunk.layer !== 'building') continue
    context.fillStyle = colours.building
    context.fill(pathOf(chunk))
    if (view.zoom < 16) continue
    context.strokeStyle = colours['building-edge']
    context.lineWidth = 0.8 * px
    context.stroke(pathOf(chunk))
  }
  context.restore()
}

function paintStroke(
  context: CanvasRenderingContext2D,
  chunk: Chunk,
  stroke: Stroke,
  colours: MapColours,
  px: number,
  unitM: number,
): void {
  context.strokeStyle = colours[stroke.colour]
  context.lineWidth = Math.min(stroke.maxPx * px, Math.max(stroke.minPx * px, chunk.widthM / unitM))
  if (stroke.dash) context.setLineDash(stroke.dash.map((d) => d * px))
  context.stroke(pathOf(chunk))
  if (stroke.dash) context.setLineDash([])
}

/** All casings first, then all surfaces, small roads under big ones: crossings come out whole. */
function paintRoads(
  context: CanvasRenderingContext2D,
  visible: Chunk[],
  colours: MapColours,
  px: number,
  unitM: number,
  zoom: number,
): void {
  const roads = visible
    .filter((c) => c.layer === 'road')
    .sort((a, b) => ROAD_ORDER.indexOf(a.kind) - ROAD_ORDER.indexOf(b.kind))
  const width = (chunk: Chunk): number => Math.max((ROAD_MIN_PX[chunk.kind] ?? 1) * px, (chunk.widthM / unitM) * 0.9)
  if (zoom >= 12.5) {
    context.strokeStyle = colours['road-casing']
    for (const chunk of roads) {
      if (chunk.kind === 'lane' || chunk.kind === 'path') continue
      context.lineWidth = width(chunk) + 1.6 * px
      context.stroke(pathOf(chunk))
    }
  }
  for (const chunk of roads) {
    const major = chunk.kind === 'arterial' || chunk.kind === 'secondary'
    context.strokeStyle =
      chunk.kind === 'expressway' ? colours.expressway : major ? colours['road-major'] : colours.road
    context.lineWidth = width(chunk)
    context.stroke(pathOf(chunk))
  }
}
