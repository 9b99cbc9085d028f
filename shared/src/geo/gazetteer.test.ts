import { describe, expect, it } from 'vitest'
import { describePlace, locate, openGazetteer } from './gazetteer.ts'
import { distanceM } from './point.ts'
import type { Ring } from './polygon.ts'

/** A town of two kilometres: two communities side by side, two roads that cross in the middle. */
const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
]
const town = openGazetteer(
  {
    origin: [120, 30],
    step: 1e-5,
    numberEveryM: 5,
    around: ['杭州市', '东湖街道'],
    elsewhere: ['南苑街道', '余杭区'],
    roads: [
      { name: '东湖北路', kind: 'arterial', aliases: ['东湖路'], paths: [[1000, 0, 0, 2000]] },
      { name: '振兴东路', kind: 'arterial', aliases: ['振兴路'], paths: [[0, 1000, 2000, 0]] },
      { name: '东湖', kind: 'lane', aliases: [], paths: [[0, 100, 100, 0]] },
    ],
    compounds: [
      {
        id: 'c1',
        name: '映荷苑',
        kind: 'estate',
        aliases: ['映荷院'],
        gridId: 'g1',
        at: [500, 500],
        houses: [400, 400, 100, 0, 100, 0],
      },
      { id: 'c2', name: '沈家埭', kind: 'hamlet', aliases: [], gridId: 'g2', at: [1500, 1500], houses: [1500, 1500] },
      { id: 'c3', name: '映荷苑二期', kind: 'estate', aliases: [], gridId: 'g2', at: [1600, 500], houses: [] },
    ],
    landmarks: [{ id: 'l1', name: '东湖派出所', kind: 'police', aliases: ['派出所'], gridId: 'g2', at: [1800, 300] }],
  },
  {
    boundary: [box(120, 30, 120.02, 30.02)],
    communities: [
      { id: 'v1', name: '映荷社区', rings: [box(120, 30, 120.01, 30.02)], point: { lat: 30.008, lon: 120.005 } },
      { id: 'v2', name: '红丰社区', rings: [box(120.01, 30, 120.02, 30.02)], point: { lat: 30.008, lon: 120.015 } },
    ],
    grids: [
      { id: 'g1', name: '映荷第一网格', centreId: 'v1', rings: [box(120, 30, 120.01, 30.02)] },
      { id: 'g2', name: '红丰第一网格', centreId: 'v2', rings: [box(120.01, 30, 120.02, 30.02)] },
    ],
  },
)

describe('locate', () => {
  it.each([
    ['映荷苑3幢2单元501', 120.006, 30.004, 'v1', 0.95],
    ['杭州市东湖街道映荷院 三 栋', 120.006, 30.004, 'v1', 0.95],
    ['映荷苑 1-2-301', 120.004, 30.004, 'v1', 0.95],
    ['沈家埭1号', 120.015, 30.015, 'v2', 0.95],
    ['映荷苑二期', 120.016, 30.005, 'v2', 0.8],
    ['映荷苑88幢', 120.005, 30.005, 'v1', 0.7],
    ['映荷社区2幢', 120.005, 30.004, 'v1', 0.6],
    ['东湖北路与振兴东路交叉口', 120.01, 30.01, 'v2', 0.85],
    ['振兴路东湖路', 120.01, 30.01, 'v2', 0.85],
    ['东湖派出所', 120.018, 30.003, 'v2', 0.85],
    ['映荷社区', 120.005, 30.008, 'v1', 0.45],
    ['东湖派出所对面', 120.018, 30.003, 'v2', 0.77],
  ])('%s is found', (address, lon, lat, centreId, confidence) => {
    const found = locate(town, { address })
    expect(found.area).toBe('inside')
    expect(distanceM(found.point ?? { lat: 0, lon: 0 }, { lat, lon })).toBeLessThan(2)
    expect(found.centreId).toBe(centreId)
    expect(found.confidence).toBeCloseTo(confidence, 2)
  })

  it('a house number lies so far along its road, odd left and even right', () => {
    const odd = locate(town, { address: '东湖北路101号' })
    const even = locate(town, { address: '东湖北路 102 号' })
    expect(distanceM(odd.point ?? { lat: 0, lon: 0 }, { lat: 30, lon: 120.01 })).toBeCloseTo(505, -1)
    expect(odd.point?.lon).toBeLessThan(120.01)
    expect(even.point?.lon).toBeGreaterThan(120.01)
    expect(odd).toMatchObject({ matched: ['东湖北路', '101号'], confidence: 0.85, centreId: 'v1' })
  })

  it('the longest name wins: 东湖派出所 is not the lane 东湖', () => {
    expect(locate(town, { address: '东湖派出所' }).matched).toEqual(['东湖派出所'])
  })

  it('a road alone is a search, a road in a community a shorter one', () => {
    const alone = locate(town, { address: '振兴东路' })
    const within = locate(town, { address: '映荷社区振兴东路' })
    expect(alone.confidence).toBe(0.3)
    expect(within).toMatchObject({ confidence: 0.5, centreId: 'v1' })
  })

  it('a compound that lies in another community than the one written is believed less', () => {
    expect(locate(town, { address: '红丰社区映荷苑3幢' }).confidence).toBeLessThan(0.7)
  })

  it('A7: a point beyond the boundary is outside whatever the text says, and is handed back', () => {
    const point = { lat: 30.5, lon: 120.5 }
    expect(locate(town, { address: '映荷苑3幢', point })).toMatchObject({ area: 'outside', point })
  })

  it('A7: an address in another subdistrict is outside, unless ours is named too', () => {
    expect(locate(town, { address: '南苑街道某小区3幢' })).toMatchObject({ area: 'outside', matched: ['南苑街道'] })
    expect(locate(town, { address: '余杭区东湖街道映荷苑3幢' }).area).toBe('inside')
  })

  it('where somebody in a story comes from is not where the alert is', () => {
    expect(locate(town, { narrative: '一个余杭区的老板在映荷苑3幢门口闹事' })).toMatchObject({
      area: 'inside',
      matched: ['映荷苑', '3幢'],
    })
    expect(locate(town, { narrative: '我刚从派出所出来' })).toEqual({ area: 'unknown', confidence: 0, matched: [] })
  })

  it('a point decides over text; a text far off lowers the trust', () => {
    const near = locate(town, { address: '映荷苑3幢', point: { lat: 30.0041, lon: 120.0061 } })
    const far = locate(town, { address: '映荷苑3幢', point: { lat: 30.019, lon: 120.019 } })
    expect(near).toMatchObject({ point: { lat: 30.0041, lon: 120.0061 }, gridId: 'g1', confidence: 0.95 })
    expect(far).toMatchObject({ gridId: 'g2' })
    expect(far.confidence).toBeLessThan(near.confidence)
  })

  it('an impossible point counts as none', () => {
    expect(locate(town, { address: '映荷苑3幢', point: { lat: 0, lon: 0 } })).toMatchObject({
      centreId: 'v1',
      matched: ['映荷苑', '3幢'],
    })
  })

  it('a short name that goes on is another name', () => {
    expect(locate(town, { address: '红丰' })).toMatchObject({ centreId: 'v2', matched: ['红丰社区'] })
    expect(locate(town, { address: '红丰街道88号' }).area).toBe('unknown')
    expect(locate(town, { address: '余杭路88号' }).area).toBe('unknown')
  })

  it.each([undefined, '', '   ', '不知道在哪里', '🚨'])('%s is unknown, not a guess', (address) => {
    expect(locate(town, { address })).toEqual({ area: 'unknown', confidence: 0, matched: [] })
  })

  it('ten thousand characters do no harm', () => {
    expect(locate(town, { address: `${'东湖北'.repeat(5_000)}映荷苑3幢` }).matched).toEqual(['映荷苑', '3幢'])
  })
})

describe('describePlace', () => {
  it.each([
    [{ address: '杭州市东湖街道映荷苑3幢2单元501室' }, '映荷苑 3 幢'],
    [{ address: '沈家埭1号' }, '沈家埭 1 号'],
    [{ address: '东湖北路120号后门' }, '东湖北路 120 号'],
    [{ address: '东湖北路振兴东路' }, '东湖北路振兴东路路口'],
    [{ address: '映荷社区2幢' }, '映荷社区 2 幢'],
    [{ address: '某某大厦12楼1203室' }, '某某大厦'],
    [{ narrative: '映荷苑3幢2单元有人吵架' }, '映荷苑 3 幢'],
    [{ point: { lat: 30.0051, lon: 120.0051 } }, '映荷苑附近'],
    [{ point: { lat: 30.019, lon: 120.001 } }, '映荷第一网格'],
    [{ point: { lat: 31, lon: 121 } }, '辖区外'],
    [{}, ''],
  ])('%o is %s', (known, text) => expect(describePlace(town, known)).toBe(text))

  it('never shows a unit, a room or a telephone number', () => {
    for (const address of [
      '映荷苑3幢2单元501室',
      '无名小区3幢2单元501室 13800001234',
      '映荷苑3-2-501',
      '无名路 501室',
    ]) {
      expect(describePlace(town, { address })).not.toMatch(/单元|室|501|138/)
    }
  })
})
