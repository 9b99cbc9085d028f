import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { MINUTE_MS, SECOND_MS, toMs } from '@liandong/shared/time.ts'

export type RowHeat = 'cool' | 'warm' | 'hot'

/** How long an incident may wait for an order before its row turns hot (domain §4.1, from a community CAD [U4]). */
export const HOT_AFTER_MS: Record<1 | 2 | 3 | 4, number> = {
  1: 60 * SECOND_MS,
  2: 5 * MINUTE_MS,
  3: 15 * MINUTE_MS,
  4: 30 * MINUTE_MS,
}

/** Not graded yet: as a level 2, so that a doubt never ages slowly (design). */
const hotAfterMs = (severity: IncidentState['severity']): number => HOT_AFTER_MS[severity ?? 2]

type Waiting = Pick<IncidentState, 'stage' | 'severity' | 'receivedAt'>

/** Only what waits for an order ages; from half of the time on the row is warm. */
export function rowHeat(incident: Waiting, nowMs: number): RowHeat {
  if (incident.stage !== 'received' && incident.stage !== 'triaged') return 'cool'
  const waitedMs = nowMs - toMs(incident.receivedAt)
  const limitMs = hotAfterMs(incident.severity)
  if (waitedMs >= limitMs) return 'hot'
  return waitedMs >= limitMs / 2 ? 'warm' : 'cool'
}
