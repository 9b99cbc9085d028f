import { endsWithDispatch, type ClockPolicy } from '../policy.ts'

/**
 * K4 到场: 20 minutes from the order, not from the call and not from the acknowledgement [S]
 * 「一旦接到联动指令…20分钟内赶到现场」. Never paused. 20:00.000 is met, 20:00.001 is breached (D10).
 */
export const K4: ClockPolicy = {
  id: 'K4',
  name: 'arrival',
  label: { zh: '到场', en: 'Arrival' },
  source: 'article [S]: 20分钟内赶到现场',
  starts: (event) =>
    event.type === 'incident.dispatched' ? { subject: event.data.dispatchId as string, at: event.at } : undefined,
  ends: (event, after, clock) => {
    const dispatch = after.dispatches.find((d) => d.id === clock.subject)
    if (dispatch?.arrivedAt) return { how: 'met', at: dispatch.arrivedAt }
    return endsWithDispatch(event, after, clock)
  },
  resumes: (event, clock) => event.type === 'incident.arrivalRetracted' && event.data.dispatchId === clock.subject,
  targetSeconds: (_, targets) => targets.K4,
  steps: [
    {
      name: 'noDeparture',
      afterShare: 0.5,
      applies: (state, clock) => state.dispatches.find((d) => d.id === clock.subject)?.departedAt === null,
    },
    { name: 'near', afterShare: 0.75 },
  ],
}
