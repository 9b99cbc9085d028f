import { describe, expect, it } from 'vitest'
import { boundsOf, centroidOf, interiorPoint, isInside, polygonAreaM2 } from './polygon.ts'
import type { Ring } from './polygon.ts'

const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
]

describe('polygon', () => {
  it('A7: a degree-sided box at Hangzhou has the area of the ellipsoid within 0.5 %', () => {
    // 96 063 m (at 30.431 N; the box is centred there) by 110 861 m
    expect(polygonAreaM2([box(120, 29.931, 121, 30.931)]) / 1e6).toBeGreaterThan(96.063 * 110.861 * 0.995)
    expect(polygonAreaM2([box(120, 29.931, 121, 30.931)]) / 1e6).toBeLessThan(96.063 * 110.861 * 1.005)
  })

  it('the whole earth is 510.066 million square kilometres', () => {
    const halves = polygonAreaM2([box(-180, -90, 0, 90)]) + polygonAreaM2([box(0, -90, 180, 90)])
    expect(halves / 1e12).toBeCloseTo(510.0656, 3)
  })

  it('a hole is taken off, whichever way its ring runs', () => {
    const whole = polygonAreaM2([box(120, 30, 120.1, 30.1)])
    const hole = box(120.02, 30.02, 120.04, 30.04)
    expect(polygonAreaM2([box(120, 30, 120.1, 30.1), hole])).toBeCloseTo(whole - polygonAreaM2([hole]), 3)
    expect(polygonAreaM2([box(120, 30, 120.1, 30.1), hole.toReversed()])).toBeCloseTo(whole - polygonAreaM2([hole]), 3)
  })

  it('inside is inside, a hole is not, and a shared edge belongs to exactly one neighbour', () => {
    const ring = [box(120, 30, 120.1, 30.1), box(120.02, 30.02, 120.04, 30.04)]
    expect(isInside(ring, { lon: 120.05, lat: 30.05 })).toBe(true)
    expect(isInside(ring, { lon: 120.03, lat: 30.03 })).toBe(false)
    expect(isInside(ring, { lon: 120.2, lat: 30.05 })).toBe(false)
    const [west, east] = [[box(120, 30, 120.1, 30.1)], [box(120.1, 30, 120.2, 30.1)]]
    const onEdge = { lon: 120.1, lat: 30.05 }
    expect(Number(isInside(west, onEdge)) + Number(isInside(east, onEdge))).toBe(1)
  })

  it('the box of nothing is nothing', () => {
    expect(boundsOf([])).toBeUndefined()
    expect(
      boundsOf([
        [120, 30],
        [121, 29],
      ]),
    ).toEqual({ west: 120, east: 121, south: 29, north: 30 })
  })

  it('a horseshoe has its centroid outside and its interior point inside', () => {
    const shoe: Ring = [
      [0, 0],
      [3, 0],
      [3, 3],
      [2, 3],
      [2, 1],
      [1, 1],
      [1, 3],
      [0, 3],
    ]
    expect(isInside([shoe], centroidOf([shoe]))).toBe(false)
    expect(isInside([shoe], interiorPoint([shoe]))).toBe(true)
  })
})
