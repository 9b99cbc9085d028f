import { audienceOf, maySee } from '../access/audience.ts'
import { hideReporter } from '../access/protection.ts'
import { evolve } from '../cases/incident/evolve.ts'
import { openIncident } from '../cases/incident/open.ts'
import type { IncidentState } from '../cases/incident/state.ts'
import { foldSos, openSos } from '../duty/sos.ts'
import { unitStates } from '../duty/unit-state.ts'
import type { LogEvent } from '../wire/log-event.ts'
import type { Board, BoardSource, BoardUnit } from './board.ts'
import { foldDuty } from './evolve-duty.ts'

export type BoardChange = {
  board: Board
  /** Incidents this screen must read again: it did not see them begin. */ unknown: string[]
}

/**
 * `evolveBoard` folds live events into a board, the same way as the server folded them, so a screen that was cut off
 * and catches up shows exactly what one that was not shows. Events seen already change nothing.
 */
export function evolveBoard(board: Board, events: readonly LogEvent[]): BoardChange {
  const incidents = new Map(board.incidents.map((incident) => [incident.id, incident]))
  const unknown = new Set<string>()
  let { seq, sources, units } = board
  let duty = board
  for (const event of events) {
    if (event.seq <= seq) continue
    seq = event.seq
    if (event.kind === 'incident') foldIncident(incidents, unknown, event, board.viewer)
    if (event.kind === 'unit') units = foldUnits(units, event)
    if (event.kind === 'duty') duty = foldDuty(duty, event)
    if (event.type === 'incident.opened')
      sources = sources.map((s) => (s.id === event.data.sourceId ? spoke(s, event) : s))
    if (event.kind === 'source') sources = sources.map((s) => (s.id === event.caseId ? foldSource(s, event) : s))
  }
  const live = [...incidents.values()].filter((incident) => incident.live && isTheirs(board.viewer, incident))
  return {
    board: { ...duty, seq, sources, incidents: live, units: unitStates(units, live) },
    unknown: [...unknown],
  }
}

/** The last event of a case that was somebody's takes it off their board, as it is off the board they would read anew. */
const isTheirs = (viewer: Board['viewer'], incident: IncidentState): boolean =>
  viewer === undefined || maySee(incident, { kind: 'user', id: '', organisationId: '', ...viewer })

function foldIncident(
  incidents: Map<string, IncidentState>,
  unknown: Set<string>,
  event: LogEvent,
  viewer: Board['viewer'],
): void {
  const known = incidents.get(event.caseId)
  // what triage finds may make a reporter one to be hidden: then what was shown before is hidden too
  const show = (state: IncidentState) => (viewer ? hideReporter(audienceOf(viewer.role), state) : state)
  if (known === undefined) {
    if (event.type === 'incident.opened') incidents.set(event.caseId, show(openIncident(event.caseId, event)))
    else unknown.add(event.caseId)
    return
  }
  if (event.version === known.version + 1) incidents.set(event.caseId, show(evolve(known, event)))
  else if (event.version > known.version) unknown.add(event.caseId)
}

/** An alert is a word of its source; that it is heard again after a silence comes as an event of its own. */
function spoke(source: BoardSource, event: LogEvent): BoardSource {
  const at = event.data.receivedAt as string
  return source.lastAlertAt !== null && source.lastAlertAt >= at ? source : { ...source, lastAlertAt: at }
}

const foldSource = (source: BoardSource, event: LogEvent): BoardSource => {
  if (event.type === 'source.silent') return { ...source, silentSince: event.data.lastAlertAt as string }
  if (event.type === 'source.heard') return { ...source, silentSince: null }
  return source
}

/** A unit joined, changed, left, or its shift turned; any other word about a unit changes nothing here. */
function foldUnits(units: BoardUnit[], event: LogEvent): BoardUnit[] {
  const known = units.find((unit) => unit.id === event.caseId)
  const put = (unit: BoardUnit): BoardUnit[] => units.map((one) => (one.id === unit.id ? unit : one))
  switch (event.type) {
    case 'unit.wentOnDuty':
    case 'unit.wentOffDuty':
      return known ? put(turnDuty(known, event.type === 'unit.wentOnDuty')) : units
    case 'unit.sos':
    case 'unit.sosAttended':
    case 'unit.sosEnded':
      return known ? put({ ...known, sos: openSos(foldSos(known.sos ?? null, event)) }) : units
    case 'unit.created':
    case 'unit.changed':
      // a seat is on the rota and never sent
      if (event.data.kind === 'seat') return units.filter((unit) => unit.id !== event.caseId)
      return known
        ? put(changeUnit(known, event))
        : [...units, changeUnit(stranger(event.caseId), event)].toSorted(byId)
    case 'unit.retired':
      return units.filter((unit) => unit.id !== event.caseId)
    default:
      return units
  }
}

const byId = (a: BoardUnit, b: BoardUnit): number => (a.id < b.id ? -1 : 1)

const stranger = (id: string): BoardUnit => ({
  id,
  name: '',
  callSign: '',
  kind: 'person',
  force: '',
  tier: 1,
  skills: [],
  organisationId: '',
  state: 'offDuty',
  onDuty: false,
  location: null,
  locationAt: null,
  lastContactAt: null,
  incidentId: null,
  sos: null,
})

/** What administrators say of a unit; where it is and what it is doing they do not touch. */
function changeUnit(unit: BoardUnit, { data }: LogEvent): BoardUnit {
  const {
    kind,
    force,
    tier,
    skills,
    organisationId,
    callSign = unit.callSign,
  } = data as Pick<BoardUnit, 'kind' | 'force' | 'tier' | 'skills' | 'organisationId'> & { callSign?: string }
  const name = typeof data.unitName === 'string' ? data.unitName : unit.name
  const changed = { ...unit, name, callSign, kind, force, tier, skills, organisationId }
  return data.onDuty === unit.onDuty ? changed : turnDuty(changed, data.onDuty === true)
}

/** A shift began or ended; a unit under orders stays where its order has it. */
function turnDuty(unit: BoardUnit, onDuty: boolean): BoardUnit {
  if (unit.incidentId !== null) return { ...unit, onDuty }
  return { ...unit, onDuty, state: onDuty ? 'standby' : 'offDuty' }
}
