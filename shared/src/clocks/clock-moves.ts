import type { FoldEvent } from '../cases/incident/evolve.ts'
import type { IncidentState } from '../cases/incident/state.ts'
import { toIso, toMs } from '../time.ts'
import type { DecidedEvent } from '../wire/log-event.ts'
import { isOpen, type Clock } from './clock.ts'
import { CLOCK_POLICIES, policyOf } from './policies/index.ts'
import type { ClockPolicy } from './policy.ts'

/** `clockMoves` says what an event does to the clocks of its case; `after` is the state with that event folded in. */
export function clockMoves(event: FoldEvent, after: IncidentState): DecidedEvent[] {
  const ended = after.clocks.filter(isOpen).flatMap((clock) => endOrRetarget(event, after, clock))
  const started = CLOCK_POLICIES.flatMap((policy) => start(event, after, policy))
  return [...ended, ...started]
}

function endOrRetarget(event: FoldEvent, after: IncidentState, clock: Clock): DecidedEvent[] {
  const policy = policyOf(clock.clock)
  if (!policy) return []
  const end = policy.ends(event, after, clock)
  if (end) return endEvents(clock, end.how, end.at)
  if (!policy.followsSeverity || clock.state !== 'running') return []
  const dueAt = toIso(toMs(clock.startedAt) + policy.targetMs(after))
  return dueAt === clock.dueAt
    ? []
    : [{ type: 'clock.retargeted', data: { clockId: clock.id, clock: clock.clock, dueAt } }]
}

/** Judged by when it happened, to the millisecond: at the due time is met, after it is breached (D10). */
function endEvents(clock: Clock, how: 'met' | 'stopped', at: string): DecidedEvent[] {
  const data = { clockId: clock.id, clock: clock.clock, subject: clock.subject, endedAt: at }
  if (clock.state === 'breached') return [{ type: 'clock.stopped', data }]
  const lateMs = toMs(at) - toMs(clock.dueAt)
  if (lateMs > 0) return [breach(clock), { type: 'clock.stopped', data: { ...data, lateMs } }]
  return [{ type: how === 'met' ? 'clock.met' : 'clock.stopped', data }]
}

const breach = (clock: Clock): DecidedEvent => ({
  type: 'clock.breached',
  data: { clockId: clock.id, clock: clock.clock, subject: clock.subject, dueAt: clock.dueAt },
})

function start(event: FoldEvent, after: IncidentState, policy: ClockPolicy): DecidedEvent[] {
  const begun = policy.starts(event, after)
  if (!begun) return []
  const n = after.clocks.filter((c) => c.clock === policy.id && c.subject === begun.subject).length + 1
  const data = {
    clockId: `${policy.id}.${begun.subject ?? 'case'}.${n}`,
    clock: policy.id,
    name: policy.name,
    subject: begun.subject,
    startedAt: begun.at,
    dueAt: toIso(toMs(begun.at) + policy.targetMs(after)),
  }
  return [{ type: 'clock.started', data }]
}

/**
 * `clocksDue` says what the passing of time alone has done by `now` (epoch ms). Run it as often as you like: a step
 * or a breach that is on the state already never comes again, so a timer that fires twice breaches once.
 */
export function clocksDue(state: IncidentState, now: number): DecidedEvent[] {
  return state.clocks.filter(isOpen).flatMap((clock) => {
    const elapsedMs = now - toMs(clock.startedAt)
    const steps = pendingSteps(state, clock)
      .filter((step) => step.afterMs <= elapsedMs)
      .map((step) => ({ type: 'clock.warned', data: stepData(clock, step.name) }))
    const due = clock.state === 'running' && now > toMs(clock.dueAt) ? [breach(clock)] : []
    return [...steps, ...due]
  })
}

const stepData = (clock: Clock, step: string) => ({
  clockId: clock.id,
  clock: clock.clock,
  subject: clock.subject,
  step,
})

const pendingSteps = (state: IncidentState, clock: Clock) =>
  (policyOf(clock.clock)?.steps ?? []).filter(
    (step) => !clock.warned.includes(step.name) && (step.applies?.(state, clock) ?? true),
  )

/** When this clock wants to be looked at next (epoch ms); undefined where time can do nothing more to it. */
export function nextWakeAt(state: IncidentState, clock: Clock): number | undefined {
  if (!isOpen(clock)) return undefined
  const startedAt = toMs(clock.startedAt)
  const wakes = pendingSteps(state, clock).map((step) => startedAt + step.afterMs)
  if (clock.state === 'running') wakes.push(toMs(clock.dueAt) + 1)
  return wakes.length > 0 ? Math.min(...wakes) : undefined
}
