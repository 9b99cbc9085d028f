import { isCovered } from './on-duty.ts'

/** A village or community with its grids, as the map knows them. */
export type Village = { id: string; name: string; grids: readonly { id: string; name: string }[] }

/** Whoever can be sent, and for which organisation they stand. */
export type Standing = { organisationId: string; onDuty: boolean }

/** Where nobody is on duty now (A12). */
export type Gap = { id: string; name: string; kind: 'village' | 'grid' }

/**
 * `coverageGaps` are the villages and grids with nobody on duty (ADR 0023). A village is covered by its own people and by
 * those of its grids. A grid is covered by its own people and by those of the village office; one that has no people of
 * its own is looked after by whoever of the village is there. The grids of a village that is a gap are not counted again.
 */
export function coverageGaps(villages: readonly Village[], units: readonly Standing[]): Gap[] {
  const rostered = new Set(units.map((unit) => unit.organisationId))
  const manned = new Set(units.flatMap((unit) => (unit.onDuty ? unit.organisationId : [])))
  return villages.flatMap(({ id, name, grids }): Gap[] => {
    if (!isCovered({ id, gridIds: grids.map((grid) => grid.id) }, manned)) return [{ id, name, kind: 'village' }]
    if (manned.has(id)) return []
    return grids
      .filter((grid) => rostered.has(grid.id) && !manned.has(grid.id))
      .map((grid) => ({ id: grid.id, name: grid.name, kind: 'grid' }))
  })
}
