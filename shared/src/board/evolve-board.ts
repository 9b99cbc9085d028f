import { audienceOf, maySee } from '../access/audience.ts'
import { hideReporter } from '../access/protection.ts'
import { evolve } from '../cases/incident/evolve.ts'
import { openIncident } from '../cases/incident/open.ts'
import type { IncidentState } from '../cases/incident/state.ts'
import { unitStates } from '../duty/unit-state.ts'
import type { LogEvent } from '../wire/log-event.ts'
import type { Board, BoardSource, BoardUnit } from './board.ts'

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
  for (const event of events) {
    if (event.seq <= seq) continue
    seq = event.seq
    if (event.kind === 'incident') foldIncident(incidents, unknown, event, board.viewer)
    if (event.kind === 'unit') units = units.map((unit) => (unit.id === event.caseId ? turnDuty(unit, event) : unit))
    if (event.type === 'incident.opened')
      sources = sources.map((s) => (s.id === event.data.sourceId ? spoke(s, event) : s))
    if (event.kind === 'source') sources = sources.map((s) => (s.id === event.caseId ? foldSource(s, event) : s))
  }
  const live = [...incidents.values()].filter((incident) => incident.live && isTheirs(board.viewer, incident))
  return {
    board: { ...board, seq, sources, incidents: live, units: unitStates(units, live) },
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

/** A shift began or ended; a unit under orders stays where its order has it. */
function turnDuty(unit: BoardUnit, event: LogEvent): BoardUnit {
  const onDuty = event.type === 'unit.wentOnDuty'
  if (unit.incidentId !== null) return { ...unit, onDuty }
  return { ...unit, onDuty, state: onDuty ? 'standby' : 'offDuty' }
}
