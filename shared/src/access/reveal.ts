import { isActiveDispatch } from '../cases/incident/lifecycle.ts'
import type { IncidentState } from '../cases/incident/state.ts'
import type { Refusal } from '../problems/refusal.ts'
import { MINUTE_MS, SECOND_MS } from '../time.ts'
import type { Actor } from './actor.ts'
import { maySee } from './audience.ts'
import { may } from './permissions.ts'
import { isProtected } from './protection.ts'

/** What can be shown in full, one act, one reason, one line in the log (domain.md §2.5). */
export const REVEAL_FIELDS = ['caller.phone', 'caller.name', 'narrative', 'address'] as const
export type RevealField = (typeof REVEAL_FIELDS)[number]

/** The plain values, once. The screen hides them again at `until`. */
export type Revealed = { alertId: string; values: Partial<Record<RevealField, string | null>>; until: string }

/** How long a screen shows what was revealed. */
export const REVEALED_FOR_MS = 60 * SECOND_MS

type Subject = Pick<IncidentState, 'classification' | 'police' | 'dispatches' | 'live'>

/**
 * `mayReveal` answers whether this person may read this field in full now: who first (403), then when (409). It is the
 * same on the server and in the console, which hides the button by it.
 */
export function mayReveal(state: Subject, actor: Actor, field: RevealField): Refusal | undefined {
  if (actor.kind !== 'user' || !may(actor.role, 'personal.reveal')) return { code: 'notYours', facts: { field } }
  // an order that has ended ends what came with it: too late, not forbidden
  if (actor.role === 'responder') {
    const own = state.dispatches.filter((d) => d.unit.id === actor.unitId)
    if (own.length === 0) return { code: 'notYours', facts: { field } }
    if (!own.some(isActiveDispatch)) return { code: 'revealEnded', facts: { field } }
  } else if (!maySee(state, actor)) return { code: 'notYours', facts: { field } }
  if (isProtected(state) && actor.role !== 'police' && !(actor.role === 'responder' && field === 'address'))
    return { code: 'reporterProtected', facts: { field } }
  return state.live ? undefined : { code: 'revealEnded', facts: { field } }
}

export const PACE = { most: 20, withinMs: 10 * MINUTE_MS }

/** More than this in ten minutes is no longer work on single cases: the supervisor is told, and the person is asked again. */
export const isPaceExceeded = (revealedInWindow: number): boolean => revealedInWindow >= PACE.most
