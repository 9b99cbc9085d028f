import type { Board, UnitPosition } from '@liandong/shared/board/board.ts'
import { unitStates } from '@liandong/shared/duty/unit-state.ts'
import { stateOf, type IncidentDetail } from '@liandong/shared/wire/incident-detail.ts'

/** `putIncident` places an incident that was read, or takes away one that is over or not to be seen (only an `id`). */
export function putIncident(board: Board, read: IncidentDetail | { id: string }): Board {
  const others = board.incidents.filter((incident) => incident.id !== read.id)
  const known = board.incidents.find((incident) => incident.id === read.id)
  const incident = 'version' in read ? stateOf(read) : undefined
  // what the feed has brought meanwhile may be newer than what was read
  const kept = incident && known && known.version > incident.version ? known : incident
  const incidents = kept?.live ? [...others, kept] : others
  return { ...board, incidents, units: unitStates(board.units, incidents) }
}

/** `foldPositions` moves units and says when they were heard of; an older fix never replaces a newer one. */
export function foldPositions(board: Board, positions: readonly UnitPosition[]): Board {
  const moved = new Map(positions.map((position) => [position.id, position]))
  const units = board.units.map((unit) => {
    const to = moved.get(unit.id)
    if (to === undefined) return unit
    const heard = { ...unit, lastContactAt: to.lastContactAt ?? unit.lastContactAt ?? null }
    if (to.location === null || to.locationAt === null) return heard
    if (unit.locationAt !== null && unit.locationAt > to.locationAt) return heard
    return { ...heard, location: to.location, locationAt: to.locationAt }
  })
  return { ...board, units }
}
