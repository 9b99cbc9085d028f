import type { BoardGap } from '@liandong/shared/board/board.ts'
import { describe, expect, it } from 'vitest'
import { fixAge, shortAge } from './fix-age.ts'
import { boxAround, FreeSpace, type Rect } from './free-space.ts'
import { gapsOf, outlinesOf, shortagesOf } from './gaps.ts'
import { HitIndex } from './hits.ts'
import { placeLabels } from './label-layout.ts'
import { toPin } from './pin.ts'
import { centresOf, gridsOf, ringsOf } from './place.ts'
import { placeUnitNames } from './unit-names.ts'
import { unitBox, type SeenUnit } from './unit-painter.ts'
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
    kind: 'landmark',
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

describe('names keep clear of units', () => {
  const view = { scale: 1, left: 0, top: 0, width: 400, height: 200, zoom: 13 }
  const community = (text: string, x: number, y: number) => ({
    kind: 'community',
    text,
    x,
    y,
    angle: 0,
    length: 0,
    minZoom: 12,
  })
  const unit = (id: string, x: number, y: number, more: Partial<SeenUnit['unit']> = {}): SeenUnit => ({
    unit: {
      id,
      name: id,
      callSign: id,
      kind: 'vehicle',
      force: 'fullTime',
      tier: 1,
      skills: [],
      organisationId: 'o',
      state: 'standby',
      onDuty: true,
      location: { lat: 0, lon: 0 },
      locationAt: null,
      incidentId: null,
      ...more,
    },
    x,
    y,
    fresh: true,
    ageMs: 0,
    busy: false,
  })
  const r = 9
  const asked = { zoom: 13, hoveredId: null, r, widthOf: () => 60, heightPx: 12 }
  const boxOf = ({ x, y }: { x: number; y: number }): Rect => boxAround(x, y, 30, 6)
  const meet = (a: Rect, b: Rect): boolean =>
    a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top

  it('a community steps aside for a head, and is left out where every place is taken', () => {
    const head = unitBox(unit('a', 100, 100, { kind: 'person' }), r)
    const [placed] = placeLabels([community('映荷社区', 100, 100)], view, () => 60, 14, new FreeSpace([head]))
    expect(placed).toBeDefined()
    expect(meet(boxOf(placed as { x: number; y: number }), head)).toBe(false)
    const crowd = [-14, 0, 14].flatMap((dy) =>
      [-60, -30, 0, 30, 60].map((dx) => unitBox(unit('a', 100 + dx, 100 + dy, { kind: 'person' }), r)),
    )
    expect(placeLabels([community('映荷社区', 100, 100)], view, () => 60, 14, new FreeSpace(crowd))).toEqual([])
  })

  it('the names of two vehicles side by side do not overlap, nor do they cover a vehicle or a community', () => {
    const seen = [unit('巡逻车 1 号', 100, 100), unit('巡逻车 2 号', 128, 100)]
    const boxes = seen.map((one) => unitBox(one, r))
    const space = new FreeSpace(boxes)
    const communities = placeLabels([community('罗庄社区', 110, 130)], view, () => 60, 14, space)
    const names = placeUnitNames(seen, asked, space)
    expect(names.map((name) => name.text).toSorted()).toEqual(['巡逻车 1 号', '巡逻车 2 号'])
    const [one, two] = names.map(boxOf) as [Rect, Rect]
    expect(meet(one, two)).toBe(false)
    for (const box of [one, two])
      for (const other of [...boxes, ...communities.map(boxOf)]) expect(meet(box, other)).toBe(false)
  })

  it('who is under an order is named before a vehicle, and the one pointed at always', () => {
    const busy = { ...unit('王', 100, 100, { kind: 'person' }), busy: true }
    const vehicle = unit('车', 100, 100)
    const tight = new FreeSpace([boxAround(100, 40, 200, 45), boxAround(0, 100, 60, 40), boxAround(200, 100, 60, 40)])
    expect(placeUnitNames([vehicle, busy], asked, tight).map((name) => name.text)).toEqual(['王'])
    const nowhere = new FreeSpace([boxAround(100, 100, 400, 400)])
    expect(placeUnitNames([vehicle, busy], { ...asked, hoveredId: '车' }, nowhere).map((n) => n.text)).toEqual(['车'])
  })

  it('a person on standby is named from zoom 14.5 on', () => {
    const person = unit('李', 100, 100, { kind: 'person' })
    expect(placeUnitNames([person], asked, new FreeSpace())).toEqual([])
    expect(placeUnitNames([person], { ...asked, zoom: 14.5 }, new FreeSpace())).toHaveLength(1)
  })
})

describe('A12: the gaps of a place', () => {
  const ring = [
    [120, 30],
    [121, 30],
    [121, 31],
  ]
  const polygon = { type: 'Polygon', coordinates: [ring] }
  const place = {
    centres: { centres: [{ id: 'v1', name: '映荷社区', point: { lat: 30.4, lon: 120.3 } }] },
    communities: { features: [{ properties: { id: 'v1' }, geometry: polygon }] },
    grids: { features: [{ properties: { id: 'g1', name: '一格', centreId: 'v1' }, geometry: polygon }] },
  }
  it('are those of the rule, and each has its outline', () => {
    expect(gapsOf(place, [{ organisationId: 'g1', onDuty: false }]).map((gap) => gap.name)).toEqual(['映荷社区'])
    expect(gapsOf(place, [{ organisationId: 'g1', onDuty: true }])).toEqual([])
    expect(gapsOf(null, [])).toEqual([])
    expect([...outlinesOf(place).keys()]).toEqual(['v1', 'g1'])
  })
})

describe('D5: what the rota asks for and does not have', () => {
  const ring = [
    [120, 30],
    [121, 30],
    [121, 31],
  ]
  const place = {
    communities: { features: [{ properties: { id: 'v1' }, geometry: { type: 'Polygon', coordinates: [ring] } }] },
  }
  const gap = (organisationId: string, hasBegun = true) =>
    ({ organisationId, organisation: `${organisationId} 社区`, hasBegun }) as BoardGap
  it('is painted where its organisation has a place, once, and not where nobody is at all', () => {
    expect(shortagesOf(place, [gap('v1'), gap('v1'), gap('org-room')], [])).toEqual([{ id: 'v1', name: 'v1 社区' }])
    expect(shortagesOf(place, [gap('v1')], [{ id: 'v1', name: 'v1', kind: 'village' }])).toEqual([])
    expect(shortagesOf(place, [gap('v1', false)], [])).toEqual([])
    expect(shortagesOf(null, [gap('v1')], [])).toEqual([])
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
