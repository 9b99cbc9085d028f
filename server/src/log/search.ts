import { and, asc, desc, eq, gt, gte, ilike, inArray, lt, lte, or, sql, type SQL } from 'drizzle-orm'
import { isId } from '../platform/ids.ts'
import type { Db } from '../store/database.ts'
import { account, event, incident, ticket } from '../store/schema.ts'

export type AuditFilter = {
  subdistrictId: string
  from?: Date | undefined
  to?: Date | undefined
  /** Ids of accounts, or of the system and of sources. */
  actorIds?: readonly string[] | undefined
  type?: string | undefined
  kind?: typeof event.$inferSelect.kind | undefined
  caseId?: string | undefined
  text?: string | undefined
}

type Place = { at: Date; seq: number }
export type EventRow = typeof event.$inferSelect

/** A search for words looks at so many events at a time: the answer comes within a second and says how far it looked. */
const WINDOW = 50_000

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, (c) => `\\${c}`)

const indexed = (filter: AuditFilter): (SQL | undefined)[] => [
  eq(event.subdistrictId, filter.subdistrictId),
  filter.from && gte(event.at, filter.from),
  filter.to && lt(event.at, filter.to),
  filter.actorIds && inArray(sql`${event.actor} ->> 'id'`, [...filter.actorIds]),
  filter.type === undefined ? undefined : eq(event.type, filter.type),
  filter.kind === undefined ? undefined : eq(event.kind, filter.kind),
  filter.caseId === undefined ? undefined : eq(event.caseId, filter.caseId),
]

const says = (text: string): SQL => {
  const like = `%${escapeLike(text)}%`
  return sql`(${event.type} ILIKE ${like} OR ${event.data}::text ILIKE ${like})`
}

const isBefore = (place: Place | undefined): SQL | undefined =>
  place && or(lt(event.at, place.at), and(eq(event.at, place.at), lt(event.seq, place.seq)))

/** `searchLog` reads newest first; `next` is where to go on, also where this stretch held nothing that was asked for. */
export async function searchLog(
  db: Db,
  filter: AuditFilter,
  limit: number,
  before?: Place,
): Promise<{ rows: EventRow[]; next: Place | undefined }> {
  const newest = [desc(event.at), desc(event.seq)]
  const where = and(...indexed(filter), isBefore(before))
  if (filter.text === undefined) {
    const rows = await db
      .select()
      .from(event)
      .where(where)
      .orderBy(...newest)
      .limit(limit + 1)
    return cut(rows, limit)
  }
  const [edge] = await db
    .select({ at: event.at, seq: event.seq })
    .from(event)
    .where(where)
    .orderBy(...newest)
    .offset(WINDOW - 1)
    .limit(1)
  const within = edge && or(gt(event.at, edge.at), and(eq(event.at, edge.at), gte(event.seq, edge.seq)))
  const rows = await db
    .select()
    .from(event)
    .where(and(where, within, says(filter.text)))
    .orderBy(...newest)
    .limit(limit + 1)
  const page = cut(rows, limit)
  return { rows: page.rows, next: page.next ?? edge }
}

function cut(rows: EventRow[], limit: number): { rows: EventRow[]; next: Place | undefined } {
  const page = rows.slice(0, limit)
  return { rows: page, next: rows.length > limit ? page.at(-1) : undefined }
}

const matching = (filter: AuditFilter, upTo: number): SQL | undefined =>
  and(...indexed(filter), lte(event.seq, upTo), filter.text === undefined ? undefined : says(filter.text))

/** How many there are, counted no further than `most` + 1. */
export async function countLog(db: Db, filter: AuditFilter, upTo: number, most: number): Promise<number> {
  const found = db
    .select({ seq: event.seq })
    .from(event)
    .where(matching(filter, upTo))
    .limit(most + 1)
  const { rows } = await db.execute<{ n: number }>(sql`SELECT count(*)::int AS n FROM ${found} AS found`)
  return rows[0]?.n ?? 0
}

/** Everything that matches, oldest first, a page at a time. */
export async function* readLog(db: Db, filter: AuditFilter, upTo: number, page = 1_000): AsyncGenerator<EventRow[]> {
  for (let after = 0; ;) {
    const rows = await db
      .select()
      .from(event)
      .where(and(matching(filter, upTo), gt(event.seq, after)))
      .orderBy(asc(event.seq))
      .limit(page)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (rows.length < page || last === undefined) return
    after = last.seq
  }
}

/** The hashes these events were chained to, by the `seq` they belong to. */
export async function hashesOf(db: Db, subdistrictId: string, seqs: readonly number[]): Promise<Map<number, Buffer>> {
  const found = await db
    .select({ seq: event.seq, hash: event.hash })
    .from(event)
    .where(and(eq(event.subdistrictId, subdistrictId), inArray(event.seq, [...new Set(seqs)])))
  return new Map(found.map((row) => [row.seq, row.hash]))
}

export async function findEvent(db: Db, subdistrictId: string, seq: number): Promise<EventRow | undefined> {
  const [row] = await db
    .select()
    .from(event)
    .where(and(eq(event.subdistrictId, subdistrictId), eq(event.seq, seq)))
  return row
}

/** Some events of the same case around one, in order. */
export async function findNeighbours(db: Db, of: EventRow, each: number): Promise<EventRow[]> {
  const sameCase = and(eq(event.subdistrictId, of.subdistrictId), eq(event.caseId, of.caseId))
  const [before, after] = await Promise.all([
    db
      .select()
      .from(event)
      .where(and(sameCase, lt(event.seq, of.seq)))
      .orderBy(desc(event.seq))
      .limit(each),
    db
      .select()
      .from(event)
      .where(and(sameCase, gt(event.seq, of.seq)))
      .orderBy(asc(event.seq))
      .limit(each),
  ])
  return [...before.toReversed(), ...after]
}

/** The numbers people know cases by. */
export async function numbersOf(db: Db, caseIds: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(caseIds)].filter(isId)
  if (ids.length === 0) return new Map()
  const [incidents, tickets] = await Promise.all([
    db.select({ id: incident.id, no: incident.no }).from(incident).where(inArray(incident.id, ids)),
    db.select({ id: ticket.id, no: ticket.no }).from(ticket).where(inArray(ticket.id, ids)),
  ])
  return new Map([...incidents, ...tickets].map(({ id, no }) => [id, no]))
}

export async function caseOf(db: Db, subdistrictId: string, no: string): Promise<string | undefined> {
  const [row] = await db
    .select({ id: incident.id })
    .from(incident)
    .where(and(eq(incident.subdistrictId, subdistrictId), eq(incident.no, no)))
  if (row) return row.id
  const [one] = await db
    .select({ id: ticket.id })
    .from(ticket)
    .where(and(eq(ticket.subdistrictId, subdistrictId), eq(ticket.no, no)))
  return one?.id
}

/** Whose lines are meant by a part of a name, a user name or an id. What no account has is taken as an id. */
export async function findActors(db: Db, subdistrictId: string, words: string): Promise<string[]> {
  const like = `%${escapeLike(words)}%`
  const rows = await db
    .select({ id: account.id })
    .from(account)
    .where(and(eq(account.subdistrictId, subdistrictId), or(ilike(account.name, like), ilike(account.username, like))))
    .limit(200)
  return [...rows.map((row) => row.id), words]
}
