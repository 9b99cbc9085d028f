import { decided, refuse } from '../../../problems/refusal.ts'
import type { Step } from '../step.ts'
import { onDispatch } from '../find-dispatch.ts'
import { isActiveDispatch } from '../lifecycle.ts'
import { judgeOccurredAt } from '../occurred-at.ts'

/** 呼叫增援: whoever is on the case asks for more. It stands until somebody more is sent; asking again says it anew. */
export const callBackup: Step<'callBackup'> = (state, body, { now, actor }) =>
  onDispatch(state, body.dispatchId, actor, (d) => {
    if (!isActiveDispatch(d)) return refuse('dispatchForbids', { stage: d.stage })
    const when = judgeOccurredAt(body, now, d.issuedAt)
    return decided({
      type: 'incident.backupCalled',
      data: { dispatchId: d.id, unitId: d.unit.id, count: body.count, ...when },
      ...(body.reason ? { personal: { reason: body.reason } } : {}),
    })
  })
