import gcoordModule from 'gcoord'
import { describe, expect, it } from 'vitest'
import { gcj02ShiftAt, toGcj02 } from '@liandong/shared/geo/gcj02.ts'
import { distanceM, type GeoPoint } from '@liandong/shared/geo/point.ts'
import { boundsOf } from '@liandong/shared/geo/polygon.ts'
import { gridPlace, trueFrame } from '@liandong/shared/map/tile-grid.ts'
import { loadPlace } from '../demo/place/place.ts'

const gcoord = gcoordModule as unknown as typeof gcoordModule.default

/** A fine net over everything inside the boundary's box. */
function net(): GeoPoint[] {
  const { west, east, south, north } = boundsOf(loadPlace().boundary.flat())!
  const steps = Array.from({ length: 41 }, (_, i) => i / 40)
  return steps.flatMap((a) => steps.map((b) => ({ lat: south + (north - south) * a, lon: west + (east - west) * b })))
}

/** Where the map shows what a GCJ-02 tile has at a point's place: in the tile's true frame, as the browser draws it. */
function shownAt(point: GeoPoint, z: number): { x: number; y: number } {
  const inGrid = gridPlace(toGcj02(point), z)
  const [x, y] = [Math.floor(inGrid.x), Math.floor(inGrid.y)]
  const { corner, east, south } = trueFrame({ z, x, y })
  const [right, down] = [inGrid.x - x, inGrid.y - y]
  return { x: corner.x + east.x * right + south.x * down, y: corner.y + east.y * right + south.y * down }
}

describe('a GCJ-02 layer over the demo subdistrict', () => {
  it('our formula is the library’s, to a centimetre', () => {
    for (const point of net()) {
      const [lon, lat] = gcoord.transform([point.lon, point.lat], gcoord.WGS84, gcoord.GCJ02) as [number, number]
      expect(distanceM(toGcj02(point), { lat, lon })).toBeLessThan(0.01)
    }
  })

  it.each([13, 14, 15, 16, 17, 18])('at zoom %i everything is shown within 2 m of where it is', (z) => {
    let worst = 0
    for (const point of net()) {
      const metresPerTile = (40_075_016.686 / 2 ** z) * Math.cos((point.lat * Math.PI) / 180)
      const [shown, truly] = [shownAt(point, z), gridPlace(point, z)]
      worst = Math.max(worst, Math.hypot(shown.x - truly.x, shown.y - truly.y) * metresPerTile)
    }
    expect(worst).toBeLessThan(2)
  })

  it('one shift for the whole map would not do: it is off by more than 2 m at the edges', () => {
    const points = net()
    const middle = points[Math.floor(points.length / 2)] as GeoPoint
    const shift = gcj02ShiftAt(middle)
    const off = points.map((p) => distanceM(toGcj02(p), { lat: p.lat + shift.lat, lon: p.lon + shift.lon }))
    expect(Math.max(...off)).toBeGreaterThan(5)
  })
})
