import type { Actor } from '../../access/actor.ts'
import { refuse, type Decision, type Refusal } from '../../problems/refusal.ts'
import { isActiveDispatch } from './lifecycle.ts'
import type { Dispatch, IncidentState } from './state.ts'

type Found = { ok: true; dispatch: Dispatch } | { ok: false; refusal: Refusal }

/** `findDispatch` is the order a device or the desk means: the one named, or the only one it can be. */
export function findDispatch(state: IncidentState, dispatchId: string | undefined, actor: Actor): Found {
  const mine = state.dispatches.filter(
    (d) => actor.kind !== 'user' || actor.role !== 'responder' || d.unit.id === actor.unitId,
  )
  if (dispatchId !== undefined) {
    const named = mine.find((d) => d.id === dispatchId)
    if (named) return { ok: true, dispatch: named }
    return refuse(state.dispatches.some((d) => d.id === dispatchId) ? 'notYours' : 'dispatchUnknown', { dispatchId })
  }
  const active = mine.filter(isActiveDispatch)
  const [only] = active
  if (only === undefined) return refuse('dispatchForbids', { stage: state.stage })
  if (active.length > 1) return refuse('dispatchAmbiguous', { dispatchIds: active.map((d) => d.id) })
  return { ok: true, dispatch: only }
}

/** Runs a step on the order that is meant; the refusal of the search is the refusal of the step. */
export function onDispatch<E>(
  state: IncidentState,
  dispatchId: string | undefined,
  actor: Actor,
  then: (dispatch: Dispatch) => Decision<E>,
): Decision<E> {
  const found = findDispatch(state, dispatchId, actor)
  return found.ok ? then(found.dispatch) : found
}
