import type { Severity } from '@liandong/shared/classify/classification.ts'
import type { Grouped, Tally } from './clusters.ts'
import type { HitIndex } from './hits.ts'
import { MAP_FONT } from './label-painter.ts'
import type { MapColours } from './map-colours.ts'
import { PAINT_ORDER } from './pin.ts'
import { severityColour, stamp, type SymbolSheet } from './symbols.ts'
import { worldX, worldY, type View, type WorldOrigin } from './world.ts'

export type IncidentScene = {
  groups: readonly Grouped[]
  /** Drawn as DOM, not here. */
  skip: ReadonlySet<string>
  hoveredId: string | null
  /** Radius of a pin, pixels. */
  r: number
  ratio: number
}

const rankOf = (group: Grouped): number =>
  'pin' in group ? PAINT_ORDER.indexOf(group.pin.severity) : PAINT_ORDER.indexOf(worstOf(group.tally))

export const worstOf = (tally: Tally): Severity | 0 =>
  tally.s1 > 0 ? 1 : tally.s2 > 0 ? 2 : tally.s0 > 0 ? 0 : tally.s3 > 0 ? 3 : 4

export function paintIncidents(
  context: CanvasRenderingContext2D,
  view: View,
  origin: WorldOrigin,
  scene: IncidentScene,
  sheet: SymbolSheet,
  colours: MapColours,
  hits: HitIndex,
): void {
  const groups = [...scene.groups].sort((a, b) => rankOf(a) - rankOf(b))
  for (const group of groups) {
    const x = worldX(group.lon, origin) * view.scale + view.left
    const y = worldY(group.lat, origin) * view.scale + view.top
    if (x < -30 || y < -30 || x > view.width + 30 || y > view.height + 30) continue
    if ('pin' in group) {
      const { pin } = group
      if (scene.skip.has(pin.id)) continue
      if (pin.id === scene.hoveredId) paintHalo(context, x, y, scene.r * 2.1, colours)
      stamp(context, sheet.severity(pin.severity, pin.waiting, pin.exercise, scene.r), x, y, scene.ratio)
      hits.add({ x, y, radius: scene.r * 1.2, what: 'incident', id: pin.id })
    } else {
      const radius = clusterRadius(group.count, scene.r)
      paintCluster(context, x, y, radius, group, colours)
      hits.add({ x, y, radius, what: 'cluster', id: String(group.clusterId) })
    }
  }
}

/** Area grows with the count, gently: a hundred is not a hundred times as urgent as one. */
export const clusterRadius = (count: number, r: number): number => r * Math.min(2.6, 1.35 + Math.log10(count) * 0.45)

function paintHalo(context: CanvasRenderingContext2D, x: number, y: number, r: number, colours: MapColours): void {
  context.beginPath()
  context.arc(x, y, r, 0, Math.PI * 2)
  context.strokeStyle = colours.hover
  context.lineWidth = 2
  context.stroke()
}

/** A neutral disc with the count; the rim is cut into the shares of the severities, worst first from the top. */
function paintCluster(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  r: number,
  group: { count: number; tally: Tally },
  colours: MapColours,
): void {
  context.beginPath()
  context.arc(x, y, r, 0, Math.PI * 2)
  context.fillStyle = colours['symbol-edge']
  context.fill()
  const { tally } = group
  const shares: [Severity | 0, number][] = [
    [1, tally.s1],
    [2, tally.s2],
    [3, tally.s3],
    [4, tally.s4],
    [0, tally.s0],
  ]
  let from = -Math.PI / 2
  const rim = Math.max(2.5, r * 0.2)
  context.lineWidth = rim
  for (const [severity, share] of shares) {
    if (share === 0) continue
    const to = from + (share / group.count) * Math.PI * 2
    context.beginPath()
    context.arc(x, y, r - rim / 2, from, to)
    context.strokeStyle = severityColour(severity, colours)
    context.stroke()
    from = to
  }
  context.fillStyle = colours['symbol-ink']
  context.font = `600 ${Math.max(11, r * 0.78)}px ${MAP_FONT}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(group.count < 1_000 ? String(group.count) : `${Math.round(group.count / 100) / 10}k`, x, y + 0.5)
}
