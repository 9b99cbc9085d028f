import { eq } from 'drizzle-orm'
import type { Actor } from '@liandong/shared/access/actor.ts'
import { advance } from '@liandong/shared/cases/incident/advance.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { SlaBook } from '@liandong/shared/clocks/sla.ts'
import { toIso } from '@liandong/shared/time.ts'
import type { CaseEvents } from '../log/append.ts'
import type { Tx } from '../store/database.ts'
import { alert } from '../store/schema.ts'
import { story } from './story.ts'
import { updateIncidents, type IncidentRow } from './incident-store.ts'

/** The other half of a merge: the incident that goes on takes over the alerts, and every caller with them. */
export async function joinTarget(
  tx: Tx,
  rows: readonly IncidentRow[],
  intoId: string,
  merged: IncidentState,
  by: { actor: Actor; now: number; sla: SlaBook },
): Promise<{ state: IncidentState; story: CaseEvents }> {
  const target = rows.find((row) => row.state.id === intoId)
  if (!target) throw new Error('the merge target was decided on but not locked')
  const data = { alertIds: merged.alertIds, fromId: merged.id, fromNo: merged.no }
  const joined = advance(target.state, [{ type: 'incident.joined', data }], {
    at: toIso(by.now),
    actorId: by.actor.id,
    sla: by.sla,
  })
  await updateIncidents(tx, target.subdistrictId, [{ before: target.state, after: joined.state }])
  await tx.update(alert).set({ incidentId: intoId }).where(eq(alert.incidentId, merged.id))
  return { state: joined.state, story: story(target, joined.events) }
}
