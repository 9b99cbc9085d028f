import { sql } from 'drizzle-orm'
import { phoneDigits } from '@liandong/shared/access/spoken-numbers.ts'
import type { ErasureCase } from '@liandong/shared/wire/erasure.ts'
import type { Db, Tx } from '../store/database.ts'

/** Who asks to be erased: by the number they called from or are named with, or by the number of their case. */
export type Person = { phone: string } | { incidentNo: string }

/** Full-width digits count as digits; blanks and dashes between them are passed over, and no other digit stands beside them. */
const pattern = (phone: string): string => `(?<!\\d)(?:86)?${[...phone].join('[ .·_　-]*')}(?!\\d)`
const plain = (column: ReturnType<typeof sql>) => sql`translate(${column}, '０１２３４５６７８９－', '0123456789-')`

/** Every case a person is in and that has not been erased: as its caller, or named anywhere in its words. */
export async function findCasesOf(db: Db | Tx, subdistrictId: string, person: Person): Promise<ErasureCase[]> {
  const { rows } = await db.execute<{ id: string; no: string; at: Date; ended: string | null; live: boolean }>(sql`
    SELECT id, no, reported_at AS at, coalesce(state ->> 'closedAt', state ->> 'outcomeAt') AS ended, live FROM incident
    WHERE subdistrict_id = ${subdistrictId} AND state ->> 'erasedAt' IS NULL AND ${whereOf(subdistrictId, person)}
    ORDER BY received_at DESC, id DESC LIMIT 500`)
  return rows.map((row) => ({
    id: row.id,
    no: row.no,
    reportedAt: new Date(row.at).toISOString(),
    endedAt: row.live ? null : row.ended,
    isOpen: row.live,
  }))
}

function whereOf(subdistrictId: string, person: Person) {
  if ('incidentNo' in person) return sql`no = ${person.incidentNo}`
  const phone = phoneDigits(person.phone)
  const said = pattern(phone)
  return sql`(id IN (
      SELECT incident_id FROM alert WHERE subdistrict_id = ${subdistrictId} AND incident_id IS NOT NULL AND (
        (caller ->> 'phone' IS NOT NULL AND right(regexp_replace(caller ->> 'phone', '[^0-9]', '', 'g'), 11) = ${phone})
        OR ${plain(sql`narrative || ' ' || coalesce(address, '')`)} ~ ${said}))
    OR id IN (SELECT incident_id FROM ticket WHERE subdistrict_id = ${subdistrictId}
        AND ${plain(sql`title || ' ' || content || ' ' || handback::text`)} ~ ${said})
    OR id::text IN (SELECT case_id FROM event WHERE subdistrict_id = ${subdistrictId} AND personal IS NOT NULL
        AND ${plain(sql`(personal -> 'fields')::text`)} ~ ${said}))`
}

const named = (subdistrictId: string, phone: string) => sql`subdistrict_id = ${subdistrictId}
  AND octet_length(body) > 0 AND ${plain(sql`encode(body, 'escape')`)} ~ ${pattern(phoneDigits(phone))}`

/** Bodies that never became alerts may name the person too; they are no case and go whole. */
export async function countQuarantine(db: Db | Tx, subdistrictId: string, phone: string): Promise<number> {
  const { rows } = await db.execute<{ n: string }>(
    sql`SELECT count(*) AS n FROM quarantine WHERE ${named(subdistrictId, phone)}`,
  )
  return Number(rows[0]?.n)
}

export async function emptyQuarantine(tx: Tx, subdistrictId: string, phone: string): Promise<number> {
  const { rowCount } = await tx.execute(
    sql`UPDATE quarantine SET body = '', errors = '[]' WHERE ${named(subdistrictId, phone)}`,
  )
  return rowCount ?? 0
}
