import { buildBlocks } from './blocks.ts'
import type { Block } from './blocks.ts'
import { boundaryInPlan } from './boundary.ts'
import { buildCompounds } from './compounds.ts'
import type { Compound } from './compounds.ts'
import { divide, neighboursOf } from './districts.ts'
import { distance } from './frame.ts'
import type { Xy } from './frame.ts'
import { townness } from './landscape.ts'
import { buildLattice, TOWN_CORE } from './lattice.ts'
import type { Lattice } from './lattice.ts'
import { INVENTED_COMMUNITIES, TOWN_COMMUNITIES } from './names.ts'
import { createRandom } from './random.ts'
import { buildStreets } from './streets.ts'
import type { Street } from './streets.ts'

export interface Grid {
  readonly id: string
  readonly name: string
  readonly centreId: string
  readonly blocks: readonly Block[]
}

export interface Community {
  readonly id: string
  readonly name: string
  readonly isVillage: boolean
  readonly blocks: readonly Block[]
  readonly centre: Xy
  readonly grids: readonly Grid[]
}

/** The whole invented town, in plan coordinates. */
export interface Town {
  readonly boundary: readonly Xy[]
  readonly lattice: Lattice
  readonly blocks: readonly Block[]
  readonly streets: readonly Street[]
  readonly communities: readonly Community[]
  readonly compounds: readonly Compound[]
}

/** A6. */
const COMMUNITY_COUNT = 38

const twoDigits = (n: number): string => String(n).padStart(2, '0')

function gridCount(blocks: readonly Block[], compounds: readonly Compound[]): number {
  const homes = compounds.filter((compound) => blocks.includes(compound.block)).length
  return Math.max(3, Math.min(6, blocks.length, Math.round(2.4 + homes / 3.2)))
}

export function buildTown(seed: number): Town {
  const boundary = boundaryInPlan()
  const lattice = buildLattice(boundary, createRandom(seed))
  const blocks = buildBlocks(lattice, createRandom(seed + 1))
  const compounds = buildCompounds(blocks, createRandom(seed + 2))
  const neighbours = neighboursOf(blocks)
  const districts = divide(blocks, COMMUNITY_COUNT, neighbours, createRandom(seed + 3))
  // the middle of the town first: it gets the communities that exist, the fields get the invented villages
  districts.sort(
    (a, b) =>
      distance(a.centre, TOWN_CORE) -
      2_000 * townness(a.centre) -
      (distance(b.centre, TOWN_CORE) - 2_000 * townness(b.centre)),
  )
  const names = [...TOWN_COMMUNITIES, ...INVENTED_COMMUNITIES]
  const communities = districts.map((district, k): Community => {
    const id = `village-${twoDigits(k + 1)}`
    const name = names[k]
    if (name === undefined) throw new Error(`no name for community ${k + 1}`)
    const parts = divide(
      district.blocks,
      gridCount(district.blocks, compounds),
      neighbours,
      createRandom(seed + 100 + k),
    ).filter((part) => part.blocks.length > 0)
    parts.sort((a, b) => b.centre[1] - a.centre[1] || a.centre[0] - b.centre[0])
    const short = name.replace(/(社区|村)$/, '')
    return {
      id,
      name,
      isVillage: name.endsWith('村'),
      blocks: district.blocks,
      centre: district.centre,
      grids: parts.map((part, n) => ({
        id: `grid-${twoDigits(k + 1)}-${n + 1}`,
        name: `${short}第${'一二三四五六'[n]}网格`,
        centreId: id,
        blocks: part.blocks,
      })),
    }
  })
  return { boundary, lattice, blocks, streets: buildStreets(lattice, blocks, boundary), communities, compounds }
}
