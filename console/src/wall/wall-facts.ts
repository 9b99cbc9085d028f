import type { BoardSource, BoardUnit } from '@liandong/shared/board/board.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { isActiveDispatch, type Stage } from '@liandong/shared/cases/incident/lifecycle.ts'
import { isOpen, type Clock } from '@liandong/shared/clocks/clock.ts'
import { toMs } from '@liandong/shared/time.ts'
import { mostUrgentClock } from '../ui/ring.ts'

/** Work that somebody has to do now; what is settled and only waits for its return visit is not. */
const IN_HAND: readonly Stage[] = ['dispatched', 'acknowledged', 'enRoute', 'onScene', 'reported', 'handedBack']
const WAITING: readonly Stage[] = ['received', 'triaged']

export const isWork = (incident: IncidentState): boolean =>
  WAITING.includes(incident.stage) || IN_HAND.includes(incident.stage)

export const isOverdue = (incident: IncidentState): boolean =>
  incident.clocks.some((c) => isOpen(c) && c.state === 'breached')

export type WallCounts = { waiting: number; unacknowledged: number; overdue: number; inHand: number }

/** The four numbers that are read first. */
export function countWork(incidents: readonly IncidentState[]): WallCounts {
  const work = incidents.filter(isWork)
  return {
    waiting: work.filter((i) => WAITING.includes(i.stage)).length,
    unacknowledged: work.filter((i) => i.stage === 'dispatched').length,
    overdue: work.filter(isOverdue).length,
    inHand: work.filter((i) => IN_HAND.includes(i.stage)).length,
  }
}

/**
 * `worstFirst` orders work for a stranger at eight metres: level 1 whatever its state, the real before drills, then what ran out, then what
 * nobody has taken, then by severity, then by what is due first. No level yet counts as 2: unknown is not harmless.
 */
export function worstFirst(incidents: readonly IncidentState[]): IncidentState[] {
  const rank = (i: IncidentState): number[] => [
    i.severity === 1 ? 0 : 1,
    i.exercise ? 1 : 0,
    isOverdue(i) ? 0 : 1,
    WAITING.includes(i.stage) || i.stage === 'dispatched' ? 0 : 1,
    i.severity ?? 2,
    dueAtOf(i),
  ]
  return incidents
    .filter(isWork)
    .map((incident) => ({ incident, rank: rank(incident) }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ incident }) => incident)
}

function compare(a: number[], b: number[]): number {
  const at = a.findIndex((value, n) => value !== b[n])
  return at === -1 ? 0 : (a[at] as number) - (b[at] as number)
}

const dueAtOf = (incident: IncidentState): number => {
  const clock = wallClock(incident)
  return clock === undefined ? Infinity : toMs(clock.dueAt)
}

/** The clock a card shows: one that ran out, else arrival once somebody is under way to it, else the next due. */
export function wallClock(incident: IncidentState): Clock | undefined {
  const urgent = mostUrgentClock(incident.clocks)
  if (urgent === undefined || urgent.state === 'breached') return urgent
  return incident.clocks.find((c) => c.clock === 'K4' && isOpen(c)) ?? urgent
}

/** Who has the ball: the lead unit of the running order. */
export const unitOf = (incident: IncidentState): string | undefined => {
  const active = incident.dispatches.filter(isActiveDispatch)
  return (active.find((d) => d.lead) ?? active[0])?.unit.name
}

export type OnDuty = {
  people: number
  teams: number
  vehicles: number
  vehiclesFree: number
  busy: number
  names: string[]
}

export function countOnDuty(units: readonly BoardUnit[]): OnDuty {
  const here = units.filter((u) => u.onDuty)
  const of = (kind: BoardUnit['kind']): BoardUnit[] => here.filter((u) => u.kind === kind)
  const vehicles = of('vehicle')
  return {
    people: of('person').length,
    teams: of('team').length,
    vehicles: vehicles.length,
    vehiclesFree: vehicles.filter((u) => u.incidentId === null).length,
    busy: here.filter((u) => u.incidentId !== null).length,
    names: [...of('team'), ...vehicles].map((u) => u.name),
  }
}

export const silentSources = (sources: readonly BoardSource[]): BoardSource[] =>
  sources.filter((s) => s.silentSince !== null)

/** A canary job comes every 10 s; three missing are worth a word on the wall. */
export const SLOW_QUEUE_MS = 30_000
