import { describe, expect, it } from 'vitest'
import { perTenThousand, populationOf } from './rate.ts'

describe('A8: rates per ten thousand people', () => {
  it('4,656 alerts among 310,000 people are 150.2', () => expect(perTenThousand(4_656, 310_000)).toBe(150.2))

  it('a year is reckoned with its own figure, or the last before it, never with a later one', () => {
    const known = [
      { year: 2021, people: 310_000 },
      { year: 2024, people: 330_000 },
    ]
    expect([2020, 2021, 2023, 2024, 2030].map((year) => populationOf(known, year)?.people)).toEqual([
      undefined,
      310_000,
      310_000,
      330_000,
      330_000,
    ])
  })
})
