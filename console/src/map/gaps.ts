import type { BoardGap } from '@liandong/shared/board/board.ts'
import type { Position } from '@liandong/shared/geo/point.ts'
import { coverageGaps, type Gap, type Standing, type Village } from '@liandong/shared/duty/coverage.ts'
import { areasOf, centresOf, gridsOf, type PlaceData } from './place.ts'

/** A place is read once and its villages with it: every look at the map would find the same. */
const villages = new WeakMap<PlaceData, Village[]>()

function villagesOf(place: PlaceData): Village[] {
  const known = villages.get(place)
  if (known) return known
  const grids = gridsOf(place)
  const made = centresOf(place).map(({ id, name }) => ({
    id,
    name,
    grids: grids.filter((grid) => grid.centreId === id),
  }))
  villages.set(place, made)
  return made
}

/** Where nobody is on duty now (A12): what the map hatches and the wall counts. */
export const gapsOf = (place: PlaceData | null, units: readonly Standing[]): Gap[] =>
  place === null ? [] : coverageGaps(villagesOf(place), units)

/**
 * Where fewer are on duty than the rota asks for, and the map has a place for it (D5): beside those where nobody is at all.
 * A post of the command room has no place; it stands in the column and in the head.
 */
export function shortagesOf(
  place: PlaceData | null,
  told: readonly BoardGap[],
  nobody: readonly Gap[],
): { id: string; name: string }[] {
  if (place === null) return []
  const outlines = outlinesOf(place)
  const places = new Map(
    told
      .filter((gap) => gap.hasBegun && outlines.has(gap.organisationId))
      .map((gap) => [gap.organisationId, { id: gap.organisationId, name: gap.organisation }]),
  )
  for (const { id } of nobody) places.delete(id)
  return [...places.values()]
}

/** The outlines of villages and grids, by id. */
export const outlinesOf = (place: PlaceData): Map<string, Position[][]> =>
  new Map([...areasOf(place), ...gridsOf(place)].map((area) => [area.id, area.rings]))
