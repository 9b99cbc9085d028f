import type { Block } from './blocks.ts'
import { HALF_WIDTH_M } from './blocks.ts'
import { bend, densify, distance, distanceToLine, holds } from './frame.ts'
import type { Xy } from './frame.ts'
import { tracks } from './landscape.ts'
import type { Lattice, RoadClass } from './lattice.ts'
import { minorRoadName, SECONDARY_ROADS } from './names.ts'

export interface Street {
  readonly name?: string
  readonly kind: RoadClass | 'lane'
  readonly widthM: number
  /** ground frame, from south to north or from west to east */
  readonly line: readonly Xy[]
}

/** Carriageway as drawn; the rest of HALF_WIDTH_M is pavement and green. */
const WIDTH_M = { arterial: 36, secondary: 22, minor: 12, lane: 5 } as const

const isOpen = (block: Block): boolean => block.use === 'farmland' || block.use === 'green' || block.use === 'village'

/** insideOnly cuts a ground line where it leaves the boundary; the pieces that stay, each up to the very edge. */
export function insideOnly(line: readonly Xy[], boundary: readonly Xy[]): Xy[][] {
  const pieces: Xy[][] = []
  let piece: Xy[] = []
  const edgeBetween = (from: Xy, to: Xy): Xy => {
    let [a, b] = [from, to]
    for (let k = 0; k < 24; k++) {
      const mid: Xy = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
      if (holds(boundary, mid) === holds(boundary, a)) a = mid
      else b = mid
    }
    return a
  }
  line.forEach((point, k) => {
    const before = line[k - 1]
    const isIn = holds(boundary, point)
    if (before !== undefined && isIn !== holds(boundary, before)) piece.push(edgeBetween(before, point))
    if (isIn) piece.push(point)
    else if (piece.length > 0) {
      pieces.push(piece)
      piece = []
    }
  })
  if (piece.length > 0) pieces.push(piece)
  return pieces.filter((one) => one.length > 1)
}

/** buildStreets draws a street along every lattice edge between two blocks; in the fields few of them are more than a lane. */
export function buildStreets(lattice: Lattice, blocks: readonly Block[], boundary: readonly Xy[]): Street[] {
  const owner = new Map<string, Block>()
  for (const block of blocks) for (const cell of block.cells) owner.set(`${cell.i},${cell.j}`, block)
  const ground = boundary.map(bend)
  const streets: Street[] = []
  let minorCount = 0
  let secondaryCount = 0

  const walk = (along: 0 | 1): void => {
    const lines = along === 1 ? lattice.us : lattice.vs
    const across = along === 1 ? lattice.vs : lattice.us
    lines.forEach((line, n) => {
      const kindOf = (k: number): Street['kind'] | undefined => {
        const [one, two] =
          along === 1
            ? [owner.get(`${n - 1},${k}`), owner.get(`${n},${k}`)]
            : [owner.get(`${k},${n - 1}`), owner.get(`${k},${n}`)]
        if (one === undefined || two === undefined)
          return one === two || line.roadClass === 'minor' ? undefined : line.roadClass
        if (one === two) return undefined
        if (line.roadClass !== 'minor') return line.roadClass
        if (one.special !== undefined || two.special !== undefined) return 'minor'
        if (isOpen(one) && isOpen(two))
          return one.use === 'farmland' && two.use === 'farmland' && (n * 7 + k * 3) % 5 < 2 ? undefined : 'lane'
        return 'minor'
      }
      let run: { kind: Street['kind']; from: number; to: number } | undefined
      const flush = (): void => {
        if (run === undefined) return
        const start = run.from < 0 ? (across[0]?.at ?? 0) - 500 : (across[run.from]?.at ?? 0)
        const end = run.to >= across.length ? (across.at(-1)?.at ?? 0) + 500 : (across[run.to]?.at ?? 0)
        const plan: Xy[] =
          along === 1
            ? [
                [line.at, start],
                [line.at, end],
              ]
            : [
                [start, line.at],
                [end, line.at],
              ]
        const pieces = insideOnly(densify(plan, 90).map(bend), ground)
        for (const piece of pieces) {
          const { kind } = run
          const lengthM = piece.reduce((sum, point, k) => sum + (k === 0 ? 0 : distance(point, piece[k - 1] as Xy)), 0)
          if (lengthM < 40) continue
          const name =
            line.name ??
            (kind === 'secondary'
              ? SECONDARY_ROADS[secondaryCount++ % SECONDARY_ROADS.length]
              : kind === 'minor' && lengthM > 260
                ? minorRoadName(minorCount++)
                : undefined)
          streets.push({ kind, widthM: WIDTH_M[kind], line: piece, ...(name !== undefined && { name }) })
        }
        run = undefined
      }
      for (let k = -1; k < across.length; k++) {
        const kind = kindOf(k)
        if (run !== undefined && run.kind === kind) run.to = k + 1
        else {
          flush()
          if (kind !== undefined) run = { kind, from: k, to: k + 1 }
        }
      }
      flush()
    })
  }
  walk(1)
  walk(0)
  return streets
}

/** What the streets leave free, for those who check that nothing stands in one. */
export const clearanceOf = (kind: Street['kind']): number => (kind === 'lane' ? 3 : HALF_WIDTH_M[kind] - 4)

export const isNearTrack = (point: Xy): boolean =>
  tracks.some((track) => distanceToLine(track.line, point) < track.clearM)
