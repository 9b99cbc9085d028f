import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Search, type Lanes } from './search.ts'

const CORNERS = 12
type Lane = [from: number, to: number, metres: number]
const corner = fc.nat({ max: CORNERS - 1 })
const lanes = fc.array(fc.tuple(corner, corner, fc.nat({ max: 50 })), { maxLength: 40 })

function lay(all: readonly Lane[]): Lanes {
  const sorted = all.toSorted(([a], [b]) => a - b)
  const first = Int32Array.from({ length: CORNERS + 1 }, (_, n) => sorted.filter(([from]) => from < n).length)
  return {
    first,
    to: Int32Array.from(sorted, ([, to]) => to),
    metres: Float64Array.from(sorted, ([, , metres]) => metres),
  }
}

/** The slow way that cannot be wrong: every lane again and again, until nothing gets shorter. */
function bySlowWay(all: readonly Lane[], start: number): number[] {
  const metres = Array.from({ length: CORNERS }, (_, n) => (n === start ? 0 : Number.POSITIVE_INFINITY))
  for (let round = 0; round < CORNERS; round++)
    for (const [from, to, far] of all) metres[to] = Math.min(metres[to] as number, (metres[from] as number) + far)
  return metres
}

describe('the search for the shortest way', () => {
  it('finds what the slow way finds, in whatever order it is asked', () => {
    fc.assert(
      fc.property(lanes, corner, fc.array(corner, { minLength: 1 }), (all, start, asked) => {
        const search = new Search(lay(all), start)
        const right = bySlowWay(all, start)
        for (const goal of asked) expect(search.metresTo(goal) ?? Number.POSITIVE_INFINITY).toBe(right[goal])
      }),
    )
  })

  it('walks a way that is as long as it says', () => {
    fc.assert(
      fc.property(lanes, corner, corner, (all, start, goal) => {
        const search = new Search(lay(all), start)
        const metres = search.metresTo(goal)
        fc.pre(metres !== undefined)
        const path = search.pathTo(goal)
        const legs = path.slice(1).map((to, i) => {
          const between = all.filter(([a, b]) => a === path[i] && b === to).map(([, , far]) => far)
          return Math.min(...between)
        })
        expect([path[0], path.at(-1)]).toEqual([start, goal])
        expect(legs.reduce((sum, leg) => sum + leg, 0)).toBe(metres)
      }),
    )
  })
})
