import { MAP_FONT } from './label-painter.ts'
import type { MapColours } from './map-colours.ts'
import { reachM, REACH_RINGS_MIN } from './reach.ts'
import { metresPerUnit, worldX, worldY, type View, type WorldOrigin } from './world.ts'

type At = { lat: number; lon: number }

/** How far help comes in 5, 10 and 20 minutes around the selected incident. `word` turns minutes into the label. */
export function paintReach(
  context: CanvasRenderingContext2D,
  view: View,
  origin: WorldOrigin,
  at: At,
  colours: MapColours,
  unitPx: number,
  word: (minutes: number) => string,
): void {
  const x = worldX(at.lon, origin) * view.scale + view.left
  const y = worldY(at.lat, origin) * view.scale + view.top
  const pxPerM = view.scale / metresPerUnit(at.lat)
  context.strokeStyle = colours.reach
  context.fillStyle = colours.reach
  context.font = `500 ${unitPx * 0.92}px ${MAP_FONT}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  for (const minutes of REACH_RINGS_MIN) {
    const r = reachM(minutes) * pxPerM
    const last = minutes === REACH_RINGS_MIN.at(-1)
    context.lineWidth = last ? 2 : 1
    context.globalAlpha = last ? 0.9 : 0.55
    context.setLineDash(last ? [] : [6, 6])
    context.beginPath()
    context.arc(x, y, r, 0, Math.PI * 2)
    context.stroke()
    context.setLineDash([])
    const text = word(minutes)
    const width = context.measureText(text).width
    context.globalAlpha = 1
    context.save()
    context.fillStyle = colours['label-halo']
    context.fillRect(x - width / 2 - 4, y - r - unitPx * 0.6, width + 8, unitPx * 1.2)
    context.restore()
    context.fillText(text, x, y - r)
  }
  context.globalAlpha = 1
}

/** A straight line from each unit under way to the scene: who is coming from where. */
export function paintWays(
  context: CanvasRenderingContext2D,
  view: View,
  origin: WorldOrigin,
  to: At,
  from: readonly At[],
  colours: MapColours,
): void {
  context.strokeStyle = colours.reach
  context.lineWidth = 1.5
  context.setLineDash([2, 5])
  context.lineCap = 'round'
  for (const at of from) {
    context.beginPath()
    context.moveTo(worldX(at.lon, origin) * view.scale + view.left, worldY(at.lat, origin) * view.scale + view.top)
    context.lineTo(worldX(to.lon, origin) * view.scale + view.left, worldY(to.lat, origin) * view.scale + view.top)
    context.stroke()
  }
  context.setLineDash([])
}

let blob: { canvas: HTMLCanvasElement; colour: string } | null = null

function blobOf(colour: string): HTMLCanvasElement {
  if (blob?.colour === colour) return blob.canvas
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 128
  const context = canvas.getContext('2d')
  if (context) {
    const fade = context.createRadialGradient(64, 64, 0, 64, 64, 64)
    fade.addColorStop(0, colour)
    fade.addColorStop(1, 'transparent')
    context.fillStyle = fade
    context.fillRect(0, 0, 128, 128)
  }
  blob = { canvas, colour }
  return canvas
}

/** Where the last 24 hours happened: one soft stamp an incident, 350 m wide on the ground, never smaller than a thumb. */
export function paintHeat(
  context: CanvasRenderingContext2D,
  view: View,
  origin: WorldOrigin,
  points: readonly At[],
  colours: MapColours,
): void {
  const first = points[0]
  if (!first) return
  const r = Math.max(18, (350 / metresPerUnit(first.lat)) * view.scale)
  const image = blobOf(colours.heat)
  context.globalAlpha = 0.5
  for (const at of points) {
    const x = worldX(at.lon, origin) * view.scale + view.left
    const y = worldY(at.lat, origin) * view.scale + view.top
    if (x < -r || y < -r || x > view.width + r || y > view.height + r) continue
    context.drawImage(image, x - r, y - r, r * 2, r * 2)
  }
  context.globalAlpha = 1
}
