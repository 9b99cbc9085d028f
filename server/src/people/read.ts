import { and, asc, eq, gt, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { placementAt, type Placement } from '@liandong/shared/organisation/placement.ts'
import type { Db } from '../store/database.ts'
import { account, organisation, unit } from '../store/schema.ts'
import { toPresent } from './organisations.ts'
import { readPlacements } from './placements.ts'

/** The lists administrators read: by id, one row more than asked for says that there are more. */
type Page = { subdistrictId: string; after?: string | undefined; limit: number }

const holds = (text: string | undefined, ...columns: PgColumn[]): SQL | undefined =>
  text === undefined || text === ''
    ? undefined
    : sql`strpos(lower(concat_ws(' ', ${sql.join(columns, sql`, `)})), lower(${text})) > 0`

const equals = (column: PgColumn, value: string | undefined) => (value === undefined ? undefined : eq(column, value))

type State = 'active' | 'ended' | 'all'
const inState = (column: PgColumn, state: State) =>
  state === 'all' ? undefined : state === 'active' ? isNull(column) : isNotNull(column)

export type AccountQuery = Page & {
  q?: string | undefined
  role?: string | undefined
  organisationId?: string | undefined
  state: State
}

export const listAccounts = (db: Db, { subdistrictId, after, limit, q, role, organisationId, state }: AccountQuery) =>
  db
    .select()
    .from(account)
    .where(
      and(
        eq(account.subdistrictId, subdistrictId),
        after === undefined ? undefined : gt(account.id, after),
        holds(q, account.name, account.username),
        equals(account.role, role),
        equals(account.organisationId, organisationId),
        inState(account.disabledAt, state),
      ),
    )
    .orderBy(asc(account.id))
    .limit(limit + 1)

export type UnitQuery = Page & {
  q?: string | undefined
  force?: string | undefined
  employment?: string | undefined
  skill?: string | undefined
  organisationId?: string | undefined
  state: State
}

export const listUnits = (db: Db, query: UnitQuery) =>
  db
    .select()
    .from(unit)
    .where(
      and(
        eq(unit.subdistrictId, query.subdistrictId),
        query.after === undefined ? undefined : gt(unit.id, query.after),
        holds(query.q, unit.name, unit.phone),
        equals(unit.force, query.force),
        equals(unit.employment, query.employment),
        equals(unit.organisationId, query.organisationId),
        query.skill === undefined ? undefined : sql`${query.skill} = ANY(${unit.skills})`,
        inState(unit.retiredAt, query.state),
      ),
    )
    .orderBy(asc(unit.id))
    .limit(query.limit + 1)

export async function findAccount(db: Db, subdistrictId: string, id: string) {
  const [row] = await db
    .select()
    .from(account)
    .where(and(eq(account.id, id), eq(account.subdistrictId, subdistrictId)))
  return row
}

const toPlace = ({ parentId, name, from, until }: Placement) => ({
  parentId,
  name,
  from: new Date(from).toISOString(),
  until: until === null ? null : new Date(until).toISOString(),
})

/** The tree as it stood at an instant, flat; `planned` is a move that has not come true at that instant. */
export async function listOrganisations(db: Db, { subdistrictId, after, limit, at }: Page & { at: number }) {
  const [rows, placements, people, units] = await Promise.all([
    db
      .select()
      .from(organisation)
      .where(
        and(
          eq(organisation.subdistrictId, subdistrictId),
          after === undefined ? undefined : gt(organisation.id, after),
        ),
      )
      .orderBy(asc(organisation.id))
      .limit(limit + 1),
    readPlacements(db, subdistrictId),
    countBy(db, account, account.subdistrictId, account.organisationId, account.disabledAt, subdistrictId),
    countBy(db, unit, unit.subdistrictId, unit.organisationId, unit.retiredAt, subdistrictId),
  ])
  return rows.map((row) => {
    const place = placementAt(placements, row.id, at)
    const planned = placements.find((one) => one.organisationId === row.id && one.from > at)
    return {
      ...toPresent(row),
      place: place ? toPlace(place) : null,
      planned: planned ? toPlace(planned) : null,
      people: people.get(row.id) ?? 0,
      units: units.get(row.id) ?? 0,
    }
  })
}

async function countBy(
  db: Db,
  table: typeof account | typeof unit,
  subdistrict: PgColumn,
  by: PgColumn,
  ended: PgColumn,
  id: string,
): Promise<Map<string, number>> {
  const rows = await db
    .select({ id: sql<string>`${by}`, n: sql<string>`count(*)` })
    .from(table)
    .where(and(eq(subdistrict, id), isNull(ended)))
    .groupBy(by)
  return new Map(rows.map((row) => [row.id, Number(row.n)]))
}

/** One organisation with all the places it ever had, the latest first. */
export async function findOrganisation(db: Db, subdistrictId: string, id: string) {
  const [row] = await db
    .select()
    .from(organisation)
    .where(and(eq(organisation.id, id), eq(organisation.subdistrictId, subdistrictId)))
  if (!row) return undefined
  const placements = await readPlacements(db, subdistrictId)
  const places = placements
    .filter((one) => one.organisationId === id)
    .toSorted((a, b) => b.from - a.from)
    .map((one) => ({
      ...toPlace(one),
      parentName: one.parentId === null ? null : (placementAt(placements, one.parentId, one.from)?.name ?? null),
    }))
  return { ...toPresent(row), places }
}
