import { DAY_MS, SECOND_MS } from '../../time.ts'
import type { IncidentState } from '../../cases/incident/state.ts'
import type { ClockPolicy } from '../policy.ts'

/** domain.md §3.1: the subdistrict keeps its link to a police matter until the station answers, or for 24 hours (design). */
export const POLICE_LINK_MS = DAY_MS

/**
 * 派出所联动 (D13): from the transfer to the station's feedback, 24 hours at the longest. It is no target that anybody can
 * miss: at its end nothing is breached, the link ends and lets the supporting units go.
 */
export const POLICE_LINK: ClockPolicy = {
  id: 'PL',
  name: 'policeLink',
  label: { zh: '派出所联动', en: 'Link to the station' },
  source: 'domain §3.1 TO_POLICE (24 h: design)',
  starts: (event) => (event.type === 'incident.transferredToPolice' ? { subject: null, at: event.at } : undefined),
  ends: (event, after, clock) => {
    const link = after.police?.linkEnded
    if (!link && after.stage === 'toPolice') return undefined
    const at = link?.at ?? event.at
    // whoever looks late, as after a power cut, ends it when it was to end
    return { how: link?.why === 'feedback' ? 'met' : 'stopped', at: at < clock.dueAt ? at : clock.dueAt }
  },
  targetSeconds: () => POLICE_LINK_MS / SECOND_MS,
  steps: [],
  whenOver: (clock) => ({ type: 'incident.policeLinkEnded', data: { why: 'timeUp', endedAt: clock.dueAt } }),
}

/** Until when the link lasts at the longest; undefined where there is none, or none any more. */
export const linkDueAt = ({ clocks }: Pick<IncidentState, 'clocks'>): string | undefined =>
  clocks.findLast((clock) => clock.clock === POLICE_LINK.id && clock.endedAt === null)?.dueAt
