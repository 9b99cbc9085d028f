import type { Classification } from '../classify/classification.ts'
import type { IncidentState } from '../cases/incident/state.ts'
import { isActiveDispatch } from '../cases/incident/lifecycle.ts'
import type { Actor, Role } from './actor.ts'
import { callSign } from './call-sign.ts'
import { maskDeep, maskNarrative } from './masking.ts'
import { DOMESTIC_VIOLENCE, hideReporter, isProtected, withoutHome } from './protection.ts'

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
/** Says where, and who is sent: needed whole on the way there. */
const WHOLE_FIELDS = ['location', 'place', 'unitName']

type Event = {
  type: string
  caseId: string
  data: Record<string, unknown>
  personal: Record<string, unknown> | null
}

/** `showData` is what this audience may read of an event: its data, and what is left of its personal part. */
export function showData(audience: Audience, event: Event): Record<string, unknown> {
  const { data, personal } = event
  if (audience === 'none') return data
  if (audience === 'wall') return { ...wallData(data), ...wallPersonal(event, personal ?? {}) }
  return personal ? { ...data, ...showPersonal(audience, event.data, personal) } : data
}

/** Everything a person reads is masked; what is plain in it is shown by a reveal alone (reveal.ts). */
function showPersonal(audience: Audience, data: Record<string, unknown>, personal: Record<string, unknown>) {
  const shown = Object.fromEntries(
    Object.entries(personal).map(([key, value]) => [key, WHOLE_FIELDS.includes(key) ? value : maskDeep(value)]),
  )
  if (!suspects(data) || audience === 'police') return shown
  return {
    ...shown,
    ...(typeof shown.summary === 'string' ? { summary: withoutHome.words(shown.summary) } : {}),
    ...(typeof shown.address === 'string' ? { address: withoutHome.address(audience, shown.address) } : {}),
  }
}

/** `incident.opened` says it where the words speak of violence at home. */
const suspects = (data: Record<string, unknown>): boolean =>
  Array.isArray(data.flags) && data.flags.includes(DOMESTIC_VIOLENCE)

const wallData = (data: Record<string, unknown>): Record<string, unknown> => {
  const shown = { ...data }
  if (shown.warnings !== undefined) shown.warnings = []
  if (shown.flags !== undefined) shown.flags = []
  if (shown.classification) shown.classification = wallClass(shown.classification as Classification)
  return shown
}

function wallPersonal({ caseId, data }: Event, personal: Record<string, unknown>): Record<string, unknown> {
  // an event about a unit is about the unit it names
  const unit = { id: (data.unitId as string | undefined) ?? caseId, callSign: data.callSign as string | undefined }
  const shown = Object.entries(personal).filter(([key]) => WALL_FIELDS.includes(key))
  return Object.fromEntries(
    shown.map(([key, value]) => {
      if (key === 'unitName') return [key, callSign({ ...unit, name: String(value) })]
      if (key === 'classification') return [key, value && wallClass(value as Classification)]
      return [key, value]
    }),
  )
}

/** On a wall a building is named: that somebody is beaten in it is not. */
const wallClass = (c: Classification): Classification => ({
  ...c,
  ...(isProtected({ classification: c }) ? { subtype: null, subtypes: [] } : {}),
  flags: c.flags.filter((flag) => flag !== DOMESTIC_VIOLENCE),
  reasons: [],
})

/** `showIncident` is the same cut made on a state: what `evolve` over the shown events would have built. */
export function showIncident(audience: Audience, incident: IncidentState): IncidentState {
  if (audience !== 'wall') return hideReporter(audience, maskIncident(incident))
  return {
    ...incident,
    summary: null,
    address: null,
    warnings: [],
    classification: incident.classification && wallClass(incident.classification),
    dispatches: incident.dispatches.map((d) => ({
      ...d,
      unit: { ...d.unit, name: callSign(d.unit) },
      declineReason: null,
      delayReason: null,
    })),
  }
}

/** What people typed into fields of the state; the summary is masked as it is made. */
const maskIncident = (incident: IncidentState): IncidentState => ({
  ...incident,
  address: incident.address && maskNarrative(incident.address),
  dispatches: incident.dispatches.some((d) => d.declineReason ?? d.delayReason)
    ? incident.dispatches.map((d) => ({
        ...d,
        declineReason: d.declineReason && maskNarrative(d.declineReason),
        delayReason: d.delayReason && maskNarrative(d.delayReason),
      }))
    : incident.dispatches,
})
