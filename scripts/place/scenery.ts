import type { BasemapLayer } from '../../shared/src/geo/basemap.ts'
import { buildWorks, isClear } from './compounds.ts'
import type { Compound } from './compounds.ts'
import { middleOf } from './blocks.ts'
import type { Block, Rect } from './blocks.ts'
import { bend, densify, smooth } from './frame.ts'
import type { Xy } from './frame.ts'
import { blob, HILL, LAKE } from './landscape.ts'
import { outlineOf } from './lattice.ts'
import type { Random } from './random.ts'

/** A shape ready to draw, on the ground. */
export interface Shape {
  readonly layer: BasemapLayer
  readonly kind: string
  readonly name?: string
  readonly widthM?: number
  readonly lines: readonly (readonly Xy[])[]
}

export const ringOfRect = ({ u0, v0, u1, v1 }: Rect): Xy[] => [
  [u0, v0],
  [u1, v0],
  [u1, v1],
  [u0, v1],
]

/** Corners cut by a few metres: kerbs are round. */
function softRing(rect: Rect, cutM: number): Xy[] {
  const { u0, v0, u1, v1 } = rect
  const c = Math.min(cutM, (u1 - u0) / 4, (v1 - v0) / 4)
  return [
    [u0 + c, v0],
    [u1 - c, v0],
    [u1, v0 + c],
    [u1, v1 - c],
    [u1 - c, v1],
    [u0 + c, v1],
    [u0, v1 - c],
    [u0, v0 + c],
  ]
}

const onGround = (plan: readonly Xy[]): Xy[] => plan.map(bend)
const inset = (rect: Rect, by: number): Rect => ({
  u0: rect.u0 + by,
  v0: rect.v0 + by,
  u1: rect.u1 - by,
  v1: rect.v1 - by,
})

export const houseRing = (rect: Rect): Xy[] => onGround(ringOfRect(rect))

function fieldLines(rect: Rect, random: Random): Xy[][] {
  const along = random.chance(0.5)
  const lines: Xy[][] = []
  const [from, to] = along ? [rect.v0, rect.v1] : [rect.u0, rect.u1]
  for (let at = from + random.between(35, 70); at < to - 25; at += random.between(38, 78)) {
    const [a, b] = along ? [rect.u0 + 6, rect.u1 - 6] : [rect.v0 + 6, rect.v1 - 6]
    const cut = random.chance(0.3) ? a + (b - a) * random.between(0.35, 0.65) : undefined
    const line = (s: number, e: number): Xy[] =>
      onGround(
        densify(
          along
            ? [
                [s, at],
                [e, at],
              ]
            : [
                [at, s],
                [at, e],
              ],
          150,
        ),
      )
    if (cut === undefined) lines.push(line(a, b))
    else lines.push(random.chance(0.5) ? line(a, cut) : line(cut, b))
  }
  return lines
}

/** A school: yard, running track, three wings. */
function schoolShapes(rect: Rect): Shape[] {
  const w = rect.u1 - rect.u0
  const track = {
    u0: rect.u0 + w * 0.56,
    u1: rect.u1 - 16,
    v0: rect.v0 + 16,
    v1: Math.min(rect.v1 - 16, rect.v0 + 16 + 175),
  }
  const oval = (grow: number): Xy[] => {
    const [cu, cv] = middleOf(track)
    const half = Math.min((track.u1 - track.u0) / 2, 48) - grow
    const straight = Math.max(0, (track.v1 - track.v0) / 2 - 48)
    const points: Xy[] = []
    for (let k = 0; k <= 8; k++)
      points.push([cu + half * Math.cos((k * Math.PI) / 8), cv + straight + half * Math.sin((k * Math.PI) / 8)])
    for (let k = 8; k <= 16; k++)
      points.push([cu + half * Math.cos((k * Math.PI) / 8), cv - straight + half * Math.sin((k * Math.PI) / 8)])
    return points
  }
  const left = { u0: rect.u0 + 18, u1: rect.u0 + w * 0.5, v0: rect.v0 + 18, v1: rect.v1 - 18 }
  const depth = 16
  const middle = (left.v0 + Math.min(left.v1, left.v0 + 150)) / 2
  const top = Math.min(left.v1, left.v0 + 150)
  const wings = [
    { ...left, v1: left.v0 + depth },
    { ...left, v0: middle - depth / 2, v1: middle + depth / 2 },
    { ...left, v0: top - depth, v1: top },
    { ...left, u1: left.u0 + depth, v0: left.v0 + depth, v1: top - depth },
  ].filter((rect) => isClear(rect))
  const isTrackClear = isClear(track, 2)
  return [
    { layer: 'ground', kind: 'school', lines: [onGround(densify(softRing(rect, 10), 90, true))] },
    ...(isTrackClear
      ? [
          { layer: 'ground', kind: 'track', lines: [onGround(oval(0))] } as const,
          { layer: 'ground', kind: 'pitch', lines: [onGround(oval(11))] } as const,
        ]
      : []),
    { layer: 'building', kind: 'public', lines: wings.map(houseRing) },
  ]
}

function parkShapes(rect: Rect, random: Random): Shape[] {
  const centre = middleOf(rect)
  const [w, h] = [rect.u1 - rect.u0, rect.v1 - rect.v0]
  const shapes: Shape[] = []
  const pond = {
    centre: [centre[0] + w * random.between(-0.14, 0.14), centre[1] + h * random.between(-0.14, 0.14)] as Xy,
    u: w * random.between(0.14, 0.22),
    v: h * random.between(0.12, 0.2),
  }
  if (
    random.chance(0.55) &&
    isClear(
      {
        u0: pond.centre[0] - pond.u,
        u1: pond.centre[0] + pond.u,
        v0: pond.centre[1] - pond.v,
        v1: pond.centre[1] + pond.v,
      },
      5,
    )
  ) {
    shapes.push({
      layer: 'water',
      kind: 'pond',
      lines: [onGround(blob(pond.centre, pond.u, pond.v, random.between(0, 6), 10))],
    })
  }
  const p = (a: number, b: number): Xy => [rect.u0 + w * a, rect.v0 + h * b]
  const path = smooth(
    [
      p(0, random.between(0.2, 0.4)),
      p(0.3, random.between(0.15, 0.4)),
      p(0.55, random.between(0.6, 0.85)),
      p(1, random.between(0.6, 0.8)),
    ],
    6,
  )
  shapes.push({ layer: 'road', kind: 'path', widthM: 3, lines: [onGround(path)] })
  return shapes
}

function lakeShapes(rect: Rect): Shape[] {
  const [centre, halfU, halfV] = [middleOf(rect), (rect.u1 - rect.u0) / 2, (rect.v1 - rect.v0) / 2]
  const shore = (scale: number): Xy[] => blob(centre, halfU * scale * 0.9, halfV * scale * 0.9, 0.8, 18)
  return [
    { layer: 'water', kind: 'lake', name: LAKE.name, lines: [onGround(shore(0.86))] },
    {
      layer: 'park',
      kind: 'island',
      lines: [
        onGround(blob([centre[0] + 120, centre[1] + 30], 70, 44, 2.1, 10)),
        onGround(blob([centre[0] - 190, centre[1] - 60], 38, 27, 4.2, 10)),
      ],
    },
    { layer: 'road', kind: 'path', widthM: 4, lines: [onGround([...shore(0.93), shore(0.93)[0] as Xy])] },
  ]
}

function hillShapes(rect: Rect): Shape[] {
  // a little west of the middle: a canal runs along the eastern foot
  const [halfU, halfV] = [(rect.u1 - rect.u0) * 0.4, (rect.v1 - rect.v0) * 0.43]
  const centre: Xy = [rect.u0 + halfU * 1.14, middleOf(rect)[1]]
  const at = (scale: number, shift: number): Xy[] =>
    onGround(blob([centre[0] + shift, centre[1] + shift * 0.6], halfU * scale, halfV * scale, 3.4, 18))
  const ring = (scale: number, shift: number): Xy[] => [...at(scale, shift), at(scale, shift)[0] as Xy]
  return [
    { layer: 'relief', kind: 'hill', name: HILL.name, lines: [at(0.98, 0)] },
    { layer: 'relief', kind: 'hill-high', lines: [at(0.66, 30)] },
    { layer: 'relief', kind: 'hill-top', lines: [at(0.34, 58)] },
    {
      layer: 'relief',
      kind: 'contour',
      lines: [
        [0.86, 8],
        [0.74, 20],
        [0.62, 34],
        [0.5, 44],
        [0.38, 54],
        [0.26, 60],
        [0.14, 64],
      ].map(([scale, shift]) => ring(scale as number, shift as number)),
    },
    {
      layer: 'road',
      kind: 'path',
      widthM: 3,
      lines: [
        onGround(
          smooth(
            [
              [centre[0] - halfU, centre[1] - 200],
              [centre[0] - 330, centre[1] - 140],
              [centre[0] - 160, centre[1] + 60],
              [centre[0] + 60, centre[1] + 40],
              [centre[0] + 200, centre[1] + 190],
              [centre[0] + 420, centre[1] + 120],
              [centre[0] + halfU, centre[1] + 260],
            ],
            6,
          ),
        ),
      ],
    },
  ]
}

/** groundOf is the outline of a block as drawn: its rectangle with soft corners, or the raw cells at the rim. */
export const groundOf = (block: Block): Xy[][] =>
  block.rect === undefined
    ? outlineOf(block.cells).map((ring) => onGround(densify(ring, 120, true)))
    : [onGround(densify(softRing(block.rect, block.use === 'farmland' ? 4 : 12), 110, true))]

/** blockScenery draws one block: its tint, then what stands on it. Compounds are drawn by their own list. */
export function blockScenery(block: Block, compounds: readonly Compound[], isSchool: boolean, random: Random): Shape[] {
  const shapes: Shape[] = [
    { layer: block.use === 'green' ? 'park' : 'land', kind: block.special ?? block.use, lines: groundOf(block) },
  ]
  if (block.rect === undefined) return shapes
  if (block.special === 'lake') return [...shapes, ...lakeShapes(block.rect)]
  if (block.special === 'hill') return [...shapes, ...hillShapes(block.rect)]
  if (block.use === 'farmland') {
    shapes.push({ layer: 'field', kind: 'parcel', lines: fieldLines(block.rect, random) })
    if (random.chance(0.22)) {
      const [u, v] = middleOf(block.rect)
      const spot: Xy = [u + random.between(-60, 60), v + random.between(-60, 60)]
      const [a, b] = [random.between(26, 58), random.between(20, 44)]
      if (isClear({ u0: spot[0] - a, u1: spot[0] + a, v0: spot[1] - b, v1: spot[1] + b }, 5))
        shapes.push({ layer: 'water', kind: 'pond', lines: [onGround(blob(spot, a, b, random.between(0, 6), 10))] })
    }
  }
  if (block.use === 'village') {
    const plot = compounds[0]?.rect
    const strips =
      plot === undefined ? inset(block.rect, 4) : { ...block.rect, v0: Math.min(plot.v1 + 8, block.rect.v1 - 30) }
    if (strips.v1 - strips.v0 > 60) shapes.push({ layer: 'field', kind: 'parcel', lines: fieldLines(strips, random) })
  }
  if (block.use === 'green') shapes.push(...parkShapes(block.rect, random))
  if (isSchool) shapes.push(...schoolShapes(block.rect))
  else if (block.use === 'industrial' || block.use === 'commercial' || block.use === 'public') {
    shapes.push({ layer: 'building', kind: block.use, lines: buildWorks(block, random).map(houseRing) })
  }
  for (const compound of compounds) {
    shapes.push({
      layer: 'compound',
      kind: compound.kind,
      lines: [onGround(densify(softRing(inset(compound.rect, 3), 8), 110, true))],
    })
    if (compound.garden !== undefined) {
      const { u0, v0, u1, v1 } = compound.garden
      const ring = blob(middleOf(compound.garden), (u1 - u0) / 2.2, (v1 - v0) / 2.2, u0, 8)
      shapes.push({ layer: 'ground', kind: 'garden', lines: [onGround(ring)] })
    }
    shapes.push({
      layer: 'building',
      kind: compound.kind === 'estate' ? 'residential' : 'house',
      lines: compound.houses.map((house) => houseRing(house.rect)),
    })
  }
  return shapes
}
