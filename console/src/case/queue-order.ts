import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { isActiveDispatch, type Stage } from '@liandong/shared/cases/incident/lifecycle.ts'

/** 待处置: the room must act. 处置中: a unit is on it. 监管: an outcome that is still to be watched, visited or closed. */
export const QUEUE_TABS = ['waiting', 'working', 'watched'] as const
export type QueueTab = (typeof QUEUE_TABS)[number]

const TAB: Record<Stage, QueueTab> = {
  received: 'waiting',
  triaged: 'waiting',
  handedBack: 'waiting',
  dispatched: 'working',
  acknowledged: 'working',
  enRoute: 'working',
  onScene: 'working',
  reported: 'working',
  toPolice: 'watched',
  settled: 'watched',
  ticketed: 'watched',
  transferred: 'watched',
  noAction: 'watched',
  visited: 'watched',
  closed: 'watched',
  merged: 'watched',
  cancelled: 'watched',
}

export const tabOf = (incident: Pick<IncidentState, 'stage'>): QueueTab => TAB[incident.stage]

type Sortable = Pick<IncidentState, 'id' | 'severity' | 'receivedAt' | 'exercise'>

/** What nobody has graded yet may be anything: it stands between 1 and 2, where it is looked at soon. */
const UNGRADED = 1.5

const gradeOf = (incident: Sortable): number => incident.severity ?? UNGRADED

/** Severity first, of one severity the real before the drill, then the oldest; equal instants keep one order on every screen. */
export const byUrgency = (a: Sortable, b: Sortable): number =>
  gradeOf(a) - gradeOf(b) ||
  Number(a.exercise) - Number(b.exercise) ||
  compare(a.receivedAt, b.receivedAt) ||
  compare(a.id, b.id)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export type Queues = Record<QueueTab, IncidentState[]>

export function toQueues(incidents: readonly IncidentState[]): Queues {
  const queues: Queues = { waiting: [], working: [], watched: [] }
  for (const incident of incidents) if (incident.live) queues[tabOf(incident)].push(incident)
  for (const tab of QUEUE_TABS) queues[tab].sort(byUrgency)
  return queues
}

export type DeskCounts = { untriaged: number; unsent: number; unacknowledged: number; breached: number }

/** The four numbers of the status line (look.md): 未研判 未派 未签收 超时. */
export function countDesk(incidents: readonly IncidentState[]): DeskCounts {
  const counts: DeskCounts = { untriaged: 0, unsent: 0, unacknowledged: 0, breached: 0 }
  for (const incident of incidents) {
    if (!incident.live) continue
    if (incident.stage === 'received') counts.untriaged++
    if (incident.stage === 'triaged') counts.unsent++
    if (
      incident.dispatches.some(
        (d) => isActiveDispatch(d) && d.acknowledgedAt === null && d.arrivedAt === null && d.departedAt === null,
      )
    )
      counts.unacknowledged++
    if (incident.clocks.some((c) => c.state === 'breached' && c.endedAt === null)) counts.breached++
  }
  return counts
}
