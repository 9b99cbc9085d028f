import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { LogEvent } from '@liandong/shared/wire/log-event.ts'

export type RecentStep = { id: string; type: string; at: string; place: string; unit: string }

/** Steps of the work that a stranger follows; receipts, clocks that start and stop, and notes are not for a wall. */
const TOLD = new Set([
  'incident.opened',
  'incident.dispatched',
  'incident.acknowledged',
  'incident.declined',
  'incident.departed',
  'incident.arrived',
  'incident.reported',
  'incident.handedBack',
  'incident.settled',
  'incident.transferredToPolice',
  'incident.ticketIssued',
  'incident.closed',
  'clock.breached',
  'source.silent',
  'source.heard',
])
const MOST = 8

/** `recentSteps` picks what is worth telling, newest first, with where and who. */
export function recentSteps(recent: readonly LogEvent[], incidents: readonly IncidentState[]): RecentStep[] {
  return recent
    .filter((event) => TOLD.has(event.type))
    .slice(-MOST)
    .reverse()
    .map((event) => {
      const incident = incidents.find((i) => i.id === event.caseId)
      const dispatchId = event.data.dispatchId ?? event.data.subject
      const unit = incident?.dispatches.find((d) => d.id === dispatchId)?.unit.name
      return { id: event.id, type: event.type, at: event.at, place: incident?.place?.name ?? '', unit: unit ?? '' }
    })
}
