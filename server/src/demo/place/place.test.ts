import { existsSync, readFileSync, statSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { decodeLine } from '@liandong/shared/geo/basemap.ts'
import { describePlace, gridAt, locate } from '@liandong/shared/geo/gazetteer.ts'
import { nearestOnPath } from '@liandong/shared/geo/path.ts'
import { centroidOf, isInside, polygonAreaM2 } from '@liandong/shared/geo/polygon.ts'
import type { PolygonRings } from '@liandong/shared/geo/polygon.ts'
import { toPoint, toPosition } from '@liandong/shared/geo/point.ts'
import type { Position } from '@liandong/shared/geo/point.ts'
import { toWgs84 } from '../../sources/to-wgs84.ts'
import { drawPlace } from '../../../../scripts/place/place-files.ts'
import { loadPlace, PLACE_FILES, placeFile } from './place.ts'

const place = loadPlace()
const { gazetteer } = place

/** Points spread evenly over the box of the boundary, on and off the subdistrict. */
const probes = Array.from({ length: 1_600 }, (_, k) => ({
  lat: gazetteer.bounds.south + ((k % 40) + 0.31) * ((gazetteer.bounds.north - gazetteer.bounds.south) / 40),
  lon: gazetteer.bounds.west + (Math.floor(k / 40) + 0.57) * ((gazetteer.bounds.east - gazetteer.bounds.west) / 40),
}))

describe('the demo place', () => {
  it('A7: the boundary holds 76 ± 1 km² and the place the issue names', () => {
    expect(Math.abs(polygonAreaM2(place.boundary) / 1e6 - 76)).toBeLessThanOrEqual(1)
    expect(isInside(place.boundary, { lat: 30.431, lon: 120.308 })).toBe(true)
    expect(place.boundary).toHaveLength(1)
  })

  it('A7: the boundary lies within 临平区', (context) => {
    const file = new URL('../../../../../shared/data/linping-330113.gcj02.geojson', import.meta.url)
    if (!existsSync(file)) return context.skip('the boundary of 临平区 (../shared/data) is not on this machine')
    const district = JSON.parse(readFileSync(file, 'utf8')) as {
      features: { geometry: { coordinates: [number, number][][][] } }[]
    }
    const polygons = (district.features[0]?.geometry.coordinates ?? []).map((rings) =>
      rings.map((ring) => ring.map((position) => toPosition(toWgs84(toPoint(position), 'gcj02')))),
    )
    for (const position of place.boundary[0] ?? [])
      expect(polygons.some((rings) => isInside(rings, toPoint(position)))).toBe(true)
  })

  it('says 示意 wherever it may be shown', () => {
    expect(place.label.zh).toContain('示意')
    expect(place.label.en).toContain('invented')
    for (const name of PLACE_FILES) expect(readFileSync(placeFile(name), 'utf8').slice(0, 400)).toContain('示意')
  })

  it('A6: 38 centres, each inside its own community, with a telephone and a stated micro-court', () => {
    expect(place.centres).toHaveLength(38)
    expect(new Set(place.centres.map((centre) => centre.phone)).size).toBe(38)
    for (const centre of place.centres) {
      expect(isInside(centre.rings, centre.point), centre.name).toBe(true)
      expect(centre.phone).toMatch(/^0571-8600 01\d\d$/)
      expect(typeof centre.hasMicroCourt).toBe('boolean')
    }
    expect(place.centres.map((centre) => centre.name)).toEqual(
      expect.arrayContaining(['映荷社区', '庙东社区', '桂芳桥社区', '红湖社区', '新颜社区']),
    )
  })

  it('A8: 310 000 people live there', () => {
    expect(place.centres.reduce((sum, centre) => sum + centre.population, 0)).toBe(310_000)
  })

  const parts: [string, readonly { rings: PolygonRings }[]][] = [
    ['communities', place.centres],
    ['grids', place.grids],
  ]
  it.each(parts)('%s cover the subdistrict without gap or overlap', (_name, areas) => {
    const total = areas.reduce((sum, area) => sum + polygonAreaM2(area.rings), 0)
    // rounding to a decimetre moves the shared corners alike, so only the last figures may differ
    expect(Math.abs(total - polygonAreaM2(place.boundary))).toBeLessThan(100)
    for (const probe of probes) {
      expect(areas.filter((area) => isInside(area.rings, probe))).toHaveLength(isInside(place.boundary, probe) ? 1 : 0)
    }
  })

  it('each community has three to six grids that lie within it', () => {
    expect(new Set(place.grids.map((grid) => grid.id)).size).toBe(place.grids.length)
    for (const centre of place.centres) {
      const own = place.grids.filter((grid) => grid.centreId === centre.id)
      expect(own.map((grid) => grid.id)).toEqual(centre.gridIds)
      expect(own.length).toBeGreaterThanOrEqual(3)
      expect(own.length).toBeLessThanOrEqual(6)
      const sum = own.reduce((area, grid) => area + polygonAreaM2(grid.rings), 0)
      expect(Math.abs(sum - polygonAreaM2(centre.rings))).toBeLessThan(20)
      for (const grid of own) expect(gridAt(gazetteer, centroidOf(grid.rings)) === undefined).toBe(false)
    }
  })

  it('has the streets the issue names', () => {
    const names = gazetteer.roads.map((road) => road.name)
    expect(names).toEqual(
      expect.arrayContaining([
        '东湖北路',
        '振兴东路',
        '兴国路',
        '红丰路',
        '宏达路',
        '北沙东路',
        '兴元路',
        '超峰东路',
        '五洲路',
        '天荷路',
      ]),
    )
    expect(new Set(names).size).toBe(names.length)
  })

  it('has about 180 compounds of 5 to 40 houses, each found by name, alias and house number', () => {
    expect(gazetteer.compounds.length).toBeGreaterThanOrEqual(160)
    expect(gazetteer.compounds.length).toBeLessThanOrEqual(200)
    for (const compound of gazetteer.compounds) {
      expect(compound.houses.length).toBeGreaterThanOrEqual(5)
      expect(compound.houses.length).toBeLessThanOrEqual(40)
      const unit = compound.kind === 'hamlet' ? '号' : '幢'
      for (const name of [compound.name, ...compound.aliases]) {
        const found = locate(gazetteer, { address: `东湖街道${name}5${unit}2单元301` })
        expect(found, name).toMatchObject({
          area: 'inside',
          gridId: compound.gridId,
          matched: [compound.name, `5${unit}`],
        })
      }
      expect(describePlace(gazetteer, { address: `${compound.name}5${unit}2单元301室` })).toBe(
        `${compound.name} 5 ${unit}`,
      )
    }
  })

  it('every landmark and every address written in it is found where it stands', () => {
    for (const landmark of gazetteer.landmarks) {
      expect(locate(gazetteer, { address: landmark.name }), landmark.name).toMatchObject({
        area: 'inside',
        gridId: landmark.gridId,
      })
    }
    for (const { name, address, point } of [...gazetteer.compounds, ...gazetteer.landmarks]) {
      if (address === undefined) continue
      const found = locate(gazetteer, { address })
      expect(found.confidence, `${name} ${address}`).toBeGreaterThanOrEqual(0.8)
      const metres = Math.hypot(
        ((found.point?.lon ?? 0) - point.lon) * 96_000,
        ((found.point?.lat ?? 0) - point.lat) * 110_900,
      )
      expect(metres, `${name} ${address}`).toBeLessThan(520)
    }
  })

  it('no house stands in a named street or outside the boundary', () => {
    const streets = place.basemap.features.filter(
      (feature) => feature.layer === 'road' && feature.name !== undefined && feature.kind !== 'expressway',
    )
    const lines = streets.flatMap((street) =>
      street.coords.map((steps) => ({
        name: street.name,
        halfM: (street.widthM ?? 0) / 2,
        line: decodeLine(place.basemap, steps),
      })),
    )
    const houses = place.basemap.features
      .filter((feature) => feature.layer === 'building')
      .flatMap((feature) => feature.coords.map((steps) => decodeLine(place.basemap, steps)))
    expect(houses.length).toBeGreaterThan(3_000)
    // every seventh: enough to catch a rule broken, quick enough for each run
    for (const house of houses.filter((_, k) => k % 7 === 0)) {
      const corner = toPoint(house[0] as Position)
      expect(isInside(place.boundary, corner)).toBe(true)
      for (const { name, halfM, line } of lines) {
        const near = line.some(([lon, lat]) => Math.abs(lon - corner.lon) < 0.002 && Math.abs(lat - corner.lat) < 0.002)
        if (near) expect(nearestOnPath(line, corner)?.distanceM, name).toBeGreaterThan(halfM)
      }
    }
  })

  it('is listed in drawing order: the hill on its park, the islands on the lake, streets over water, labels last', () => {
    const first = (layer: string, kind?: string): number =>
      place.basemap.features.findIndex(
        (feature) => feature.layer === layer && (kind === undefined || feature.kind === kind),
      )
    const last = (layer: string): number => place.basemap.features.findLastIndex((feature) => feature.layer === layer)
    expect(first('relief')).toBeGreaterThan(first('park', 'hill'))
    expect(first('park', 'island')).toBeGreaterThan(last('water'))
    expect(first('road')).toBeGreaterThan(last('canal'))
    expect(first('label')).toBeGreaterThan(last('building'))
  })

  it('is what the script draws, byte for byte, and small enough to ship', () => {
    for (const [name, content] of Object.entries(drawPlace()))
      expect(
        readFileSync(placeFile(name as (typeof PLACE_FILES)[number]), 'utf8') === `${content}\n`,
        `${name}: run npm run place`,
      ).toBe(true)
    const sizes = PLACE_FILES.map((name) => statSync(placeFile(name)).size)
    const packed = PLACE_FILES.map((name) => gzipSync(readFileSync(placeFile(name))).length)
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(1_500_000)
    expect(packed.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(400_000)
  })
})
