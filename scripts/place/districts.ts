import { distance } from './frame.ts'
import type { Xy } from './frame.ts'
import type { Block } from './blocks.ts'
import { townness } from './landscape.ts'
import { sharedEdgeM } from './lattice.ts'
import type { Random } from './random.ts'

/** A set of blocks that hang together: a community, or a grid within one. */
export interface District {
  blocks: Block[]
  centre: Xy
}

const areaOfBlock = (block: Block): number => block.cells.reduce((sum, cell) => sum + cell.areaM2, 0)

/** People gather where the town is: a community of the core is a fifth of a village of the fields. */
const weightOf = (block: Block): number => areaOfBlock(block) * (0.35 + 3.4 * townness(block.centre) ** 1.3)

function weightedCentre(blocks: readonly Block[]): Xy {
  const total = blocks.reduce((sum, block) => sum + weightOf(block), 0)
  return [
    blocks.reduce((sum, block) => sum + block.centre[0] * weightOf(block), 0) / total,
    blocks.reduce((sum, block) => sum + block.centre[1] * weightOf(block), 0) / total,
  ]
}

type Neighbours = ReadonlyMap<Block, readonly { block: Block; metres: number }[]>

/** neighboursOf says which blocks share a border, and how long it is. */
export function neighboursOf(blocks: readonly Block[]): Neighbours {
  const out = new Map<Block, { block: Block; metres: number }[]>(blocks.map((block) => [block, []]))
  for (let a = 0; a < blocks.length; a++) {
    for (let b = a + 1; b < blocks.length; b++) {
      const [one, two] = [blocks[a] as Block, blocks[b] as Block]
      if (
        one.span.i1 + 1 < two.span.i0 ||
        two.span.i1 + 1 < one.span.i0 ||
        one.span.j1 + 1 < two.span.j0 ||
        two.span.j1 + 1 < one.span.j0
      )
        continue
      const metres = sharedEdgeM(one.cells, two.cells)
      if (metres < 1) continue
      out.get(one)?.push({ block: two, metres })
      out.get(two)?.push({ block: one, metres })
    }
  }
  return out
}

function pieces(blocks: ReadonlySet<Block>, neighbours: Neighbours): Block[][] {
  const left = new Set(blocks)
  const found: Block[][] = []
  for (const start of blocks) {
    if (!left.delete(start)) continue
    const piece = [start]
    for (const block of piece)
      for (const next of neighbours.get(block) ?? []) if (left.delete(next.block)) piece.push(next.block)
    found.push(piece)
  }
  return found.sort((a, b) => b.reduce((s, x) => s + areaOfBlock(x), 0) - a.reduce((s, x) => s + areaOfBlock(x), 0))
}

/** divide shares blocks among `count` districts of about equal weight, each in one piece (weighted k-means, then mending). */
export function divide(blocks: readonly Block[], count: number, neighbours: Neighbours, random: Random): District[] {
  let centres: Xy[] = []
  const pool = random.shuffled(blocks)
  for (let k = 0; k < count; k++) {
    // the next seed is the block furthest from the seeds so far, in units of its own crowding
    let best: { block: Block; score: number } | undefined
    for (const block of pool) {
      const near = Math.min(4_000, ...centres.map((centre) => distance(centre, block.centre)))
      const score =
        near * near * (weightOf(block) / areaOfBlock(block)) * Math.sqrt(Math.min(1, areaOfBlock(block) / 60_000))
      if (best === undefined || score > best.score) best = { block, score }
    }
    if (best !== undefined) centres.push(best.block.centre)
  }
  const owner = new Map<Block, number>()
  const load = centres.map(() => 1)
  for (let round = 0; round < 40; round++) {
    for (const block of blocks) {
      let best = 0
      let least = Infinity
      centres.forEach((centre, k) => {
        const far = distance(centre, block.centre) * (load[k] as number)
        if (far < least) [least, best] = [far, k]
      })
      owner.set(block, best)
    }
    const groups = centres.map((_, k) => blocks.filter((block) => owner.get(block) === k))
    const mean = blocks.reduce((sum, block) => sum + weightOf(block), 0) / count
    centres = centres.map((centre, k) => (groups[k]?.length ? weightedCentre(groups[k] as Block[]) : centre))
    groups.forEach((group, k) => {
      const ratio = group.reduce((sum, block) => sum + weightOf(block), 0) / mean
      load[k] = Math.min(1.8, Math.max(0.55, (load[k] as number) * Math.max(0.9, Math.min(1.12, ratio ** 0.25))))
    })
  }
  mend(owner, count, neighbours)
  return centres.map((_, k) => {
    const own = blocks.filter((block) => owner.get(block) === k)
    return { blocks: own, centre: weightedCentre(own) }
  })
}

/** A piece cut off from its district goes to the neighbour it touches most. */
function mend(owner: Map<Block, number>, count: number, neighbours: Neighbours): void {
  for (let round = 0; round < 20; round++) {
    let moved = false
    for (let k = 0; k < count; k++) {
      const own = new Set([...owner].filter(([, who]) => who === k).map(([block]) => block))
      for (const piece of pieces(own, neighbours).slice(1)) {
        const touch = new Map<number, number>()
        for (const block of piece) {
          for (const next of neighbours.get(block) ?? []) {
            const who = owner.get(next.block)
            if (who !== undefined && who !== k) touch.set(who, (touch.get(who) ?? 0) + next.metres)
          }
        }
        const to = [...touch].sort((a, b) => b[1] - a[1])[0]?.[0]
        if (to === undefined) continue
        for (const block of piece) owner.set(block, to)
        moved = true
      }
    }
    if (!moved) return
  }
}
