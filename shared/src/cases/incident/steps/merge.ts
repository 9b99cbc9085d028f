import { decided, refuse } from '../../../problems/refusal.ts'
import type { Step } from '../step.ts'
import { isActiveDispatch } from '../lifecycle.ts'

/**
 * 并案: one event, several calls; every caller is kept on the incident that goes on. An incident with units under
 * way is never merged away from under them: merge the other one into it.
 */
export const merge: Step<'merge'> = (state, body, { mergeTarget: target }) => {
  const errors = (message: string) => ({
    ok: false as const,
    refusal: { code: 'mergeTargetInvalid' as const, errors: [{ pointer: '/intoId', message }] },
  })
  if (!target) return errors('no such incident')
  if (target.id === state.id) return errors('an incident cannot be merged into itself')
  if (!target.live) return errors('that incident has ended')
  if (target.exercise !== state.exercise) return errors('a drill and a real incident are never merged')
  if (state.dispatches.some(isActiveDispatch)) return refuse('stageForbids', { command: 'merge', stage: state.stage })
  return decided({
    type: 'incident.merged',
    data: { intoId: target.id, alertIds: state.alertIds },
    ...(body.reason ? { personal: { reason: body.reason } } : {}),
  })
}
