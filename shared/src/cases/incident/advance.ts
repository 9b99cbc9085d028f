import { clockMoves, clocksDue } from '../../clocks/clock-moves.ts'
import type { LadderBook } from '../../clocks/ladder.ts'
import type { SlaBook } from '../../clocks/sla.ts'
import type { DecidedEvent } from '../../wire/log-event.ts'
import { evolve } from './evolve.ts'
import { openIncident } from './open.ts'
import type { IncidentState } from './state.ts'

export type Advanced = { state: IncidentState; events: DecidedEvent[] }

/**
 * `advance` folds decided events into the state, each followed at once by what it does to the clocks, and returns
 * everything that has to be written: one event a version. `sla` are the targets the clocks may take, `ladder` the steps
 * of an order nobody takes.
 */
export function advance(
  state: IncidentState,
  decided: readonly DecidedEvent[],
  by: { at: string; actorId: string; sla: SlaBook; ladder?: LadderBook },
): Advanced {
  const { at, actorId, sla, ladder } = by
  const events: DecidedEvent[] = []
  const fold = (event: DecidedEvent, from: IncidentState): IncidentState => {
    events.push(event)
    return evolve(from, toFold(event, from.version + 1, at, actorId))
  }
  const after = decided.reduce((before, event) => {
    const changed = fold(event, before)
    const moves = clockMoves(toFold(event, changed.version, at, actorId), changed, sla, ladder)
    return moves.reduce((s, move) => fold(move, s), changed)
  }, state)
  return { state: after, events }
}

/** `andThen` adds what was decided in the light of what had been. */
export function andThen(
  so: Advanced,
  decided: readonly DecidedEvent[],
  by: { at: string; actorId: string; sla: SlaBook },
): Advanced {
  if (decided.length === 0) return so
  const more = advance(so.state, decided, by)
  return { state: more.state, events: [...so.events, ...more.events] }
}

/** `open` is the first event of an incident and the clocks it starts. */
export function open(id: string, opened: DecidedEvent, by: { at: string; actorId: string; sla: SlaBook }): Advanced {
  const { at, actorId, sla } = by
  const first = toFold(opened, 1, at, actorId)
  const state = openIncident(id, first)
  const moves = clockMoves(first, state, sla)
  const rest = moves.reduce((s, move) => evolve(s, toFold(move, s.version + 1, at, actorId)), state)
  return { state: rest, events: [opened, ...moves] }
}

/** `passTime` is what time alone has done to the case by `now`: warnings, breaches, and what ends by itself. */
export function passTime(state: IncidentState, now: number, at: string): Advanced {
  const by = { at, actorId: 'timekeeper', sla: [] }
  return clocksDue(state, now).reduce<Advanced>(
    (so, event) => {
      if (!event.type.startsWith('clock.')) return andThen(so, [event], by)
      const after = evolve(so.state, toFold(event, so.state.version + 1, at, 'timekeeper'))
      return { state: after, events: [...so.events, event] }
    },
    { state, events: [] },
  )
}

const toFold = (event: DecidedEvent, version: number, at: string, actorId: string) => ({
  type: event.type,
  at,
  version,
  actor: { id: actorId },
  data: { ...event.data, ...event.personal },
})
