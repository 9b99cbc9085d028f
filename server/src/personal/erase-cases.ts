import { and, inArray, isNotNull, sql } from 'drizzle-orm'
import { callSign } from '@liandong/shared/access/call-sign.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { ErasureCounts } from '@liandong/shared/wire/erasure.ts'
import { lockIncidents } from '../cases/incident-store.ts'
import { toColumns } from '../cases/incident-rows.ts'
import type { Tx } from '../store/database.ts'
import { alert, attachment, departmentNotice, event, incident, quarantine, ticket } from '../store/schema.ts'

export const NOTHING: ErasureCounts = { cases: 0, alerts: 0, tickets: 0, attachments: 0, events: 0, quarantined: 0 }
const EMPTY = Buffer.alloc(0)

/**
 * `eraseCases` takes out everything personal of ended cases: words, callers, addresses, names, reports, tickets, pictures. The rows
 * stay with their numbers and times, so no statistic changes; in the log the personal part goes with its salt, so the
 * chain stays whole and the digest that is left says nothing (ADR 0012).
 */
export async function eraseCases(tx: Tx, subdistrictId: string, ids: readonly string[], at: Date) {
  const rows = await lockIncidents(tx, ids)
  const states = rows.filter((row) => row.subdistrictId === subdistrictId && !row.state.live).map((row) => row.state)
  const caseIds = states.map((state) => state.id)
  if (caseIds.length === 0) return { caseIds, counts: NOTHING }
  for (const state of states) {
    const bare = withoutPersonal(state, at.toISOString())
    await tx
      .update(incident)
      .set(toColumns(bare))
      .where(inArray(incident.id, [state.id]))
  }
  const alerts = await tx
    .update(alert)
    .set({ body: EMPTY, narrative: '', address: null, lat: null, lon: null, caller: null, warnings: [] })
    .where(inArray(alert.incidentId, caseIds))
    .returning({ id: alert.id })
  const tickets = await tx
    .update(ticket)
    .set({ title: sql`${ticket.no}`, content: '', handback: {} })
    .where(inArray(ticket.incidentId, caseIds))
    .returning({ id: ticket.id })
  const attachments = await tx
    .update(attachment)
    .set({ bytes: null, caption: null })
    .where(and(inArray(attachment.caseId, [...caseIds, ...tickets.map((row) => row.id)]), isNotNull(attachment.bytes)))
    .returning({ id: attachment.id })
  await tx.update(departmentNotice).set({ place: null }).where(inArray(departmentNotice.incidentId, caseIds))
  const alertIds = alerts.map((row) => row.id)
  const { rowCount: quarantined } =
    alertIds.length === 0
      ? { rowCount: 0 }
      : await tx.update(quarantine).set({ body: EMPTY, errors: [] }).where(inArray(quarantine.alertId, alertIds))
  const subjects = [...caseIds, ...tickets.map((row) => row.id)]
  const { rowCount: events } = await tx
    .update(event)
    .set({ personal: null })
    .where(sql`${inArray(event.caseId, subjects)} AND ${event.personal} IS NOT NULL`)
  // the answers kept for a repeated key hold the case as it was
  await tx.execute(
    sql`DELETE FROM idempotency WHERE response -> 'incident' ->> 'id' = ANY (${sql.param(caseIds)}::text[])`,
  )
  const counts: ErasureCounts = {
    cases: caseIds.length,
    alerts: alertIds.length,
    tickets: tickets.length,
    attachments: attachments.length,
    events: events ?? 0,
    quarantined: quarantined ?? 0,
  }
  return { caseIds, counts }
}

/** The state without what anybody said and without whom or which house it was about; the community stays for the counts. */
const withoutPersonal = (state: IncidentState, erasedAt: string): IncidentState => ({
  ...state,
  summary: null,
  address: null,
  location: null,
  place: state.place && { ...state.place, name: null },
  classification: state.classification && { ...state.classification, reasons: [] },
  dispatches: state.dispatches.map((d) => ({
    ...d,
    unit: { ...d.unit, name: callSign(d.unit) },
    declineReason: null,
    delayReason: null,
  })),
  warnings: [],
  erasedAt,
})
