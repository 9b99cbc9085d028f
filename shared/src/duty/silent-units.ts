import type { BoardUnit } from '../board/board.ts'
import { isActiveDispatch } from '../cases/incident/lifecycle.ts'
import type { Dispatch, IncidentState } from '../cases/incident/state.ts'
import { MINUTE_MS, toMs } from '../time.ts'

/** Under an order and not heard of for so long, neither a key pressed nor a position: somebody should call (design). */
export const SILENT_UNDER_ORDER_MS = 10 * MINUTE_MS

export type SilentUnit = { incident: IncidentState; dispatch: Dispatch; since: string }

/**
 * `silentUnits` are the units under order that have gone quiet, longest first; what was last heard is `since`. A key pressed
 * is a person; a position is at least the way somebody goes. `lastContactAt` is neither: an open page answers by itself
 * from the pocket of somebody who lies on the ground, so it says whether a unit may hear (contact.ts), never that all is well.
 */
export function silentUnits(
  incidents: readonly IncidentState[],
  units: readonly BoardUnit[],
  now: number,
): SilentUnit[] {
  const seenAt = new Map(units.map((unit) => [unit.id, unit.locationAt]))
  return incidents
    .flatMap((incident) =>
      incident.dispatches.filter(isActiveDispatch).map((dispatch) => {
        const heard = [
          dispatch.issuedAt,
          dispatch.deliveredAt,
          dispatch.seenAt,
          dispatch.acknowledgedAt,
          dispatch.departedAt,
          dispatch.arrivedAt,
          dispatch.reportedAt,
          seenAt.get(dispatch.unit.id),
        ].filter((at) => typeof at === 'string')
        return { incident, dispatch, since: heard.reduce((a, b) => (toMs(b) > toMs(a) ? b : a)) }
      }),
    )
    .filter(({ since }) => now - toMs(since) >= SILENT_UNDER_ORDER_MS)
    .toSorted((a, b) => toMs(a.since) - toMs(b.since))
}
