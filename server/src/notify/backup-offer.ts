import { and, eq, isNull, ne } from 'drizzle-orm'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { canOfferBackup, offeredBackups } from '@liandong/shared/clocks/call-out.ts'
import type { DecidedEvent } from '@liandong/shared/wire/log-event.ts'
import { onDutyAmong } from '../duty/rota-read.ts'
import type { Tx } from '../store/database.ts'
import { dispatch, unit } from '../store/schema.ts'

type Change = { after: IncidentState; events: readonly DecidedEvent[] }

/**
 * A backup is offered where somebody is free to be sent; where nobody is, the step is passed over at once and that is
 * said: whoever waits for an offer would wait for nothing.
 */
export async function skipBackups(
  tx: Tx,
  subdistrictId: string,
  changes: readonly Change[],
  now: number,
): Promise<{ incidentId: string; event: DecidedEvent }[]> {
  const offered = changes.flatMap(({ after, events }) =>
    offeredBackups(events, after).map((order) => ({ after, ...order })),
  )
  if (offered.length === 0) return []
  const units = await tx
    .select({
      id: unit.id,
      organisationId: unit.organisationId,
      duty: unit.duty,
      cycle: unit.cycle,
      ownState: unit.ownState,
      orderOf: dispatch.incidentId,
    })
    .from(unit)
    .leftJoin(dispatch, and(eq(dispatch.unitId, unit.id), dispatch.active))
    .where(and(eq(unit.subdistrictId, subdistrictId), isNull(unit.retiredAt), ne(unit.kind, 'seat')))
  const onDuty = await onDutyAmong(tx, units, now)
  const free = units.filter((one) => onDuty.has(one.id) && one.orderOf === null && one.ownState === 'standby')
  return offered
    .filter(({ after }) => !canOfferBackup(after, free))
    .map(({ after, dispatchId, unitId }) => ({
      incidentId: after.id,
      event: { type: 'incident.stepSkipped', data: { dispatchId, unitId, step: 'backup', why: 'nobodyFree' } },
    }))
}
