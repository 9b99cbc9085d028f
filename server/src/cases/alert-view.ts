import { asc, eq } from 'drizzle-orm'
import type { Audience } from '@liandong/shared/access/audience.ts'
import { maskName, maskNarrative, maskPhone } from '@liandong/shared/access/masking.ts'
import { seesReporter, speaksOfDomesticViolence, withoutHome } from '@liandong/shared/access/protection.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
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

/** A source reads what it gave; a person reads as much as their audience may know of the case it belongs to. */
type Reader = 'source' | { audience: Audience; of: Pick<IncidentState, 'classification'> | undefined }

export function toAlertView(row: AlertRow, reader: Reader): AlertView {
  const letters = [...row.narrative]
  const isShortened = letters.length > SHOWN && reader !== 'source'
  const view = {
    id: row.id,
    externalNo: row.externalNo,
    sourceId: row.sourceId,
    narrative: isShortened ? `${letters.slice(0, SHOWN).join('')}…` : row.narrative,
    narrativeShortened: isShortened,
    address: row.address,
    location: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
    caller: row.caller && { name: row.caller.name, phone: row.caller.phone, anonymous: row.caller.anonymous },
    sourceCategory: row.sourceCategory,
    severity: row.severity,
    reportedAt: row.reportedAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    warnings: row.warnings,
    exercise: row.exercise,
    incidentId: row.incidentId,
  }
  if (reader === 'source') return view
  const masked = maskView(view)
  if (reader.of && seesReporter(reader.audience, reader.of)) return masked
  // before it has a case nobody has looked at whom it may endanger
  return reader.of === undefined && !speaksOfDomesticViolence(row.narrative)
    ? masked
    : protectView(masked, reader.audience)
}

/** Phones, names and numbers masked (domain.md §2.5); in full they are shown by a reveal alone. */
const maskView = (view: AlertView): AlertView => ({
  ...view,
  narrative: maskNarrative(view.narrative),
  address: view.address && maskNarrative(view.address),
  caller: view.caller && {
    ...view.caller,
    name: view.caller.name && maskName(view.caller.name),
    phone: view.caller.phone && maskPhone(view.caller.phone),
  },
})

const protectView = (view: AlertView, audience: Audience): AlertView => ({
  ...view,
  narrative: withoutHome.words(view.narrative),
  address: view.address && withoutHome.address(audience, view.address),
  caller: null,
  reporterProtected: true,
})
