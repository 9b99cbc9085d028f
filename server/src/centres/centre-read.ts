import { and, asc, eq, gt, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import type { Centre, CentreLevel, CentreRow } from '@liandong/shared/wire/centre.ts'
import { idsOfSubtree } from '../cases/subtree.ts'
import type { Db, Tx } from '../store/database.ts'
import { account, centre, centreRoom, centreVisit, centreWindow, organisation } from '../store/schema.ts'

type Row = { centre: typeof centre.$inferSelect; organisation: Pick<typeof organisation.$inferSelect, 'name' | 'kind'> }

/** Whose centres: all of the street, or for a department those below it and that of its own village. */
export type CentreScope = { organisationId: string; at: Date }

function within({ organisationId, at }: CentreScope): SQL {
  const instant = sql`${at.toISOString()}::timestamptz`
  return sql`(${centre.organisationId} IN ${idsOfSubtree(organisationId, at)} OR EXISTS (
    SELECT FROM organisation_place AS place JOIN organisation AS own ON own.id = place.organisation_id
    WHERE own.id = ${organisationId} AND own.kind = 'grid' AND place.parent_id = ${centre.organisationId}
      AND place.from_at <= ${instant} AND (place.until_at IS NULL OR ${instant} < place.until_at)))`
}

const levelOf = (kind: string): CentreLevel => (kind === 'village' ? 'village' : 'street')

const selected = {
  centre,
  organisation: { name: organisation.name, kind: organisation.kind },
}

type ListQuery = {
  subdistrictId: string
  scope?: CentreScope | undefined
  q?: string | undefined
  after?: string | undefined
  limit: number
}

/** The centres by id; one row more than asked for says that there are more. `day` asks who waits there. */
export async function listCentres(db: Db, query: ListQuery, day?: string): Promise<CentreRow[]> {
  const { subdistrictId, scope, q, after, limit } = query
  const rows = await db
    .select(selected)
    .from(centre)
    .innerJoin(organisation, eq(organisation.id, centre.organisationId))
    .where(
      and(
        eq(centre.subdistrictId, subdistrictId),
        scope && within(scope),
        after === undefined ? undefined : gt(centre.organisationId, after),
        q === undefined || q === '' ? undefined : sql`strpos(lower(${organisation.name}), lower(${q})) > 0`,
        isNull(organisation.closedAt),
      ),
    )
    .orderBy(asc(centre.organisationId))
    .limit(limit + 1)
  const waiting = day === undefined ? undefined : await countWaiting(db, subdistrictId, day)
  return rows.map(({ centre: kept, organisation: { name, kind } }) => ({
    id: kept.organisationId,
    name,
    level: levelOf(kind),
    address: kept.address,
    phones: kept.phones,
    microCourt: kept.microCourt,
    agents: kept.agents.length,
    waiting: waiting ? (waiting.get(kept.organisationId) ?? 0) : null,
  }))
}

async function countWaiting(db: Db, subdistrictId: string, day: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ id: centreVisit.centreId, n: sql<string>`count(*)` })
    .from(centreVisit)
    .where(
      and(eq(centreVisit.subdistrictId, subdistrictId), eq(centreVisit.day, day), eq(centreVisit.state, 'waiting')),
    )
    .groupBy(centreVisit.centreId)
  return new Map(rows.map((row) => [row.id, Number(row.n)]))
}

/** One centre with its rooms and windows; undefined where there is none that the caller may know of. */
export async function findCentre(
  db: Db | Tx,
  subdistrictId: string,
  id: string,
  scope?: CentreScope,
): Promise<Centre | undefined> {
  const [row] = await db
    .select(selected)
    .from(centre)
    .innerJoin(organisation, eq(organisation.id, centre.organisationId))
    .where(
      and(
        eq(centre.organisationId, id),
        eq(centre.subdistrictId, subdistrictId),
        isNull(organisation.closedAt),
        scope && within(scope),
      ),
    )
  return row && toCentre(db, row)
}

async function toCentre(db: Db | Tx, { centre: kept, organisation: { name, kind } }: Row): Promise<Centre> {
  const id = kept.organisationId
  const rooms = await db
    .select()
    .from(centreRoom)
    .where(and(eq(centreRoom.centreId, id), isNull(centreRoom.retiredAt)))
    .orderBy(asc(centreRoom.name))
  const windows = await db
    .select()
    .from(centreWindow)
    .where(and(eq(centreWindow.centreId, id), isNull(centreWindow.retiredAt)))
    .orderBy(asc(centreWindow.number))
  const seated = windows.flatMap((window) => window.accountId ?? [])
  const people =
    seated.length === 0
      ? []
      : await db.select({ id: account.id, name: account.name }).from(account).where(inArray(account.id, seated))
  const nameOf = new Map(people.map((person) => [person.id, person.name]))
  const grids = await db
    .select({ id: organisation.id, name: organisation.name })
    .from(organisation)
    .where(
      and(
        eq(organisation.kind, 'grid'),
        isNull(organisation.closedAt),
        sql`EXISTS (SELECT FROM organisation_place AS place WHERE place.organisation_id = ${organisation.id}
          AND place.parent_id = ${id} AND place.until_at IS NULL)`,
      ),
    )
    .orderBy(asc(organisation.id))
  return {
    id,
    name,
    level: levelOf(kind),
    grids,
    address: kept.address,
    phones: kept.phones,
    capacity: kept.capacity,
    hours: kept.hours,
    microCourt: kept.microCourt,
    agents: kept.agents,
    rooms: rooms.map((room) => ({ id: room.id, name: room.name, purpose: room.purpose, seats: room.seats })),
    windows: windows.map((window) => ({
      id: window.id,
      number: window.number,
      name: window.name,
      purpose: window.purpose,
      accountId: window.accountId,
      accountName: window.accountId === null ? null : (nameOf.get(window.accountId) ?? null),
      isOpen: window.isOpen,
    })),
    version: kept.version,
  }
}
