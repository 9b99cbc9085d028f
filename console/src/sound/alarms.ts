import type { BoardUnit } from '@liandong/shared/board/board.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { isOpen, type Clock } from '@liandong/shared/clocks/clock.ts'
import { declinedLast } from '@liandong/shared/clocks/unanswered.ts'
import { ALARM_KINDS, type AlarmKind } from './tones.ts'

/** An alarm is a state, not a message: it is on while its reason lasts and nobody has said "heard". */
export type Alarm = {
  kind: AlarmKind
  incidentId: string
  /** What `attend` takes: `new` or the id of a clock. */ alarm: string
}

/**
 * `alarmsOf` derives the alarms from the board. Because they come from the state, a feed that returns, a page that is
 * loaded again or a second screen start nothing that somebody has already answered.
 */
export function alarmsOf(incidents: readonly IncidentState[]): Alarm[] {
  return incidents.filter((incident) => incident.live).flatMap(alarmsOfIncident)
}

function alarmsOfIncident(incident: IncidentState): Alarm[] {
  const waits = (incident.stage === 'received' || incident.stage === 'triaged') && incident.dispatches.length === 0
  const fresh: Alarm[] = waits
    ? [{ kind: incident.severity === 1 ? 'newSevere' : 'newOther', incidentId: incident.id, alarm: 'new' }]
    : []
  // nobody has been sent since: the order is to be offered again at once
  const declined = declinedLast(incident).map((d): Alarm => ({
    kind: 'unacknowledged',
    incidentId: incident.id,
    alarm: `declined.${d.id}`,
  }))
  // the shift leader is told: whoever had heard of it before is told again
  const leader = incident.clocks
    .filter((clock) => clock.clock === 'K3' && isOpen(clock) && clock.warned.includes('leader'))
    .map((clock): Alarm => ({ kind: 'unacknowledged', incidentId: incident.id, alarm: `${clock.id}.leader` }))
  const clocks = incident.clocks.flatMap((clock): Alarm[] => {
    const kind = kindOf(clock)
    return kind === undefined ? [] : [{ kind, incidentId: incident.id, alarm: clock.id }]
  })
  const backup: Alarm[] = incident.backup
    ? [{ kind: 'newSevere', incidentId: incident.id, alarm: `backup.${incident.backup.at}` }]
    : []
  return [...backup, ...fresh, ...declined, ...clocks, ...leader].filter(
    (alarm) => !incident.attended.includes(alarm.alarm),
  )
}

/** One of ours in danger sounds like the gravest alert, until a person has heard it. */
export const sosAlarms = (units: readonly BoardUnit[]): Alarm[] =>
  units.flatMap((unit) =>
    unit.sos && unit.sos.attendedAt === null ? [{ kind: 'newSevere', incidentId: unit.id, alarm: unit.sos.id }] : [],
  )

/** K3 reminds at 30 s and is red at 60 s (domain §3.6): both are "nobody took the order". */
function kindOf(clock: Clock): AlarmKind | undefined {
  if (clock.clock === 'K3')
    return isOpen(clock) && (clock.state === 'breached' || clock.warned.includes('remind'))
      ? 'unacknowledged'
      : undefined
  return isOpen(clock) && clock.state === 'breached' ? 'breach' : undefined
}

/** Repeats of one kind are one alarm with a count: a storm sounds once, not sixty times. */
export function countAlarms(alarms: readonly Alarm[]): { kind: AlarmKind; count: number }[] {
  return ALARM_KINDS.map((kind) => ({ kind, count: alarms.filter((a) => a.kind === kind).length })).filter(
    ({ count }) => count > 0,
  )
}
