import { decided, refuse } from '../../../problems/refusal.ts'
import type { Step } from '../step.ts'

/** A department has seen that it was told; the room may write it down for one that said so by telephone. */
export const acknowledgeNotice: Step<'acknowledgeNotice'> = (state, body, { actor }) => {
  const notice = state.notices?.find((one) => one.id === body.noticeId)
  const isDepartment = actor.kind === 'user' && actor.role === 'department'
  if (!notice) return refuse('notFound', { noticeId: body.noticeId })
  if (isDepartment && notice.organisationId !== actor.organisationId) return refuse('notYours', { noticeId: notice.id })
  if (notice.acknowledgedAt !== null) return refuse('alreadyDone', { at: notice.acknowledgedAt })
  const { id: noticeId, organisationId, organisationName } = notice
  return decided({
    type: 'incident.noticeAcknowledged',
    data: { noticeId, organisationId, organisationName, byRoom: !isDepartment },
  })
}
