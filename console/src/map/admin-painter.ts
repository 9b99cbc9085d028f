import { boxAround, type Rect } from './free-space.ts'
import { MAP_FONT } from './label-painter.ts'
import type { MapColours } from './map-colours.ts'
import { centresOf, gridsOf, ringsOf, type PlaceData } from './place.ts'
import { emptyBox, growBox, toWorld, worldX, worldY, type Box, type View, type WorldOrigin } from './world.ts'

/** From here on each centre is named. */
const NAMED_FROM_ZOOM = 15

/** Boundary, grids and centres: what a map without any tile still shows. */
export type Admin = {
  boundary: Path2D | null
  boundaryBox: Box | null
  grids: Path2D
  centres: { name: string; x: number; y: number }[]
}

export function addRing(path: Path2D, flat: Float64Array): void {
  path.moveTo(flat[0] as number, flat[1] as number)
  for (let i = 2; i + 1 < flat.length; i += 2) path.lineTo(flat[i] as number, flat[i + 1] as number)
  path.closePath()
}

export function toAdmin(place: PlaceData, origin: WorldOrigin): Admin {
  const rings = ringsOf(place.boundary).map((ring) => toWorld(ring, origin))
  const boundary = rings.length > 0 ? new Path2D() : null
  const box = emptyBox()
  for (const ring of rings) {
    addRing(boundary as Path2D, ring)
    growBox(box, ring)
  }
  const grids = new Path2D()
  for (const grid of gridsOf(place)) for (const ring of grid.rings) addRing(grids, toWorld(ring, origin))
  const centres = centresOf(place).map(({ name, position: [lon, lat] }) => ({
    name,
    x: worldX(lon, origin),
    y: worldY(lat, origin),
  }))
  return { boundary, boundaryBox: rings.length > 0 ? box : null, grids, centres }
}

export function paintAreas(context: CanvasRenderingContext2D, view: View, admin: Admin, colours: MapColours): void {
  const px = 1 / view.scale
  context.save()
  context.transform(view.scale, 0, 0, view.scale, view.left, view.top)
  if (view.zoom >= 12) {
    context.strokeStyle = colours.grid
    context.lineWidth = (view.zoom >= 14 ? 1.2 : 0.7) * px
    context.setLineDash([5 * px, 5 * px])
    context.stroke(admin.grids)
    context.setLineDash([])
  }
  if (admin.boundary) {
    // what lies outside steps back: one shape of the whole canvas with the subdistrict as its hole
    const veil = new Path2D(admin.boundary)
    const [x, y] = [-view.left / view.scale, -view.top / view.scale]
    veil.rect(x, y, view.width / view.scale, view.height / view.scale)
    context.fillStyle = colours.outside
    context.fill(veil, 'evenodd')
    context.strokeStyle = colours.boundary
    context.lineWidth = 2 * px
    context.setLineDash([14 * px, 5 * px, 3 * px, 5 * px])
    context.stroke(admin.boundary)
  }
  context.restore()
}

const houseSize = (view: View, unitPx: number): number => unitPx * (view.zoom >= 14 ? 0.5 : 0.3)

/** What the houses of the centres cover, and their names where these are shown. */
export const centreBoxes = (view: View, admin: Admin, unitPx: number): Rect[] =>
  admin.centres.flatMap((centre) => {
    const r = houseSize(view, unitPx)
    const [x, y] = [centre.x * view.scale + view.left, centre.y * view.scale + view.top]
    const house = boxAround(x, y, r + 1, r + 1)
    if (view.zoom < NAMED_FROM_ZOOM) return [house]
    const nameY = y + r + 3 + unitPx * 0.45
    return [house, boxAround(x, nameY, ([...centre.name].length * unitPx * 0.85) / 2, unitPx * 0.5)]
  })

/** A centre is a small house outline: a place of ours, not an alarm. */
export function paintCentres(
  context: CanvasRenderingContext2D,
  view: View,
  admin: Admin,
  colours: MapColours,
  unitPx: number,
): void {
  const r = houseSize(view, unitPx)
  context.fillStyle = colours.centre
  context.strokeStyle = colours['label-halo']
  context.lineWidth = 2
  for (const centre of admin.centres) {
    const x = centre.x * view.scale + view.left
    const y = centre.y * view.scale + view.top
    if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) continue
    context.beginPath()
    context.moveTo(x - r, y + r)
    context.lineTo(x - r, y - r * 0.1)
    context.lineTo(x, y - r)
    context.lineTo(x + r, y - r * 0.1)
    context.lineTo(x + r, y + r)
    context.closePath()
    context.stroke()
    context.fill()
    if (view.zoom < NAMED_FROM_ZOOM) continue
    context.font = `400 ${unitPx * 0.85}px ${MAP_FONT}`
    context.textAlign = 'center'
    context.textBaseline = 'top'
    context.strokeText(centre.name, x, y + r + 3)
    context.fillText(centre.name, x, y + r + 3)
  }
}
