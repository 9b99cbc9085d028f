import type { BoardUnit } from '@liandong/shared/board/board.ts'
import { fixAge } from './fix-age.ts'
import { boxAround, type Rect } from './free-space.ts'
import type { HitIndex } from './hits.ts'
import type { MapColours } from './map-colours.ts'
import { worldX, worldY, type View, type WorldOrigin } from './world.ts'

export type UnitScene = {
  units: readonly BoardUnit[]
  nowMs: number
  hoveredId: string | null
  /** Radius of a head, pixels. */
  r: number
}

/** A unit that is on the map, and where on the canvas. */
export type SeenUnit = { unit: BoardUnit; x: number; y: number; fresh: boolean; ageMs: number | null; busy: boolean }

const UNDER_ORDER = new Set(['assigned', 'enRoute', 'onScene'])

/** Who is off duty and on nothing is not on the map. */
export const isOnMap = (unit: BoardUnit): boolean => unit.location !== null && (unit.onDuty || unit.incidentId !== null)

export function seenUnits(view: View, origin: WorldOrigin, units: readonly BoardUnit[], nowMs: number): SeenUnit[] {
  return units.filter(isOnMap).flatMap((unit) => {
    if (!unit.location) return []
    const x = worldX(unit.location.lon, origin) * view.scale + view.left
    const y = worldY(unit.location.lat, origin) * view.scale + view.top
    if (x < -40 || y < -40 || x > view.width + 40 || y > view.height + 40) return []
    return [{ unit, x, y, ...fixAge(unit.locationAt, nowMs), busy: UNDER_ORDER.has(unit.state) }]
  })
}

/** What a symbol covers: names stand beside it. */
export const unitBox = ({ unit, x, y }: SeenUnit, r: number): Rect =>
  unit.kind === 'vehicle'
    ? boxAround(x, y, r * 1.6, r * 1.25)
    : boxAround(x, y, r * (unit.kind === 'team' ? 1.5 : 1.1), r * 1.1)

export function paintUnits(
  context: CanvasRenderingContext2D,
  view: View,
  origin: WorldOrigin,
  scene: UnitScene,
  colours: MapColours,
  hits: HitIndex,
): void {
  for (const { unit, x, y, fresh, busy } of seenUnits(view, origin, scene.units, scene.nowMs)) {
    const look = {
      fill: !fresh ? colours['symbol-edge'] : busy ? colours['unit-busy'] : colours.unit,
      edge: fresh ? colours['symbol-edge'] : colours['unit-stale'],
      ink: fresh ? colours['unit-ink'] : colours['unit-stale'],
    }
    if (unit.kind === 'vehicle') paintVehicle(context, x, y, scene.r, look)
    else paintHead(context, x, y, scene.r, look, unit.kind === 'team')
    if (unit.id === scene.hoveredId) paintRing(context, x, y, scene.r * 1.9, colours)
    hits.add({ x, y, radius: scene.r * 1.1, what: 'unit', id: unit.id })
  }
}

type Look = { fill: string; edge: string; ink: string }

/** A head and shoulders in a disc; a team has a second head behind. */
function paintHead(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  r: number,
  look: Look,
  team: boolean,
): void {
  context.lineWidth = Math.max(1.5, r * 0.2)
  context.fillStyle = look.fill
  context.strokeStyle = look.edge
  if (team) {
    context.beginPath()
    context.arc(x + r * 0.55, y - r * 0.2, r * 0.85, 0, Math.PI * 2)
    context.fill()
    context.stroke()
  }
  context.beginPath()
  context.arc(x, y, r, 0, Math.PI * 2)
  context.fill()
  context.stroke()
  context.fillStyle = look.ink
  context.beginPath()
  context.arc(x, y - r * 0.28, r * 0.3, 0, Math.PI * 2)
  context.fill()
  context.beginPath()
  context.arc(x, y + r * 0.62, r * 0.56, Math.PI * 1.08, Math.PI * 1.92)
  context.closePath()
  context.fill()
}

/** The patrol vehicles are told at a glance: a car from the side on a square plate. */
function paintVehicle(context: CanvasRenderingContext2D, x: number, y: number, r: number, look: Look): void {
  const [w, h] = [r * 1.5, r * 1.12]
  context.beginPath()
  context.roundRect(x - w, y - h, w * 2, h * 2, r * 0.4)
  context.fillStyle = look.fill
  context.fill()
  context.strokeStyle = look.edge
  context.lineWidth = Math.max(1.5, r * 0.2)
  context.stroke()
  context.fillStyle = look.ink
  context.beginPath()
  context.moveTo(x - r * 1.05, y + r * 0.35)
  context.lineTo(x - r * 1.05, y - r * 0.02)
  context.lineTo(x - r * 0.62, y - r * 0.12)
  context.lineTo(x - r * 0.36, y - r * 0.6)
  context.lineTo(x + r * 0.42, y - r * 0.6)
  context.lineTo(x + r * 0.72, y - r * 0.12)
  context.lineTo(x + r * 1.05, y)
  context.lineTo(x + r * 1.05, y + r * 0.35)
  context.closePath()
  context.fill()
  for (const dx of [-0.55, 0.55]) {
    context.beginPath()
    context.arc(x + r * dx, y + r * 0.4, r * 0.27, 0, Math.PI * 2)
    context.fillStyle = look.ink
    context.fill()
    context.lineWidth = r * 0.14
    context.strokeStyle = look.fill
    context.stroke()
  }
}

function paintRing(context: CanvasRenderingContext2D, x: number, y: number, r: number, colours: MapColours): void {
  context.beginPath()
  context.arc(x, y, r, 0, Math.PI * 2)
  context.strokeStyle = colours.hover
  context.lineWidth = 2
  context.stroke()
}
