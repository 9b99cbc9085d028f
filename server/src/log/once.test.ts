import { describe, expect, it } from 'vitest'
import { Once } from './once.ts'

describe('once in a span', () => {
  it('lets a key through once and tells afterwards how often it came', () => {
    const once = new Once(1_000)
    expect([0, 1, 999, 1_000, 1_001].map((at) => once.take('a', at))).toEqual([0, undefined, undefined, 2, undefined])
    expect(once.take('b', 5)).toBe(0)
  })

  it('is not held by a clock that was set back', () => {
    const once = new Once(1_000)
    expect([once.take('a', 5_000), once.take('a', 10)]).toEqual([0, 0])
  })

  it('remembers no more keys than it may, and forgets one that is released', () => {
    const once = new Once(1_000, 2)
    expect(['a', 'b', 'c', 'a'].map((key) => once.take(key, 0))).toEqual([0, 0, 0, 0])
    once.release('a')
    expect(once.take('a', 0)).toBe(0)
  })
})
