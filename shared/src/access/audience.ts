import type { IncidentState } from '../cases/incident/state.ts'
import { isActiveDispatch } from '../cases/incident/lifecycle.ts'
import type { Actor, Role } from './actor.ts'
import { maskName } from './masking.ts'

/**
 * Who is told of incidents, and how much: the same table answers the board, the event log and the sockets, so no door
 * shows more than another. Roles that are not here see no incident at all (domain.md §3.8).
 */
export type Audience =
  /** Everything, personal numbers masked. */
  | 'room'
  /** Police-class and handed-over incidents. */
  | 'police'
  /** The own orders while they run. */
  | 'unit'
  /** Aggregated: no narrative, no name, building-level place. */
  | 'wall'
  | 'none'

const AUDIENCE: Record<Role, Audience> = {
  operator: 'room',
  leader: 'room',
  supervisor: 'room',
  police: 'police',
  responder: 'unit',
  wall: 'wall',
  department: 'none',
  mediator: 'none',
  petition: 'none',
  admin: 'none',
  security: 'none',
  auditor: 'none',
}

export const audienceOf = (role: Role): Audience => AUDIENCE[role]

/** `maySee` is the row-level half of access: is this incident within what the caller may see? */
export function maySee(
  incident: Pick<IncidentState, 'classification' | 'police' | 'dispatches'>,
  actor: Actor,
): boolean {
  if (actor.kind !== 'user') return false
  switch (audienceOf(actor.role)) {
    case 'room':
    case 'wall':
      return true
    case 'police':
      return incident.police !== null || incident.classification?.police === 'police'
    case 'unit':
      return incident.dispatches.some((d) => d.unit.id === actor.unitId && isActiveDispatch(d))
    default:
      return false
  }
}

/** What a wall may be told of the personal part of an event: where, and of what class; nothing anybody said. */
const WALL_FIELDS = ['location', 'place', 'classification', 'unitName']

/** `showPersonal` is the part of an event's personal data this audience may read. */
export function showPersonal(audience: Audience, personal: Record<string, unknown>): Record<string, unknown> {
  if (audience === 'none') return {}
  if (audience !== 'wall') return personal
  const shown = Object.entries(personal).filter(([key]) => WALL_FIELDS.includes(key))
  return Object.fromEntries(shown.map(([key, value]) => [key, wallValue(key, value)]))
}

const wallValue = (key: string, value: unknown): unknown => {
  if (key === 'unitName') return maskUnitName(value as string)
  if (key === 'classification') return value === null ? null : { ...(value as object), reasons: [] }
  return value
}

/** Only persons' names are masked: "巡逻车 1" stays readable, "王建国" becomes "王*". */
export const maskUnitName = (name: string): string => (/^\p{Script=Han}{2,4}$/u.test(name) ? maskName(name) : name)

/** `showIncident` is the same cut made on a state: what `evolve` over the shown events would have built. */
export function showIncident(audience: Audience, incident: IncidentState): IncidentState {
  if (audience !== 'wall') return incident
  return {
    ...incident,
    summary: null,
    address: null,
    classification: incident.classification && { ...incident.classification, reasons: [] },
    dispatches: incident.dispatches.map((d) => ({
      ...d,
      unit: { ...d.unit, name: maskUnitName(d.unit.name) },
      declineReason: null,
      delayReason: null,
    })),
  }
}
