import type { Xy } from './frame.ts'
import { LAKE, HILL, inHill, inLake, isWorkshops, townness } from './landscape.ts'
import type { LandUse } from './landscape.ts'
import type { Cell, Lattice, RoadClass } from './lattice.ts'
import type { Random } from './random.ts'

/** A rectangle of the plan. */
export interface Rect {
  readonly u0: number
  readonly v0: number
  readonly u1: number
  readonly v1: number
}

/** One or more cells with no street between them. */
export interface Block {
  readonly id: number
  readonly cells: readonly Cell[]
  /** i0..i1 and j0..j1, both included */
  readonly span: { readonly i0: number; readonly j0: number; readonly i1: number; readonly j1: number }
  readonly use: LandUse
  readonly special?: 'lake' | 'hill'
  /** the ground between the streets; undefined at the rim, where the boundary cuts */
  readonly rect?: Rect
  readonly centre: Xy
}

export const middleOf = (rect: Rect): Xy => [(rect.u0 + rect.u1) / 2, (rect.v0 + rect.v1) / 2]

/** Half of the space a street takes, kerb to kerb and pavement. */
export const HALF_WIDTH_M: Readonly<Record<RoadClass, number>> = { arterial: 27, secondary: 17, minor: 11 }

const centreOf = (cells: readonly Cell[]): Xy => {
  const points = cells.flatMap((cell) => cell.ring)
  return [
    points.reduce((sum, p) => sum + p[0], 0) / points.length,
    points.reduce((sum, p) => sum + p[1], 0) / points.length,
  ]
}

function useOf(centre: Xy, random: Random): LandUse {
  const town = townness(centre)
  const dice = random.next()
  if (isWorkshops(centre))
    return dice < 0.72 ? 'industrial' : dice < 0.86 ? 'residential' : dice < 0.92 ? 'commercial' : 'green'
  if (town > 0.8) return dice < 0.66 ? 'residential' : dice < 0.83 ? 'commercial' : dice < 0.93 ? 'public' : 'green'
  if (town > 0.42) return dice < 0.74 ? 'residential' : dice < 0.8 ? 'commercial' : dice < 0.88 ? 'public' : 'green'
  if (town > 0.28)
    return dice < 0.3
      ? 'village'
      : dice < 0.45
        ? 'residential'
        : dice < 0.58
          ? 'industrial'
          : dice < 0.7
            ? 'green'
            : 'farmland'
  return dice < 0.2
    ? 'village'
    : dice < 0.25
      ? 'industrial'
      : dice < 0.33
        ? 'green'
        : dice < 0.36
          ? 'public'
          : 'farmland'
}

/** buildBlocks joins cells: parks whole, fields often, workshops now and then; never across a street with a name of its own. */
export function buildBlocks(lattice: Lattice, random: Random): Block[] {
  const at = new Map(lattice.cells.map((cell) => [`${cell.i},${cell.j}`, cell]))
  const taken = new Set<Cell>()
  const blocks: Block[] = []

  const rectOf = (i0: number, j0: number, i1: number, j1: number): Rect | undefined => {
    const [w, e, s, n] = [lattice.us[i0], lattice.us[i1 + 1], lattice.vs[j0], lattice.vs[j1 + 1]]
    if (w === undefined || e === undefined || s === undefined || n === undefined) return undefined
    return {
      u0: w.at + HALF_WIDTH_M[w.roadClass],
      u1: e.at - HALF_WIDTH_M[e.roadClass],
      v0: s.at + HALF_WIDTH_M[s.roadClass],
      v1: n.at - HALF_WIDTH_M[n.roadClass],
    }
  }
  const cellsIn = (i0: number, j0: number, i1: number, j1: number): Cell[] | undefined => {
    const cells: Cell[] = []
    for (let i = i0; i <= i1; i++) {
      for (let j = j0; j <= j1; j++) {
        const cell = at.get(`${i},${j}`)
        if (cell === undefined || taken.has(cell)) return undefined
        cells.push(cell)
      }
    }
    return cells
  }
  const add = (cells: Cell[], span: Block['span'], use: LandUse, special?: Block['special']): void => {
    for (const cell of cells) taken.add(cell)
    const rect = cells.every((cell) => cell.isWhole) ? rectOf(span.i0, span.j0, span.i1, span.j1) : undefined
    const centre = rect === undefined ? centreOf(cells) : middleOf(rect)
    blocks.push({ id: blocks.length, cells, span, use, centre, ...(rect && { rect }), ...(special && { special }) })
  }

  for (const [place, inside, special] of [
    [LAKE, inLake, 'lake'],
    [HILL, inHill, 'hill'],
  ] as const) {
    const near = lattice.cells.filter((cell) => inside(centreOf([cell]), 1.12))
    const is = near.map((cell) => cell.i)
    const js = near.map((cell) => cell.j)
    const [i0, i1, j0, j1] = [Math.min(...is), Math.max(...is), Math.min(...js), Math.max(...js)]
    const cells = cellsIn(i0, j0, i1, j1)
    if (cells === undefined) throw new Error(`the lattice leaves no room for ${place.name}`)
    add(cells, { i0, j0, i1, j1 }, 'green', special)
  }

  for (const cell of random.shuffled(lattice.cells)) {
    if (taken.has(cell)) continue
    const { i, j } = cell
    const centre = centreOf([cell])
    const use = useOf(centre, random)
    const town = townness(centre)
    const mayCrossU = lattice.us[i + 1]?.roadClass === 'minor'
    const mayCrossV = lattice.vs[j + 1]?.roadClass === 'minor'
    const joins: [number, number, number][] =
      town < 0.3
        ? [
            [1, 1, 0.45],
            [1, 0, 0.4],
            [0, 1, 0.5],
          ]
        : use === 'industrial'
          ? [
              [1, 0, 0.4],
              [0, 1, 0.35],
            ]
          : [
              [1, 0, 0.13],
              [0, 1, 0.1],
            ]
    let done = false
    for (const [di, dj, odds] of joins) {
      if ((di === 1 && !mayCrossU) || (dj === 1 && !mayCrossV) || !random.chance(odds)) continue
      const cells = cellsIn(i, j, i + di, j + dj)
      if (cells === undefined || !cells.every((c) => c.isWhole)) continue
      add(cells, { i0: i, j0: j, i1: i + di, j1: j + dj }, use)
      done = true
      break
    }
    if (!done) add([cell], { i0: i, j0: j, i1: i, j1: j }, cell.isWhole || use === 'farmland' ? use : 'farmland')
  }
  return blocks
}
