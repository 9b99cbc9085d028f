import { describe, expect, it } from 'vitest'
import { isInside } from '@liandong/shared/geo/polygon.ts'
import { loadPlace } from '../demo/place/place.ts'
import { readAlert } from '../sources/read-alert.ts'
import { readArguments } from './arguments.ts'
import type { RecordedCall } from './formats/format.ts'
import { inOrder } from './in-order.ts'
import { boxInside, boxOf, mover } from './move-positions.ts'
import { openPace, Sender } from './sender.ts'
import { percentile, Tally } from './tally.ts'
import { toAlert } from './to-alert.ts'

const { gazetteer } = loadPlace()
const target = boxInside(gazetteer.boundary, gazetteer.bounds)

describe('positions', () => {
  const town = Array.from({ length: 2_000 }, (_, i) => ({
    lat: 44.9 + (i % 40) * 0.004,
    lon: -93.3 + Math.floor(i / 40) * 0.004,
  }))

  it('of a town come to lie inside the boundary', () => {
    const move = mover(boxOf(town), target)
    for (const point of town) expect(isInside(gazetteer.boundary, move(point))).toBe(true)
  })

  it('a position on another continent does not shrink the town', () => {
    const box = boxOf([...town, { lat: -33, lon: 151 }, { lat: 0, lon: 0 }])!
    expect(box.south).toBeGreaterThan(44.8)
    expect(box.west).toBeLessThan(-93.2)
    expect(box.east - box.west).toBeLessThan(0.3)
  })

  it('what is no place on earth is left for the intake to name, and a log without any position moves nothing', () => {
    expect(mover(boxOf(town), target)({ lat: 0, lon: 0 })).toEqual({ lat: 0, lon: 0 })
    expect(mover(boxOf(town), target)({ lat: 91, lon: 0 })).toEqual({ lat: 91, lon: 0 })
    expect(mover(boxOf([]), target)({ lat: 1, lon: 2 })).toEqual({ lat: 1, lon: 2 })
  })

  it('the box fills a good part of the subdistrict', () => {
    const share =
      ((target.north - target.south) * (target.east - target.west)) /
      ((gazetteer.bounds.north - gazetteer.bounds.south) * (gazetteer.bounds.east - gazetteer.bounds.west))
    expect(share).toBeGreaterThan(0.3)
  })
})

const call = (part: Partial<RecordedCall> = {}): RecordedCall => ({
  externalNo: 'X1',
  narrative: 'Music-Loud (P)',
  enteredAt: 100_000,
  reportedAt: 40_000,
  address: null,
  position: null,
  sourceCategory: null,
  severity: null,
  ...part,
})
const stay = <T>(point: T) => point
const now = Date.parse('2026-11-24T01:00:00Z')

describe('an alert of a replay', () => {
  it('was reported as long before now as it was before its entry', () => {
    expect(toAlert(call(), stay, now, '')).toEqual({
      externalNo: 'X1',
      narrative: 'Music-Loud (P)',
      reportedAt: '2026-11-24T00:59:00.000Z',
    })
    expect(toAlert(call(), stay, now, 'second-').externalNo).toBe('second-X1')
  })

  it('carries the dirt of the log: the intake warns and accepts', () => {
    const alert = toAlert(call({ reportedAt: 100_000 + 3_600_000, position: { lat: 0, lon: 0 } }), stay, now, '')
    const read = readAlert(alert, now)
    expect('warnings' in read && read.warnings.map((w) => w.code).toSorted()).toEqual([
      'impossiblePosition',
      'impossibleTime',
    ])
  })
})

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

async function* from<T>(items: readonly T[]) {
  yield* items
}

describe('order', () => {
  it('a log that is out of order comes in order, whole', async () => {
    const times = Array.from({ length: 500 }, (_, i) => i + ((i * 37) % 11) - 5)
    const sorted = await collect(inOrder(from(times), (t) => t, 40))
    expect(sorted.map(({ item }) => item)).toEqual(times.toSorted((a, b) => a - b))
  })

  it('what has no time follows the one before it in the log', async () => {
    const sorted = await collect(inOrder(from([3, null, 1, null]), (t) => t, 40))
    expect(sorted.map(({ item, at }) => [item, at])).toEqual([
      [1, 1],
      [null, 1],
      [3, 3],
      [null, 3],
    ])
  })

  it('posts of one number never overtake each other, others do, and no more than the limit are under way', async () => {
    const log: string[] = []
    let underWay = 0
    let most = 0
    const sender = new Sender(async ({ key, id }: { key: string; id?: string }) => {
      most = Math.max(most, ++underWay)
      await new Promise((resolve) => setTimeout(resolve, id === 'a1' ? 30 : 2))
      underWay -= 1
      log.push(id ?? key)
    }, 3)
    for (const id of ['a1', 'a2', 'b1', 'c1', 'd1']) await sender.offer({ key: id.slice(0, 1), id })
    await sender.finish()
    expect(log.indexOf('a1')).toBeLessThan(log.indexOf('a2'))
    expect(log.indexOf('b1')).toBeLessThan(log.indexOf('a1'))
    expect(log).toHaveLength(5)
    expect(most).toBeLessThanOrEqual(3)
  })

  it('gaps are kept, divided by the speed; a call that is late goes at once', async () => {
    const pace = openPace(1_000, () => performance.now())
    const start = performance.now()
    await pace(50_000)
    await pace(110_000)
    expect(performance.now() - start).toBeGreaterThan(55)
    await pace(20_000)
    expect(performance.now() - start).toBeLessThan(500)
  })
})

describe('the tally', () => {
  it('a repeated post whose first try was kept counts as accepted, a number sent before as duplicate', () => {
    const tally = new Tally()
    tally.note({ outcome: 'duplicate', alertId: '1', warnings: [], tries: 2 }, true)
    tally.note({ outcome: 'duplicate', alertId: '1', warnings: [], tries: 1 }, true)
    tally.note({ outcome: 'duplicate', alertId: '1', warnings: [{ code: 'long' }], tries: 2 }, false)
    tally.note({ outcome: 'refused', code: 'notAnAlert', tries: 1 }, true)
    expect(tally).toMatchObject({ sent: 4, accepted: 1, duplicate: 2, refused: 1, lost: 0, retries: 2 })
    expect(tally.refusedBy.get('notAnAlert')).toBe(1)
    expect(tally.warnings.get('long')).toBe(1)
  })

  it('percentiles are values that were measured', () => {
    expect(percentile([5, 1, 3, 2, 4], 0.5)).toBe(3)
    expect(percentile([1], 0.99)).toBe(1)
    expect(percentile([], 0.5)).toBeNull()
  })
})

describe('the command line', () => {
  it('has the defaults of the contract', () => {
    expect(readArguments(['log.csv'])).toEqual({
      file: 'log.csv',
      speed: 60,
      source: 'platform-110',
      prefix: '',
      json: false,
    })
    expect(readArguments(['log.csv', '--speed', 'max', '--run', 'b']).speed).toBe(Number.POSITIVE_INFINITY)
  })

  it('says what is wrong', () => {
    expect(() => readArguments([])).toThrow('Name one file')
    expect(() => readArguments(['a', '--speed', '0'])).toThrow('--speed must be a number above 0')
    expect(() => readArguments(['a', '--sped', '2'])).toThrow('--sped')
  })
})
