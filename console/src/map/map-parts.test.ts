import { describe, expect, it } from 'vitest'
import { fixAge, shortAge } from './fix-age.ts'
import { boxAround, FreeSpace } from './free-space.ts'
import { HitIndex } from './hits.ts'
import { placeLabels } from './label-layout.ts'
import { toPin } from './pin.ts'
import { centresOf, gridsOf, ringsOf } from './place.ts'
import { metresPerUnit, toWorld, viewBox, worldOrigin } from './world.ts'

const at = '2026-11-24T06:00:00.000Z'
const ms = Date.parse(at)

describe('age of a fix', () => {
  it('is fresh to 60 s and grey from 60.001 s', () => {
    expect(fixAge(at, ms + 60_000).fresh).toBe(true)
    expect(fixAge(at, ms + 60_001).fresh).toBe(false)
  })
  it('is never negative, and unknown without a fix', () => {
    expect(fixAge(at, ms - 5_000)).toEqual({ fresh: true, ageMs: 0 })
    expect(fixAge(null, ms)).toEqual({ fresh: false, ageMs: null })
  })
  it('is told in one unit', () => {
    expect([shortAge(42_900), shortAge(61_000), shortAge(2 * 3_600_000)]).toEqual(['42″', '1′', '2h'])
  })
})

describe('what is under the pointer', () => {
  it('is the nearest symbol within reach, across squares of the index', () => {
    const hits = new HitIndex()
    hits.add({ x: 47, y: 10, radius: 8, what: 'incident', id: 'a' })
    hits.add({ x: 60, y: 10, radius: 8, what: 'unit', id: 'b' })
    expect(hits.at(50, 10)?.id).toBe('a')
    expect(hits.at(58, 10)?.id).toBe('b')
    expect(hits.at(200, 200)).toBeUndefined()
  })
  it('is the later drawn where two lie on one point, and nothing after clearing', () => {
    const hits = new HitIndex()
    hits.add({ x: -5, y: -5, radius: 6, what: 'incident', id: 'under' })
    hits.add({ x: -5, y: -5, radius: 6, what: 'incident', id: 'over' })
    expect(hits.at(-5, -5)?.id).toBe('over')
    hits.clear()
    expect(hits.at(-5, -5)).toBeUndefined()
  })
})

it('the flat world has north above south, and 2.06 m a unit at Donghu', () => {
  const flat = toWorld(
    [
      [120.308, 30.431],
      [120.308, 30.44],
    ],
    worldOrigin({ lat: 30.431, lon: 120.308 }),
  )
  expect(flat[0]).toBeCloseTo(0)
  expect(flat[3]).toBeLessThan(0)
  expect(Math.abs(flat[3] as number) * metresPerUnit(30.4355)).toBeCloseTo(1_000, -1)
  expect(viewBox({ scale: 2, left: 10, top: 0, width: 100, height: 50, zoom: 17 })).toMatchObject({
    minX: -5,
    maxX: 45,
    minY: -0,
    maxY: 25,
  })
})

describe('names on the map', () => {
  const label = (text: string, x: number, angle = 0, length = 0) => ({
    kind: 'community',
    text,
    x,
    y: 50,
    angle,
    length,
    minZoom: 12,
  })
  const view = { scale: 1, left: 0, top: 0, width: 400, height: 100, zoom: 13 }
  it('never lie over one another: the first one stays', () => {
    const placed = placeLabels(
      [label('甲', 100), label('乙', 110), label('丙', 300)],
      view,
      () => 40,
      14,
      new FreeSpace(),
    )
    expect(placed.map((p) => p.label.text)).toEqual(['甲', '丙'])
  })
  it('wait for their zoom, and a short road goes without', () => {
    expect(placeLabels([label('甲', 100)], { ...view, zoom: 11 }, () => 40, 14, new FreeSpace())).toEqual([])
    expect(placeLabels([label('路', 100, 0.5, 20)], view, () => 40, 14, new FreeSpace())).toEqual([])
  })
})

describe('the place as the server publishes it', () => {
  const ring = [
    [120, 30],
    [121, 30],
    [121, 31],
  ]
  it('gives rings out of any GeoJSON wrapper, and none out of what is none', () => {
    const polygon = { type: 'Polygon', coordinates: [ring] }
    expect(ringsOf({ type: 'FeatureCollection', features: [{ type: 'Feature', geometry: polygon }] })).toEqual([ring])
    expect(ringsOf({ type: 'MultiPolygon', coordinates: [[ring], [ring]] })).toHaveLength(2)
    expect([ringsOf(null), ringsOf('x'), ringsOf({})]).toEqual([[], [], []])
  })
  it('gives centres and grids with their names', () => {
    expect(
      centresOf({ centres: { centres: [{ id: 'c1', name: '映荷社区', point: { lat: 30.4, lon: 120.3 } }] } }),
    ).toEqual([{ id: 'c1', name: '映荷社区', position: [120.3, 30.4] }])
    const grids = {
      features: [
        { properties: { id: 'g1', name: '一格', centreId: 'c1' }, geometry: { type: 'Polygon', coordinates: [ring] } },
      ],
    }
    expect(gridsOf({ grids })).toMatchObject([{ id: 'g1', name: '一格', centreId: 'c1' }])
    expect(centresOf({})).toEqual([])
  })
})

it('an incident without a position gets no pin: the map never invents a place', () => {
  const base = { id: 'i', location: null, severity: null, stage: 'received', exercise: false, version: 1 } as const
  expect(toPin(base)).toBeUndefined()
  expect(toPin({ ...base, location: { lat: 30.4, lon: 120.3 } })).toMatchObject({ severity: 0, waiting: true })
})
