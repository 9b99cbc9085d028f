import { addRing } from './admin-painter.ts'
import type { MapColours } from './map-colours.ts'
import { toWorld, type View, type WorldOrigin } from './world.ts'
import type { Position } from '@liandong/shared/geo/point.ts'

/** Pixels between two lines of the hatching. */
const STEP_PX = 9

let tile: { canvas: HTMLCanvasElement; colour: string } | null = null

/** One square of slanting lines that goes on in the next one. */
function tileOf(colour: string): HTMLCanvasElement {
  if (tile?.colour === colour) return tile.canvas
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = STEP_PX * 2
  const context = canvas.getContext('2d')
  if (context) {
    context.strokeStyle = colour
    context.lineWidth = 2.4
    for (const from of [-1, 0, 1, 2, 3]) {
      context.beginPath()
      context.moveTo((from - 1) * STEP_PX, STEP_PX * 2)
      context.lineTo((from + 1) * STEP_PX, 0)
      context.stroke()
    }
  }
  tile = { canvas, colour }
  return canvas
}

/** The shape of everything that is a gap; null where nothing is. */
export function gapShape(
  ids: readonly string[],
  outlines: ReadonlyMap<string, Position[][]>,
  origin: WorldOrigin,
): Path2D | null {
  const rings = ids.flatMap((id) => outlines.get(id) ?? [])
  if (rings.length === 0) return null
  const path = new Path2D()
  for (const ring of rings) addRing(path, toWorld(ring, origin))
  return path
}

/** Hatched: nobody is on duty there. Lines and no colour of their own, for every colour says how grave something is. */
export function paintGaps(
  context: CanvasRenderingContext2D,
  view: View,
  shape: Path2D | null,
  colours: MapColours,
): void {
  if (!shape) return
  const pattern = context.createPattern(tileOf(colours.gap), 'repeat')
  if (!pattern) return
  context.save()
  context.transform(view.scale, 0, 0, view.scale, view.left, view.top)
  // the lines stand as close at every zoom
  pattern.setTransform(new DOMMatrix().scale(1 / view.scale))
  context.fillStyle = pattern
  context.fill(shape)
  context.strokeStyle = colours.gap
  context.lineWidth = 1.6 / view.scale
  context.stroke(shape)
  context.restore()
}
