import { and, desc, eq, gt, gte, ilike, inArray, lt, ne, or, sql, type SQL } from 'drizzle-orm'
import { DOMESTIC_VIOLENCE, HOUSEHOLD_VIOLENCE } from '@liandong/shared/access/protection.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { Db } from '../store/database.ts'
import { incident } from '../store/schema.ts'

export type IncidentQuery = {
  subdistrictId: string
  q?: string | undefined
  stage?: string | undefined
  police?: string | undefined
  category?: string | undefined
  live?: boolean | undefined
  from?: Date | undefined
  to?: Date | undefined
  before?: { at: Date; id: string } | undefined
  limit: number
  /** A whole telephone number (phoneDigits): the cases its owner reported. Found by it, never shown. */
  phone?: string | undefined
  hidesReporter?: boolean
}

const HIDDEN = sql`${incident.state} -> 'classification' -> 'flags' ? ${DOMESTIC_VIOLENCE}
  OR ${incident.state} -> 'classification' -> 'subtypes' ? ${HOUSEHOLD_VIOLENCE}`

/** Cases whose caller has this number, by exact match on the server; part of a number finds nobody. */
const reportedFrom = ({ phone, hidesReporter }: IncidentQuery): SQL | undefined =>
  phone === undefined
    ? undefined
    : sql`(${incident.id} IN (SELECT reported_from(${phone}))
        AND ${hidesReporter === false ? sql`true` : sql`NOT (${HIDDEN})`})`

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, (c) => `\\${c}`)

/** Incidents newest first; one row more than asked for says that there are more. */
export async function searchIncidents(db: Db, query: IncidentQuery) {
  const like = query.q === undefined ? undefined : `%${escapeLike(query.q)}%`
  const conditions: (SQL | undefined)[] = [
    eq(incident.subdistrictId, query.subdistrictId),
    query.stage === undefined ? undefined : eq(incident.stage, query.stage),
    query.police === undefined ? undefined : eq(incident.police, query.police),
    query.category === undefined ? undefined : eq(incident.category, query.category),
    query.live === undefined ? undefined : eq(incident.live, query.live),
    query.from && gte(incident.receivedAt, query.from),
    query.to && lt(incident.receivedAt, query.to),
    like === undefined ? undefined : or(ilike(incident.no, like), ilike(incident.placeName, like), reportedFrom(query)),
    query.before &&
      or(
        lt(incident.receivedAt, query.before.at),
        and(eq(incident.receivedAt, query.before.at), lt(incident.id, query.before.id)),
      ),
  ]
  return db
    .select({ id: incident.id, receivedAt: incident.receivedAt, state: incident.state })
    .from(incident)
    .where(and(...conditions))
    .orderBy(desc(incident.receivedAt), desc(incident.id))
    .limit(query.limit + 1)
}

export async function findIncident(db: Db, subdistrictId: string, id: string): Promise<IncidentState | undefined> {
  const [row] = await db
    .select({ state: incident.state })
    .from(incident)
    .where(and(eq(incident.id, id), eq(incident.subdistrictId, subdistrictId)))
  return row?.state
}

export async function findIncidents(db: Db, ids: readonly string[]): Promise<IncidentState[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select({ state: incident.state })
    .from(incident)
    .where(inArray(incident.id, [...ids]))
  return rows.map((row) => row.state)
}

const MOST_EARLIER = 20

/** What happened at the same place before, within a span (A10: the third alert in 30 days is a warning). */
export async function findEarlier(db: Db, subdistrictId: string, state: IncidentState, spanMs: number) {
  if (!state.place?.name) return []
  const receivedAt = new Date(state.receivedAt)
  const rows = await db
    .select({
      id: incident.id,
      no: incident.no,
      reportedAt: incident.reportedAt,
      category: incident.category,
      stage: incident.stage,
    })
    .from(incident)
    .where(
      and(
        eq(incident.subdistrictId, subdistrictId),
        eq(incident.placeName, state.place.name),
        gt(incident.receivedAt, new Date(receivedAt.getTime() - spanMs)),
        lt(incident.receivedAt, receivedAt),
        ne(incident.id, state.id),
        eq(incident.exercise, state.exercise),
      ),
    )
    .orderBy(desc(incident.receivedAt))
    .limit(MOST_EARLIER)
  return rows.map((row) => ({ ...row, reportedAt: row.reportedAt.toISOString() }))
}
