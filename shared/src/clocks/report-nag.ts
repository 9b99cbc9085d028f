import type { Dispatch, IncidentState } from '../cases/incident/state.ts'
import { isActiveDispatch } from '../cases/incident/lifecycle.ts'
import { toMs } from '../time.ts'
import { isOpen, type Clock } from './clock.ts'
import { stepAfterMs } from './clock-moves.ts'
import { K5 } from './policies/k5-first-report.ts'

/** On the scene and no word yet (D11). */
export type ReportNag = {
  /** Since arrival. */
  sinceMs: number
  isLate: boolean
  /** How often it has been called by now: at the reminder, when time is up, and on and on in the same interval. */
  times: number
}

/**
 * `reportNag` says whether a first report is being asked for now. It goes by the phone's own picture and by time alone, so
 * that a phone without network is asked as well, and one on which a report waits to be sent no more.
 */
export function reportNag(
  clock: Clock | undefined,
  dispatch: Pick<Dispatch, 'stage' | 'arrivedAt' | 'reportedAt'>,
  now: number,
): ReportNag | undefined {
  if (clock?.clock !== K5.id || !isOpen(clock) || dispatch.arrivedAt === null || dispatch.reportedAt !== null)
    return undefined
  if (!isActiveDispatch(dispatch)) return undefined
  const targetMs = toMs(clock.dueAt) - toMs(clock.startedAt)
  const remindMs = Math.min(...K5.steps.map((step) => stepAfterMs(clock, step)))
  // what the server has judged holds, however late the phone takes it to be
  const judgedMs = clock.state === 'breached' ? targetMs + 1 : clock.warned.length > 0 ? remindMs : 0
  const sinceMs = Math.max(now - toMs(clock.startedAt), judgedMs)
  if (sinceMs < remindMs) return undefined
  const isLate = sinceMs > targetMs
  const times = isLate ? 2 + Math.floor((sinceMs - targetMs) / (targetMs - remindMs)) : 1
  return { sinceMs, isLate, times }
}

export type LateReport = { dispatch: Dispatch; clock: Clock; isLate: boolean }

/** `lateReports` are the units on the scene whose first report is asked for: what the server has warned of or judged late. */
export const lateReports = (incident: Pick<IncidentState, 'clocks' | 'dispatches'>): LateReport[] =>
  incident.dispatches.filter(isActiveDispatch).flatMap((dispatch) => {
    const clock = incident.clocks.findLast((c) => c.clock === K5.id && c.subject === dispatch.id)
    if (!clock || !isOpen(clock) || dispatch.reportedAt !== null) return []
    const isLate = clock.state === 'breached'
    return isLate || clock.warned.length > 0 ? [{ dispatch, clock, isLate }] : []
  })
