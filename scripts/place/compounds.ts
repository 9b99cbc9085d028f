import { middleOf } from './blocks.ts'
import type { Block, Rect } from './blocks.ts'
import { bend, densify, distanceToLine } from './frame.ts'
import type { Xy } from './frame.ts'
import { tracks, waterways } from './landscape.ts'
import type { Random } from './random.ts'

export interface House {
  readonly rect: Rect
}

export interface Compound {
  readonly kind: 'estate' | 'hamlet'
  readonly block: Block
  readonly rect: Rect
  /** in the order of their numbers: rows from the south, from west to east */
  readonly houses: readonly House[]
  /** the green in the middle of an estate */
  readonly garden?: Rect
}

const inset = (rect: Rect, by: number): Rect => ({
  u0: rect.u0 + by,
  v0: rect.v0 + by,
  u1: rect.u1 - by,
  v1: rect.v1 - by,
})
const widthOf = (rect: Rect): number => rect.u1 - rect.u0
const heightOf = (rect: Rect): number => rect.v1 - rect.v0

/** isClear keeps houses off water and rails: none stands closer than the bank or the fence. */
export function isClear(rect: Rect, spareM = 9): boolean {
  const corners: Xy[] = [
    [rect.u0, rect.v0],
    [rect.u1, rect.v0],
    [rect.u1, rect.v1],
    [rect.u0, rect.v1],
  ]
  const points = [...densify(corners, 20, true), middleOf(rect)].map(bend)
  const keepsOff = (line: readonly Xy[], clearM: number): boolean =>
    points.every((point) => distanceToLine(line, point) >= clearM)
  return (
    waterways.every((water) => keepsOff(water.line, water.widthM / 2 + spareM)) &&
    tracks.every((track) => keepsOff(track.line, track.clearM))
  )
}

/** split cuts a block into plots of about the wanted size, always across its longer side. */
export function split(rect: Rect, wantM: number, random: Random, gapM = 7): Rect[] {
  const [w, h] = [widthOf(rect), heightOf(rect)]
  if (Math.max(w, h) < wantM * 1.5) return [rect]
  const share = random.between(0.42, 0.58)
  if (w >= h) {
    const cut = rect.u0 + w * share
    return [
      ...split({ ...rect, u1: cut - gapM / 2 }, wantM, random, gapM),
      ...split({ ...rect, u0: cut + gapM / 2 }, wantM, random, gapM),
    ]
  }
  const cut = rect.v0 + h * share
  return [
    ...split({ ...rect, v1: cut - gapM / 2 }, wantM, random, gapM),
    ...split({ ...rect, v0: cut + gapM / 2 }, wantM, random, gapM),
  ]
}

/** Slabs facing south in rows, as every estate of the region is built; the row spacing is the winter sun rule, roughly. */
function slabs(plot: Rect, random: Random): { houses: House[]; garden?: Rect } {
  const ground = inset(plot, 13)
  const depth = random.between(12, 15)
  const isTower = random.chance(0.28)
  const pitch = isTower ? random.between(52, 62) : random.between(31, 37)
  const rows = Math.max(1, Math.floor((heightOf(ground) - depth) / pitch) + 1)
  const wanted = isTower ? random.between(26, 32) : random.between(44, 62)
  const gap = isTower ? random.between(20, 26) : random.between(11, 15)
  const columns = Math.max(1, Math.floor((widthOf(ground) + gap) / (wanted + gap)))
  const length = isTower ? wanted : (widthOf(ground) - gap * (columns - 1)) / columns
  const step = columns === 1 ? 0 : (widthOf(ground) - length) / (columns - 1)
  const rowStep = rows === 1 ? 0 : (heightOf(ground) - depth) / (rows - 1)
  const green =
    rows >= 4 && columns >= 2 ? { row: Math.floor(rows / 2), column: random.whole(0, columns - 1) } : undefined
  const houses: House[] = []
  let garden: Rect | undefined
  for (let row = 0; row < rows; row++) {
    const shift = isTower && row % 2 === 1 && columns > 1 ? 0 : random.between(-1.5, 1.5)
    for (let column = 0; column < columns; column++) {
      const u0 =
        ground.u0 +
        column * step +
        (column === 0 ? Math.max(0, shift) : column === columns - 1 ? Math.min(0, shift) : shift)
      const v0 = ground.v0 + row * rowStep
      const rect = { u0, v0, u1: u0 + Math.min(length, widthOf(ground)), v1: v0 + depth }
      if (!isClear(rect)) continue
      if (green !== undefined && green.row === row && green.column === column) {
        // where a slab is left out the neighbours get their green, up to the next rows
        const spare = Math.max(0, (rowStep - depth) / 2 - 6)
        garden = { ...rect, v0: rect.v0 - spare, v1: rect.v1 + spare }
      } else houses.push({ rect })
    }
  }
  return { houses, ...(garden && { garden }) }
}

/** Farm houses along lanes: small, nearly square, a little out of line. */
function farmhouses(plot: Rect, random: Random): House[] {
  const ground = inset(plot, 12)
  const houses: House[] = []
  const rows = Math.max(1, Math.min(5, Math.floor(heightOf(ground) / 36)))
  const columns = Math.max(2, Math.min(9, Math.floor(widthOf(ground) / 21)))
  const u0 = ground.u0 + (widthOf(ground) - columns * 21) / 2
  const v0 = ground.v0 + (heightOf(ground) - rows * 36) / 2
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (random.chance(0.14)) continue
      const u = u0 + column * 21 + random.between(1, 5)
      const v = v0 + row * 36 + random.between(2, 9)
      const rect = { u0: u, v0: v, u1: u + random.between(11, 14), v1: v + random.between(11, 15) }
      if (isClear(rect)) houses.push({ rect })
    }
  }
  return houses
}

const MOST_HOUSES = 40
const FEWEST_HOUSES = 5

export function buildCompounds(blocks: readonly Block[], random: Random): Compound[] {
  const compounds: Compound[] = []
  for (const block of blocks) {
    if (block.rect === undefined) continue
    if (block.use === 'residential') {
      for (const plot of split(block.rect, 270, random, 9)) {
        const built = slabs(plot, random)
        const houses = built.houses.slice(0, MOST_HOUSES)
        if (houses.length >= FEWEST_HOUSES) compounds.push({ kind: 'estate', block, rect: plot, ...built, houses })
      }
    }
    if (block.use === 'village') {
      const [w, h] = [widthOf(block.rect), heightOf(block.rect)]
      const cluster = { w: Math.min(w, random.between(150, 210)), h: Math.min(h, random.between(110, 180)) }
      const u0 = block.rect.u0 + (w - cluster.w) * random.next()
      const v0 = block.rect.v0 + (h - cluster.h) * random.next()
      const plot = { u0, v0, u1: u0 + cluster.w, v1: v0 + cluster.h }
      const houses = farmhouses(plot, random).slice(0, MOST_HOUSES)
      if (houses.length >= FEWEST_HOUSES) compounds.push({ kind: 'hamlet', block, rect: plot, houses })
    }
  }
  return compounds
}

/** Sheds, shops and offices: what else is built on. */
export function buildWorks(block: Block, random: Random): Rect[] {
  if (block.rect === undefined) return []
  const size = block.use === 'industrial' ? 105 : 82
  return split(inset(block.rect, 6), size, random, 12).flatMap((plot) => {
    const filled = inset(plot, random.between(5, 11))
    if (random.chance(block.use === 'industrial' ? 0.1 : 0.16) || widthOf(filled) < 14 || heightOf(filled) < 14)
      return []
    const shrink = block.use === 'industrial' ? random.between(0.72, 1) : random.between(0.55, 0.9)
    const rect = random.chance(0.5)
      ? { ...filled, u1: filled.u0 + widthOf(filled) * shrink }
      : { ...filled, v1: filled.v0 + heightOf(filled) * shrink }
    return isClear(rect, 12) ? [rect] : []
  })
}
