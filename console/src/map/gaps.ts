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

/** The outlines of villages and grids, by id. */
export const outlinesOf = (place: PlaceData): Map<string, Position[][]> =>
  new Map([...areasOf(place), ...gridsOf(place)].map((area) => [area.id, area.rings]))
