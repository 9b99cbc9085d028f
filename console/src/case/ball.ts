import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { isActiveDispatch } from '@liandong/shared/cases/incident/lifecycle.ts'

/** What has to happen next; each has its words in the message files. */
export type NextAct =
  | 'triage'
  | 'order'
  | 'acknowledge'
  | 'depart'
  | 'arrive'
  | 'report'
  | 'settle'
  | 'ticket'
  | 'policeFeedback'
  | 'visit'
  | 'close'
  | 'none'

/** Who has the ball: the room, a unit by name, or the station; and since when. */
export type Ball = { who: 'room' | 'unit' | 'police' | 'nobody'; name: string | null; since: string; next: NextAct }

export function ballOf(incident: IncidentState): Ball {
  const room = (next: NextAct, since: string): Ball => ({ who: 'room', name: null, since, next })
  const lead =
    incident.dispatches.find((d) => d.lead && isActiveDispatch(d)) ?? incident.dispatches.find(isActiveDispatch)
  const unit = (next: NextAct, since: string): Ball => ({ who: 'unit', name: lead?.unit.name ?? null, since, next })
  switch (incident.stage) {
    case 'received':
      return room('triage', incident.receivedAt)
    case 'triaged':
      return room('order', lastEnded(incident) ?? incident.triagedAt ?? incident.receivedAt)
    case 'dispatched':
      return unit('acknowledge', lead?.issuedAt ?? incident.receivedAt)
    case 'acknowledged':
      return unit('depart', lead?.acknowledgedAt ?? incident.receivedAt)
    case 'enRoute':
      return unit('arrive', lead?.departedAt ?? incident.receivedAt)
    case 'onScene':
      return unit('report', lead?.arrivedAt ?? incident.receivedAt)
    case 'reported':
      return unit('settle', lead?.reportedAt ?? incident.receivedAt)
    case 'handedBack':
      return room('ticket', incident.handback?.at ?? incident.receivedAt)
    case 'toPolice':
      return incident.police?.feedbackAt || incident.police?.linkEnded
        ? room('close', incident.police.feedbackAt ?? incident.police.linkEnded?.at ?? incident.receivedAt)
        : { who: 'police', name: null, since: incident.police?.since ?? incident.receivedAt, next: 'policeFeedback' }
    case 'visited':
      return room('close', incident.outcomeAt ?? incident.receivedAt)
    case 'settled':
    case 'ticketed':
    case 'transferred':
    case 'noAction':
      return room('visit', incident.outcomeAt ?? incident.receivedAt)
    default:
      return {
        who: 'nobody',
        name: null,
        since: incident.closedAt ?? incident.outcomeAt ?? incident.receivedAt,
        next: 'none',
      }
  }
}

/** When every unit has declined, the wait for an order begins anew at the last decline. */
const lastEnded = (incident: IncidentState): string | undefined =>
  incident.dispatches
    .flatMap((d) => (d.endedAt ? [d.endedAt] : []))
    .sort()
    .at(-1)
