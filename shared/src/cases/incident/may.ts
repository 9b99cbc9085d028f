import type { Actor } from '../../access/actor.ts'
import type { Refusal } from '../../problems/refusal.ts'
import { isActiveDispatch, MOVES, type CommandName, type Move } from './lifecycle.ts'
import type { IncidentState } from './state.ts'

type Subject = Pick<IncidentState, 'stage' | 'dispatches' | 'police' | 'live'>

/**
 * `mayDo` answers whether this actor may give this command to this incident now: the same answer opens the door on
 * the server and greys the button in the console. Who first (403), then when (409).
 */
export function mayDo(state: Subject, name: CommandName, actor: Actor): Refusal | undefined {
  const move: Move = MOVES[name]
  if (actor.kind !== 'user') return actor.kind === 'system' ? undefined : { code: 'notYours' }
  if (!move.who.includes(actor.role)) return { code: 'notYours', facts: { command: name, role: actor.role } }
  if (actor.role === 'responder') {
    const own = state.dispatches.filter((d) => d.unit.id === actor.unitId)
    if (own.length === 0) return { code: 'notYours', facts: { command: name } }
    // a responder is on a case from the order until that order ends: afterwards it is too late, not forbidden
    if (!own.some(isActiveDispatch))
      return { code: 'dispatchForbids', facts: { command: name, stage: own.at(-1)?.stage } }
  }
  if (!move.from.includes(state.stage)) return { code: 'stageForbids', facts: { command: name, stage: state.stage } }
  if (actor.role === 'police' && name !== 'note' && state.police === null) {
    return { code: 'stageForbids', facts: { command: name, stage: state.stage } }
  }
  return undefined
}
