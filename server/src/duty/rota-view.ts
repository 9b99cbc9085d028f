import { findGaps, findOverlaps } from '@liandong/shared/duty/rota-coverage.ts'
import { dutySpans, postAt } from '@liandong/shared/duty/roster.ts'
import { toIso } from '@liandong/shared/time.ts'
import type { GapView, NeedView, RotaEntryView, RotaView } from '@liandong/shared/wire/duty.ts'
import { ancestorsAt, placementAt, type Placement } from '@liandong/shared/organisation/placement.ts'
import { sayGap } from './rota.ts'
import { nameAt, needsOf, type EntryRow, type NeedRow, type Rota } from './rota-read.ts'

type NameOf = (accountId: string) => string | undefined

/** `第一网格` alone names fifty: with what it belongs to it names one. */
const placeName = (placements: readonly Placement[], id: string, at: number): string => {
  const place = placementAt(placements, id, at)
  const parent = place?.parentId == null ? undefined : placementAt(placements, place.parentId, at)
  return place && parent && /^第?.{1,4}网格/.test(place.name)
    ? `${parent.name} ${place.name}`
    : nameAt(placements, id, at)
}

export function toEntryView(
  row: EntryRow,
  unitName: (id: string) => string | undefined,
  nameOf: NameOf,
): RotaEntryView {
  const named = (id: string | null) => (id === null ? null : (nameOf(id) ?? id))
  return {
    id: row.id,
    unitId: row.unitId,
    unit: unitName(row.unitId) ?? row.unitId,
    kind: row.kind,
    state: row.state,
    fromAt: row.fromAt.toISOString(),
    untilAt: row.untilAt.toISOString(),
    organisationId: row.organisationId,
    otherUnitId: row.otherUnitId,
    otherUnit: row.otherUnitId === null ? null : (unitName(row.otherUnitId) ?? row.otherUnitId),
    backFromAt: row.backFromAt?.toISOString() ?? null,
    backUntilAt: row.backUntilAt?.toISOString() ?? null,
    reason: row.reason,
    decisionReason: row.decisionReason,
    askedBy: named(row.askedBy) as string,
    askedAt: row.askedAt.toISOString(),
    agreedBy: named(row.agreedBy),
    decidedBy: named(row.decidedBy),
    version: row.version,
  }
}

export const toNeedView = (row: NeedRow, placements: readonly Placement[], at: number): NeedView => ({
  id: row.id,
  organisationId: row.organisationId,
  organisation: nameAt(placements, row.organisationId, at),
  post: row.post,
  atLeast: row.atLeast,
  fromMinute: row.fromMinute,
  toMinute: row.toMinute,
  version: row.version,
})

/** Of whom the caller may read: units, and needs of organisations; undefined is everybody. */
export type Within = { unitIds: ReadonlySet<string>; organisationIds: ReadonlySet<string> } | undefined

export const gapsOf = (rota: Rota, fromAt: number, toAt: number, now: number, within: Within): GapView[] =>
  findGaps(needsOf(rota, now), rota.rosters, fromAt, toAt)
    .map((gap) => sayGap(rota, gap, now))
    .filter((gap) => within === undefined || within.organisationIds.has(gap.organisationId))
    .toSorted((a, b) => (a.fromAt < b.fromAt ? -1 : a.fromAt > b.fromAt ? 1 : 0))

/** The rota of a time as the pages draw it: who is on when, what is asked for, what is wanting and what is too much. */
export function viewRota(
  rota: Rota,
  span: { fromAt: number; toAt: number; now: number; longestMs: number },
  within: Within,
  nameOf: NameOf,
): RotaView {
  const { fromAt, toAt, now } = span
  const isTheirs = (unitId: string) => within === undefined || within.unitIds.has(unitId)
  const names = new Map(rota.units.map((one) => [one.id, one.name]))
  const nameOfUnit = (id: string) => names.get(id)
  /** Down the tree: what belongs together stands together. */
  const pathOf = (id: string) => [...ancestorsAt(rota.placements, id, now).toReversed(), id].join('/')
  const paths = new Map(rota.units.map((one) => [one.organisationId, pathOf(one.organisationId)]))
  const byPath = (a: { organisationId: string }, b: { organisationId: string }): number =>
    (paths.get(a.organisationId) as string) < (paths.get(b.organisationId) as string)
      ? -1
      : a.organisationId === b.organisationId
        ? 0
        : 1
  const rosters = new Map(rota.rosters.map((one) => [one.unitId, one]))
  return {
    fromAt: toIso(fromAt),
    toAt: toIso(toAt),
    units: rota.units
      .filter((one) => isTheirs(one.id))
      .toSorted(byPath)
      .map(({ id, name, kind, organisationId, post, duty, cycle, version }) => ({
        id,
        name,
        kind,
        organisationId,
        organisation: placeName(rota.placements, organisationId, now),
        post,
        duty,
        cycle,
        version,
        spans: dutySpans(rosters.get(id) as never, fromAt, toAt).map((one) => ({
          organisationId: one.organisationId,
          fromAt: toIso(one.fromAt),
          untilAt: toIso(one.untilAt),
        })),
      })),
    entries: rota.entries
      .filter((row) => isTheirs(row.unitId) || (row.otherUnitId !== null && isTheirs(row.otherUnitId)))
      .map((row) => toEntryView(row, nameOfUnit, nameOf)),
    gaps: gapsOf(rota, fromAt, toAt, now, within),
    overlaps: findOverlaps(rota.rosters, fromAt, toAt, span.longestMs)
      .filter((one) => isTheirs(one.unitId))
      .map((one) => ({
        unitId: one.unitId,
        unit: names.get(one.unitId) ?? one.unitId,
        kind: one.kind,
        fromAt: toIso(one.fromAt),
        untilAt: toIso(one.untilAt),
      })),
  }
}

/** Who is on duty at one instant, for which organisation (D5: "who will be there at three in the night"). */
export const viewDuty = (rota: Rota, at: number, organisationIds: ReadonlySet<string> | undefined, within: Within) =>
  rota.rosters.flatMap((roster, i) => {
    const post = postAt(roster, at)
    const unit = rota.units[i]
    if (post === null || unit === undefined) return []
    if (organisationIds && !organisationIds.has(post)) return []
    if (within && !within.unitIds.has(unit.id)) return []
    const { id, name, kind } = unit
    return [
      { id, name, kind, post: unit.post, organisationId: post, organisation: placeName(rota.placements, post, at) },
    ]
  })
