import { describe, expect, it } from 'vitest'
import { pathLengthM } from './path.ts'
import { distanceM, offsetM, toPosition, type GeoPoint } from './point.ts'
import { findWay, openStreetNet } from './street-net.ts'
import { openWays } from './ways.ts'

const CORNER = { lat: 30.43, lon: 120.3 }
const at = (east: number, north: number): GeoPoint => offsetM(CORNER, east, north)
const street = (...points: [number, number][]) => [points.map(([east, north]) => toPosition(at(east, north)))]
/** A block of 1 km with a canal in its middle: who is across it goes round. */
const roads = [
  street([0, 0], [1_000, 0]),
  street([1_000, 0], [1_000, 1_000]),
  street([1_000, 1_000], [0, 1_000]),
  street([0, 1_000], [0, 600]),
].map((paths) => ({ paths }))
/** So many streets each way, 200 m apart. */
const grid = (streets: number) =>
  Array.from({ length: streets }, (_, i) => [
    street([0, i * 200], [(streets - 1) * 200, i * 200]),
    street([i * 200, 0], [i * 200, (streets - 1) * 200]),
  ])
    .flat()
    .map((paths) => ({ paths })) as unknown as Parameters<typeof openStreetNet>[0]
const net = openStreetNet(roads as unknown as Parameters<typeof openStreetNet>[0])

describe('the way by street', () => {
  const waysTo = openWays(net)
  it('goes round where no street goes across', () => {
    const metres = waysTo(at(0, 600))(at(0, 0))
    expect(metres).toBeGreaterThan(3_300)
    expect(metres).toBeLessThan(3_500)
  })

  it('is as long as the way that is walked, from everywhere, and never shorter than the straight line', () => {
    const goal = at(1_000, 700)
    const ways = waysTo(goal)
    for (const from of [at(100, 0), at(900, 0), at(1_000, 40), at(500, 1_000), at(0, 800)]) {
      const metres = ways(from) as number
      expect(Math.abs(metres - pathLengthM(findWay(net, from, goal)))).toBeLessThan(45)
      expect(metres).toBeGreaterThanOrEqual(distanceM(from, goal))
    }
  })

  it('says nothing of who is far from any street', () => {
    expect(waysTo(at(0, 0))(at(-5_000, 0))).toBeUndefined()
    expect(waysTo(at(-5_000, 0))(at(0, 0))).toBeUndefined()
  })

  it('tells the nearest corner wherever one stands, also between the squares of its index', () => {
    const block = openWays(openStreetNet(grid(4)))
    // along a street and beside it, the way to its own end is what is walked along it
    for (let east = 0; east <= 600; east += 7)
      expect(Math.abs((block(at(600, 0))(at(east, 5)) as number) - (600 - east))).toBeLessThan(45)
  })

  it('D8: measures five hundred units for a new place in a few milliseconds (a generous limit for a busy machine)', () => {
    const town = openWays(openStreetNet(grid(31)))
    const units = Array.from({ length: 500 }, (_, i) => at((i * 37) % 6_000, (i * 211) % 6_000))
    const took = Array.from({ length: 9 }, (_, round) => {
      const ways = town(at(3_000 + round * 40, 3_000))
      const from = performance.now()
      expect(units.every((unit) => ways(unit) !== undefined)).toBe(true)
      return performance.now() - from
    }).toSorted((a, b) => a - b)
    expect(took[4]).toBeLessThan(50)
  })
})
