import { formatTime } from '../i18n/format.ts'
import { fixAge, shortAge } from './fix-age.ts'
import { MAP_FONT } from './label-painter.ts'
import type { MapColours } from './map-colours.ts'
import { isGap, strengthOf, type TrackLine, type TrackMark } from './track-line.ts'
import { worldX, worldY, type View, type WorldOrigin } from './world.ts'

type Scene = { tracks: readonly TrackLine[]; nowMs: number; unitPx: number }

/** Where the units of a case were: each line grows stronger to its end, which says whose it is, when and how long ago. */
export function paintTracks(
  context: CanvasRenderingContext2D,
  view: View,
  origin: WorldOrigin,
  { tracks, nowMs, unitPx }: Scene,
  colours: MapColours,
): void {
  const x = (at: { lon: number }) => worldX(at.lon, origin) * view.scale + view.left
  const y = (at: { lat: number }) => worldY(at.lat, origin) * view.scale + view.top
  context.lineCap = 'round'
  context.lineJoin = 'round'
  tracks.forEach((track, n) => {
    const colour = colours[n % 2 === 0 ? 'unit-busy' : 'centre']
    context.strokeStyle = context.fillStyle = colour
    context.lineWidth = Math.max(2.5, unitPx * 0.24)
    track.points.forEach((to, i) => {
      const from = track.points[i - 1]
      if (!from) return
      context.globalAlpha = strengthOf(track, to.at)
      context.setLineDash(isGap(from, to) ? [2, 6] : [])
      context.beginPath()
      context.moveTo(x(from), y(from))
      context.lineTo(x(to), y(to))
      context.stroke()
    })
    context.setLineDash([])
    context.globalAlpha = 1
    for (const mark of track.marks) paintMark(context, mark, x(mark), y(mark), unitPx * 0.45, colours)
    const end = track.points.at(-1)
    if (!end) return
    const iso = new Date(end.at).toISOString()
    const age = shortAge(fixAge(iso, nowMs).ageMs ?? 0)
    const text = `${track.name} ${formatTime(iso)} · ${age}`
    context.font = `600 ${unitPx * 0.92}px ${MAP_FONT}`
    context.textAlign = 'left'
    context.textBaseline = 'middle'
    const [left, top] = [x(end) + unitPx, y(end) - unitPx * 1.6]
    context.fillStyle = colours['label-halo']
    context.fillRect(left - 4, top - unitPx * 0.7, context.measureText(text).width + 8, unitPx * 1.4)
    context.fillStyle = colour
    context.fillText(text, left, top)
  })
}

/** 出发 a ring, 到场 a full square: told apart by their shape. */
function paintMark(
  context: CanvasRenderingContext2D,
  { what }: TrackMark,
  x: number,
  y: number,
  r: number,
  colours: MapColours,
): void {
  context.beginPath()
  if (what === 'depart') context.arc(x, y, r, 0, Math.PI * 2)
  else context.rect(x - r, y - r, r * 2, r * 2)
  const ink = context.strokeStyle
  if (what === 'depart') {
    const fill = context.fillStyle
    context.fillStyle = colours['label-halo']
    context.fill()
    context.fillStyle = fill
    context.stroke()
    return
  }
  context.fill()
  context.strokeStyle = colours['label-halo']
  context.lineWidth = 1.5
  context.stroke()
  context.strokeStyle = ink
}
