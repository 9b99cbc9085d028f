import { asc, eq } from 'drizzle-orm'
import { maskName, maskNarrative, maskPhone } from '@liandong/shared/access/masking.ts'
import type { AlertView } from '@liandong/shared/wire/incident-detail.ts'
import type { Db, Tx } from '../store/database.ts'
import { alert } from '../store/schema.ts'

export type AlertRow = typeof alert.$inferSelect

/** Shown of a long narrative; it is kept whole (contract.md). */
const SHOWN = 2_000

export async function findAlert(db: Db | Tx, id: string): Promise<AlertRow | undefined> {
  const [row] = await db.select().from(alert).where(eq(alert.id, id))
  return row
}

export const findAlertsOf = (db: Db | Tx, incidentId: string): Promise<AlertRow[]> =>
  db.select().from(alert).where(eq(alert.incidentId, incidentId)).orderBy(asc(alert.receivedAt), asc(alert.id))

/** A source reads what it gave; a person reads it with phones, names and numbers masked (domain.md §2.5). */
export function toAlertView(row: AlertRow, reader: 'source' | 'person'): AlertView {
  const mask = reader === 'person'
  const letters = [...row.narrative]
  const shown = letters.length > SHOWN && mask ? `${letters.slice(0, SHOWN).join('')}…` : row.narrative
  return {
    id: row.id,
    externalNo: row.externalNo,
    sourceId: row.sourceId,
    narrative: mask ? maskNarrative(shown) : shown,
    narrativeShortened: mask && letters.length > SHOWN,
    address: row.address,
    location: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
    caller: row.caller && {
      name: row.caller.name && (mask ? maskName(row.caller.name) : row.caller.name),
      phone: row.caller.phone && (mask ? maskPhone(row.caller.phone) : row.caller.phone),
      anonymous: row.caller.anonymous,
    },
    sourceCategory: row.sourceCategory,
    severity: row.severity,
    reportedAt: row.reportedAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    warnings: row.warnings,
    exercise: row.exercise,
    incidentId: row.incidentId,
  }
}
