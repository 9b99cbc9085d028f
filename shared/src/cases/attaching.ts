import type { Actor } from '../access/actor.ts'
import { maySee } from '../access/audience.ts'
import type { Refusal } from '../problems/refusal.ts'
import { DAY_MS, toMs } from '../time.ts'
import type { Dispatch, IncidentState } from './incident/state.ts'

/** A case with more is no case any more but an album; and a phone gone wrong fills no disk. */
export const MOST_ATTACHMENTS = 60

/** What a phone took while its order ran may arrive when the order is over: small things go first, and cellars are deep. */
const LATE_MS = DAY_MS

/** The order a unit took it on: the one that runs, or the last one within a day of its end. */
export function orderOf(state: IncidentState, unitId: string | null, now: number): Dispatch | undefined {
  const own = state.dispatches.filter((d) => d.unit.id === unitId)
  return own.findLast((d) => d.endedAt === null) ?? own.findLast((d) => now - toMs(d.endedAt as string) <= LATE_MS)
}

/**
 * `mayAttach` answers whether somebody may add a picture or a voice note to this case. A case that is closed takes what comes
 * late; one that was erased takes nothing more.
 */
export function mayAttach(state: IncidentState, actor: Actor, now: number): Refusal | undefined {
  if (actor.kind !== 'user') return { code: 'notFound' }
  const isOn = actor.role === 'responder' && orderOf(state, actor.unitId, now) !== undefined
  if (!isOn && (actor.role === 'responder' || !maySee(state, actor))) return { code: 'notFound' }
  return state.erasedAt === undefined ? undefined : { code: 'stageForbids' }
}
