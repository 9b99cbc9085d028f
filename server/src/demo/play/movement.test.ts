import { describe, expect, it } from 'vitest'
import { pathLengthM } from '@liandong/shared/geo/path.ts'
import { distanceM, toPosition } from '@liandong/shared/geo/point.ts'
import { loadPlace } from '../place/place.ts'
import { Movement } from './movement.ts'
import { createRandom } from './random.ts'
import { untilNextAlert } from './rhythm.ts'
import { findWay, openStreetNet } from '@liandong/shared/geo/street-net.ts'

const { gazetteer } = loadPlace()
const net = openStreetNet(gazetteer.roads)
const [a, b] = [gazetteer.compounds[3]!.point, gazetteer.compounds[120]!.point]

describe('the way by street', () => {
  it('begins and ends where asked, and is longer than the crow flies but not three times', () => {
    const random = createRandom(5)
    for (let i = 0; i < 40; i++) {
      const [from, to] = [random.pick(gazetteer.compounds).point, random.pick(gazetteer.compounds).point]
      const path = findWay(net, from, to)
      expect(path[0]).toEqual(toPosition(from))
      expect(path.at(-1)).toEqual(toPosition(to))
      const direct = distanceM(from, to)
      expect(pathLengthM(path)).toBeGreaterThanOrEqual(direct - 1)
      if (direct > 800) expect(pathLengthM(path) / direct).toBeLessThan(3)
    }
  })

  it('follows streets: no step is longer than a block where the way is long', () => {
    const path = findWay(net, a, b)
    expect(distanceM(a, b)).toBeGreaterThan(500)
    expect(path.length).toBeGreaterThan(10)
  })
})

describe('movement', () => {
  it('reaches its goal at its speed, a fix every two and a half seconds, and jumps nowhere', () => {
    const movement = new Movement(net, createRandom(1))
    movement.place('u', a)
    const length = pathLengthM(findWay(net, a, b))
    let now = 1_000_000
    let last = a
    let fixes = 0
    while (!movement.isAt('u', b) && now < 10_000_000) {
      const at = movement.travel('u', b, 8, now)
      if (at) {
        expect(distanceM(last, at)).toBeLessThan(8 * 3 + 1)
        last = at
        fixes += 1
      }
      now += 1_000
    }
    expect(movement.isAt('u', b)).toBe(true)
    const seconds = (now - 1_000_000) / 1_000
    expect(seconds).toBeGreaterThan((length - 60) / 8 - 5)
    expect(seconds).toBeLessThan(length / 8 + 15)
    expect(fixes).toBeGreaterThan(seconds / 4)
  })

  it('stands about within a few metres, with a fresh fix within 45 s', () => {
    const movement = new Movement(net, createRandom(2))
    movement.place('u', a)
    const fixes: number[] = []
    for (let now = 0; now < 400_000; now += 1_000) {
      const at = movement.linger('u', a, now)
      if (!at) continue
      expect(distanceM(at, a)).toBeLessThan(25)
      fixes.push(now)
    }
    const gaps = fixes.slice(1).map((at, i) => at - fixes[i]!)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(46_000)
    expect(fixes.length).toBeGreaterThan(7)
  })
})

describe('the rhythm', () => {
  it('raises 4 to 6 alerts in the first minute, then one every 60–150 s', () => {
    for (let seed = 0; seed < 50; seed++) {
      const random = createRandom(seed)
      let at = 0
      let inFirstMinute = 0
      for (let raised = 0; raised < 8; raised++) {
        const wait = untilNextAlert(raised, raised, random)
        if (raised === 0) expect(wait).toBe(5_000)
        if (raised >= 5) expect(wait).toBeGreaterThanOrEqual(60_000)
        at += wait
        if (at <= 62_000) inFirstMinute += 1
      }
      expect(inFirstMinute).toBeGreaterThanOrEqual(4)
      expect(inFirstMinute).toBeLessThanOrEqual(6)
    }
  })

  it('has no burst on a board that is filled already', () => {
    expect(untilNextAlert(2, 10, createRandom(1))).toBeGreaterThanOrEqual(60_000)
  })
})
