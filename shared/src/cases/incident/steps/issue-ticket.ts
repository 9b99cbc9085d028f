import { decided, refuse, refuseField } from '../../../problems/refusal.ts'
import type { Step } from '../step.ts'

/**
 * 转任务单 (D14–D16): from a handback, by the command room alone, nothing typed twice. The department is the routing
 * table's unless the operator names one; an unknown route asks.
 */
export const issueTicket: Step<'issueTicket'> = (state, body, { ids, route }) => {
  if (state.handback === null) return refuse('handbackRequired', { stage: state.stage })
  const organisationId = body.organisationId ?? route?.organisationId
  if (organisationId === undefined) {
    return refuseField('routeUnknown', '/organisationId', 'no rule says which department handles this; name one')
  }
  return decided({
    type: 'incident.ticketIssued',
    data: {
      ticketId: ids[0] as string,
      organisationId,
      coOrganisationIds: body.coOrganisationIds ?? [],
      routeReason: body.organisationId === undefined ? (route?.reason ?? null) : 'operator',
    },
    personal: { ...(body.title ? { title: body.title } : {}), ...(body.content ? { content: body.content } : {}) },
  })
}
