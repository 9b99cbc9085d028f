import { and, asc, eq, gt, lte, sql } from 'drizzle-orm'
import type { Db, Tx } from '../store/database.ts'
import { event, logHead } from '../store/schema.ts'

/** An event as stored; `personal` is null where there was none or where it has been erased. */
export type StoredEvent = {
  seq: number
  id: string
  type: string
  at: string
  actor: { kind: string; id: string; role?: string }
  kind: 'incident' | 'ticket' | 'unit' | 'source' | 'duty' | 'audit'
  caseId: string
  version: number
  data: Record<string, unknown>
  personal: Record<string, unknown> | null
}

const columns = {
  seq: event.seq,
  id: event.id,
  type: event.type,
  at: event.at,
  actor: event.actor,
  kind: event.kind,
  caseId: event.caseId,
  version: event.version,
  data: event.data,
  personal: event.personal,
}

type Row = { [K in keyof typeof columns]: (typeof columns)[K]['_']['data'] } & {
  personal: { fields: Record<string, unknown> } | null
}

const toStored = (row: Row): StoredEvent => ({
  ...row,
  at: row.at.toISOString(),
  personal: row.personal?.fields ?? null,
})

/** `readAfter` reads on from `after`, in `seq` order. */
export async function readAfter(
  db: Db | Tx,
  subdistrictId: string,
  after: number,
  limit: number,
): Promise<StoredEvent[]> {
  const rows = await db
    .select(columns)
    .from(event)
    .where(and(eq(event.subdistrictId, subdistrictId), gt(event.seq, after), lte(event.seq, after + limit)))
    .orderBy(asc(event.seq))
  return rows.map((row) => toStored(row as Row))
}

/** `readCase` reads the whole story of one case. */
export async function readCase(db: Db | Tx, subdistrictId: string, caseId: string): Promise<StoredEvent[]> {
  const rows = await db
    .select(columns)
    .from(event)
    .where(and(eq(event.caseId, caseId), eq(event.subdistrictId, subdistrictId)))
    .orderBy(asc(event.seq))
  return rows.map((row) => toStored(row as Row))
}

export async function readHead(db: Db | Tx, subdistrictId: string): Promise<number> {
  const [row] = await db.select({ seq: logHead.seq }).from(logHead).where(eq(logHead.subdistrictId, subdistrictId))
  return row?.seq ?? 0
}

export const readSubdistricts = async (db: Db): Promise<string[]> =>
  (await db.execute<{ id: string }>(sql`SELECT DISTINCT subdistrict_id AS id FROM organisation ORDER BY 1`)).rows.map(
    (r) => r.id,
  )
