import { isActiveDispatch } from '../cases/incident/lifecycle.ts'
import type { Dispatch, IncidentState } from '../cases/incident/state.ts'
import { isOpen, type Clock } from './clock.ts'

/** An order that is red: somebody of the room telephones (D33). */
export type Unanswered = { dispatch: Dispatch; clock: Clock; isBackupOffered: boolean }

/** `unansweredOrders` are the orders nobody has acknowledged in the time of K3, oldest first. */
export const unansweredOrders = (incident: Pick<IncidentState, 'clocks' | 'dispatches'>): Unanswered[] =>
  incident.dispatches.filter(isActiveDispatch).flatMap((dispatch) => {
    const clock = incident.clocks.findLast((c) => c.clock === 'K3' && c.subject === dispatch.id)
    if (!clock || !isOpen(clock) || clock.state !== 'breached') return []
    return [{ dispatch, clock, isBackupOffered: clock.warned.includes('backup') }]
  })

/** `declinedLast` are the orders that were declined and nobody has been sent since: the desk offers again at once. */
export function declinedLast(incident: Pick<IncidentState, 'stage' | 'dispatches'>): Dispatch[] {
  if (incident.stage !== 'received' && incident.stage !== 'triaged') return []
  return incident.dispatches.filter(
    (d) =>
      d.stage === 'declined' &&
      d.endedAt !== null &&
      !incident.dispatches.some((other) => other.id !== d.id && other.issuedAt >= (d.endedAt as string)),
  )
}
