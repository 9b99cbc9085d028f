import type { FoldEvent } from '../cases/incident/evolve.ts'
import type { IncidentState } from '../cases/incident/state.ts'
import { SECOND_MS, toIso, toMs } from '../time.ts'
import type { DecidedEvent } from '../wire/log-event.ts'
import { isOpen, type Clock } from './clock.ts'
import { CLOCK_POLICIES, policyOf } from './policies/index.ts'
import type { ClockPolicy, ClockStep } from './policy.ts'
import { ladderAt, stepsOf, type LadderBook } from './ladder.ts'
import { slaAt, slaOf, targetMs, type SlaBook } from './sla.ts'

/**
 * `clockMoves` says what an event does to the clocks of its case; `after` is the state with that event folded in. A
 * clock takes its target from the version in force when it starts, and keeps to that version (A11).
 */
export function clockMoves(
  event: FoldEvent,
  after: IncidentState,
  sla: SlaBook,
  ladder: LadderBook = [],
): DecidedEvent[] {
  const ended = after.clocks.filter(isOpen).flatMap((clock) => endOrRetarget(event, after, clock, sla))
  const resumed = after.clocks
    .filter((clock) => clock.endedAt !== null && policyOf(clock.clock)?.resumes?.(event, clock))
    .map(({ id, clock, subject }) => ({ type: 'clock.resumed', data: { clockId: id, clock, subject } }))
  const started = CLOCK_POLICIES.flatMap((policy) => start(event, after, policy, sla, ladder))
  return [...ended, ...resumed, ...started]
}

function endOrRetarget(event: FoldEvent, after: IncidentState, clock: Clock, sla: SlaBook): DecidedEvent[] {
  const policy = policyOf(clock.clock)
  if (!policy) return []
  const end = policy.ends(event, after, clock)
  if (end) return endEvents(clock, end.how, end.at)
  if (!policy.followsSeverity || clock.state !== 'running') return []
  const own = slaOf(sla, clock.slaVersion ?? 0)
  if (!own) return []
  const dueAt = toIso(toMs(clock.startedAt) + targetMs(policy.targetSeconds(after, own.content)))
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

function start(
  event: FoldEvent,
  after: IncidentState,
  policy: ClockPolicy,
  sla: SlaBook,
  ladder: LadderBook,
): DecidedEvent[] {
  const begun = policy.starts(event, after)
  if (!begun) return []
  const { version, content: targets } = slaAt(sla, toMs(begun.at))
  const n = after.clocks.filter((c) => c.clock === policy.id && c.subject === begun.subject).length + 1
  const data = {
    clockId: `${policy.id}.${begun.subject ?? 'case'}.${n}`,
    clock: policy.id,
    name: policy.name,
    subject: begun.subject,
    startedAt: begun.at,
    dueAt: toIso(toMs(begun.at) + targetMs(policy.targetSeconds(after, targets))),
    slaVersion: version,
    ...(policy.climbsLadder ? stepsOf(ladderAt(ladder, toMs(begun.at))) : {}),
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
      .filter((step) => stepAfterMs(clock, step) <= elapsedMs)
      .map((step) => ({ type: 'clock.warned', data: stepData(clock, step.name) }))
    const isDue = clock.state === 'running' && now > toMs(clock.dueAt)
    return isDue ? [...steps, policyOf(clock.clock)?.whenOver?.(clock) ?? breach(clock)] : steps
  })
}

const stepData = (clock: Clock, step: string) => ({
  clockId: clock.id,
  clock: clock.clock,
  subject: clock.subject,
  step,
})

/**
 * A step is a share of the target its clock was given, so that it comes in time whatever the target is; on the order
 * ladder it is the seconds of the version the clock started under.
 */
export function stepAfterMs(clock: Clock, step: ClockStep): number {
  const seconds = clock.stepSeconds?.[step.name]
  return seconds === undefined ? step.afterShare * (toMs(clock.dueAt) - toMs(clock.startedAt)) : seconds * SECOND_MS
}

const pendingSteps = (state: IncidentState, clock: Clock) =>
  (policyOf(clock.clock)?.steps ?? []).filter(
    (step) => !clock.warned.includes(step.name) && (step.applies?.(state, clock) ?? true),
  )

/** When this clock wants to be looked at next (epoch ms); undefined where time can do nothing more to it. */
export function nextWakeAt(state: IncidentState, clock: Clock): number | undefined {
  if (!isOpen(clock)) return undefined
  const startedAt = toMs(clock.startedAt)
  const wakes = pendingSteps(state, clock).map((step) => startedAt + stepAfterMs(clock, step))
  if (clock.state === 'running') wakes.push(toMs(clock.dueAt) + 1)
  return wakes.length > 0 ? Math.min(...wakes) : undefined
}
