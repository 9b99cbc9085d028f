import { and, asc, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { Need } from '@liandong/shared/duty/rota-coverage.ts'
import { changesOf, type RotaEntry } from '@liandong/shared/duty/rota-entry.ts'
import { isOnDutyAt, type Roster } from '@liandong/shared/duty/roster.ts'
import { placementAt, subtreeAt, type Placement } from '@liandong/shared/organisation/placement.ts'
import { readPlacements } from '../people/placements.ts'
import type { Db, Tx } from '../store/database.ts'
import { account, dutyEntry, dutyNeed, unit } from '../store/schema.ts'

export type EntryRow = typeof dutyEntry.$inferSelect
export type NeedRow = typeof dutyNeed.$inferSelect

export const toEntry = (row: EntryRow): RotaEntry => ({
  id: row.id,
  unitId: row.unitId,
  kind: row.kind,
  state: row.state,
  fromAt: row.fromAt.getTime(),
  untilAt: row.untilAt.getTime(),
  organisationId: row.organisationId,
  otherUnitId: row.otherUnitId,
  back:
    row.backFromAt && row.backUntilAt ? { fromAt: row.backFromAt.getTime(), untilAt: row.backUntilAt.getTime() } : null,
  order: row.approvedOrder ?? 0,
})

const reaches = (fromAt: number, untilAt: number) => {
  const [from, until] = [new Date(fromAt), new Date(untilAt)]
  return or(
    and(lt(dutyEntry.fromAt, until), gt(dutyEntry.untilAt, from)),
    and(lt(dutyEntry.backFromAt, until), gt(dutyEntry.backUntilAt, from)),
  )
}

/** Entries of any state that reach into a time. */
export const readEntries = (db: Db | Tx, subdistrictId: string, fromAt: number, untilAt: number): Promise<EntryRow[]> =>
  db
    .select()
    .from(dutyEntry)
    .where(and(eq(dutyEntry.subdistrictId, subdistrictId), reaches(fromAt, untilAt)))
    .orderBy(asc(dutyEntry.fromAt), asc(dutyEntry.id))

type Planned = Pick<typeof unit.$inferSelect, 'id' | 'organisationId' | 'duty' | 'cycle'>

export const toRoster = (row: Planned, entries: readonly RotaEntry[]): Roster => ({
  unitId: row.id,
  organisationId: row.organisationId,
  duty: row.duty,
  cycle: row.cycle,
  changes: changesOf(row.id, entries),
})

/** `onDutyAmong` asks the one question of a few units: which of them are on duty at an instant, whatever their plan is. */
export async function onDutyAmong(db: Db | Tx, units: readonly Planned[], at: number): Promise<Set<string>> {
  const ids = units.map((one) => one.id)
  if (ids.length === 0) return new Set()
  const rows = await db
    .select()
    .from(dutyEntry)
    .where(
      and(
        eq(dutyEntry.state, 'approved'),
        or(inArray(dutyEntry.unitId, ids), inArray(dutyEntry.otherUnitId, ids)),
        reaches(at, at + 1),
      ),
    )
  const entries = rows.map(toEntry)
  return new Set(units.filter((one) => isOnDutyAt(toRoster(one, entries), at)).map((one) => one.id))
}

export type RotaUnitRow = Planned & {
  name: string
  kind: (typeof unit.$inferSelect)['kind']
  version: number
  post: string | null
}

export type Rota = {
  units: RotaUnitRow[]
  rosters: Roster[]
  entries: EntryRow[]
  needs: NeedRow[]
  placements: Placement[]
}

/** Everything that says who is on duty within a time, read together. */
export async function readRota(db: Db | Tx, subdistrictId: string, fromAt: number, untilAt: number): Promise<Rota> {
  const units = await db
    .select({
      id: unit.id,
      organisationId: unit.organisationId,
      duty: unit.duty,
      cycle: unit.cycle,
      name: unit.name,
      kind: unit.kind,
      version: unit.version,
      post: sql<
        string | null
      >`(SELECT min(a.role) FROM ${account} AS a WHERE a.unit_id = "unit"."id" AND a.disabled_at IS NULL)`,
    })
    .from(unit)
    .where(and(eq(unit.subdistrictId, subdistrictId), isNull(unit.retiredAt)))
    .orderBy(asc(unit.organisationId), asc(unit.id))
  const entries = await readEntries(db, subdistrictId, fromAt, untilAt)
  const needs = await db
    .select()
    .from(dutyNeed)
    .where(eq(dutyNeed.subdistrictId, subdistrictId))
    .orderBy(asc(dutyNeed.id))
  const placements = await readPlacements(db, subdistrictId)
  const known = entries.map(toEntry)
  return { units, rosters: units.map((row) => toRoster(row, known)), entries, needs, placements }
}

/** The needs as the rule book takes them: each with all below its organisation, and with the people of its post. */
export function needsOf(
  { units, needs, placements }: Pick<Rota, 'units' | 'needs' | 'placements'>,
  at: number,
): Need[] {
  return needs.map((row) => ({
    id: row.id,
    organisationIds: subtreeAt(placements, row.organisationId, at),
    unitIds: row.post === null ? null : units.filter((one) => one.post === row.post).map((one) => one.id),
    atLeast: row.atLeast,
    fromMinute: row.fromMinute,
    toMinute: row.toMinute,
  }))
}

export const nameAt = (placements: readonly Placement[], organisationId: string, at: number): string =>
  placementAt(placements, organisationId, at)?.name ?? organisationId
