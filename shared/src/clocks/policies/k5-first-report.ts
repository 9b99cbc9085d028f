import { endsWithDispatch, type ClockPolicy } from '../policy.ts'

/** K5 首报: from arrival to the first report; 「第一时间」 [S], 5 minutes with a reminder at 3 (design). */
export const K5: ClockPolicy = {
  id: 'K5',
  name: 'firstReport',
  label: { zh: '首报', en: 'First report' },
  source: 'article [S]: 将警情第一时间反馈 (5 min: design)',
  starts: (event, after) => {
    if (event.type !== 'incident.arrived') return undefined
    const dispatch = after.dispatches.find((d) => d.id === event.data.dispatchId)
    return dispatch?.arrivedAt && !dispatch.reportedAt ? { subject: dispatch.id, at: dispatch.arrivedAt } : undefined
  },
  ends: (event, after, clock) => {
    const dispatch = after.dispatches.find((d) => d.id === clock.subject)
    if (dispatch?.reportedAt) return { how: 'met', at: dispatch.reportedAt }
    if (event.type === 'incident.arrivalRetracted' && event.data.dispatchId === clock.subject)
      return { how: 'stopped', at: event.at }
    return endsWithDispatch(event, after, clock)
  },
  targetSeconds: (_, targets) => targets.K5,
  steps: [{ name: 'remind', afterShare: 0.6 }],
}
