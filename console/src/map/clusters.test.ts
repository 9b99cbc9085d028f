import { describe, expect, it } from 'vitest'
import { PinClusters, REBUILD_MS, type Grouped } from './clusters.ts'
import type { Pin } from './pin.ts'

const pin = (id: string, lat: number, lon: number, severity: Pin['severity'] = 3): Pin => ({
  id,
  lat,
  lon,
  severity,
  waiting: true,
  exercise: false,
  version: 1,
})
const WORLD: [number, number, number, number] = [120, 30, 121, 31]
const mapOf = (pins: Pin[]) => new Map(pins.map((p) => [p.id, p]))
const total = (groups: Grouped[]): number => groups.reduce((sum, g) => sum + ('pin' in g ? 1 : g.count), 0)
const many = (n: number) =>
  Array.from({ length: n }, (_, i) => pin(`p${i}`, 30.4 + (i % 100) / 2_000, 120.25 + Math.floor(i / 100) / 2_000))

describe('pins on the map', () => {
  it('few and far apart stand alone; near ones are counted together with the worst severity kept', () => {
    const clusters = new PinClusters()
    clusters.set(mapOf([pin('a', 30.4, 120.3, 1), pin('b', 30.4001, 120.3001, 4), pin('c', 30.48, 120.25)]))
    const far = clusters.in(WORLD, 12, 0)
    expect(far).toHaveLength(2)
    const group = far.find((g) => !('pin' in g))
    expect(group).toMatchObject({ count: 2, tally: { s1: 1, s4: 1 } })
    expect(clusters.in(WORLD, 17, 0)).toHaveLength(3)
  })

  it('a new pin among many is there in the next frame, before the groups are built again', () => {
    const clusters = new PinClusters()
    const pins = many(5_000)
    clusters.set(mapOf(pins))
    expect(total(clusters.in(WORLD, 12, 0))).toBe(5_000)
    clusters.set(mapOf([...pins, pin('new', 30.43, 120.31, 1)]))
    const soon = clusters.in(WORLD, 12, 10)
    expect(soon.some((g) => 'pin' in g && g.pin.id === 'new')).toBe(true)
    expect(clusters.settlesInMs(10)).toBe(REBUILD_MS - 10)
    expect(total(clusters.in(WORLD, 12, REBUILD_MS))).toBe(5_001)
    expect(clusters.settlesInMs(REBUILD_MS)).toBeNull()
  })

  it('a pin that went is not drawn from the old groups', () => {
    const clusters = new PinClusters()
    const pins = many(1_000)
    clusters.set(mapOf(pins))
    clusters.in(WORLD, 17, 0)
    clusters.set(mapOf(pins.slice(1)))
    expect(clusters.in(WORLD, 18, 5).some((g) => 'pin' in g && g.pin.id === 'p0')).toBe(false)
  })
})
