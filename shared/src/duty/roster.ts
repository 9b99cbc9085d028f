import { DAY_MS, MINUTE_MS, SHANGHAI_OFFSET_MS, toMs } from '../time.ts'
import type { DutyPattern, DutyStretch } from './on-duty.ts'

/** From included, until not; epoch ms. */
export interface Span {
  readonly fromAt: number
  readonly untilAt: number
}

/** Days that come round (四班三运转): day 0 is the anchor's, `2026-11-24` in Shanghai, and before it they came round too. */
export interface DutyCycle {
  readonly anchor: string
  readonly days: readonly DutyPattern[]
}

/** What one day was decided to be against the plan: on or off, and for which organisation where it is not the own one. */
export interface DutyChange extends Span {
  readonly isOn: boolean
  readonly organisationId: string | null
}

/** What a unit's days are: the same every day or a cycle, and what was decided since, the later before the earlier. */
export interface Roster {
  readonly unitId: string
  readonly organisationId: string
  readonly duty: DutyPattern
  readonly cycle: DutyCycle | null
  /** In the order they were decided: where two meet, the later one holds. */
  readonly changes: readonly DutyChange[]
}

type Plan = Pick<Roster, 'duty' | 'cycle'>

const dayOf = (at: number): number => Math.floor((at + SHANGHAI_OFFSET_MS) / DAY_MS)
const startOf = (day: number): number => day * DAY_MS - SHANGHAI_OFFSET_MS

function stretchesOf({ duty, cycle }: Plan, day: number): DutyPattern {
  if (cycle === null || cycle.days.length === 0) return duty
  const passed = day - dayOf(toMs(`${cycle.anchor}T00:00:00+08:00`))
  const n = cycle.days.length
  return cycle.days[((passed % n) + n) % n] ?? []
}

/** A stretch of a day as instants: one that ends before it begins runs into the next day. */
const spanOn = (day: number, { fromMinute, toMinute }: DutyStretch): Span => ({
  fromAt: startOf(day) + fromMinute * MINUTE_MS,
  untilAt: startOf(fromMinute <= toMinute ? day : day + 1) + toMinute * MINUTE_MS,
})

const holds = (span: Span, at: number): boolean => span.fromAt <= at && at < span.untilAt

/** `planSpans` are the stretches of the plan that reach into a time, whole, not yet put together. */
export function planSpans(plan: Plan, fromAt: number, untilAt: number): Span[] {
  const spans: Span[] = []
  for (let day = dayOf(fromAt) - 1; day <= dayOf(untilAt); day += 1)
    for (const stretch of stretchesOf(plan, day)) spans.push(spanOn(day, stretch))
  return spans.filter((span) => span.fromAt < untilAt && span.untilAt > fromAt && span.fromAt < span.untilAt)
}

/** `isPlannedAt`: by the plan alone, whatever was decided since. */
export const isPlannedAt = (plan: Plan, at: number): boolean => planSpans(plan, at, at + 1).some((s) => holds(s, at))

/** `postAt` is the organisation a unit is on duty for at an instant; null is off duty. */
export function postAt(roster: Roster, at: number): string | null {
  const change = roster.changes.findLast((one) => holds(one, at))
  if (change) return change.isOn ? (change.organisationId ?? roster.organisationId) : null
  return isPlannedAt(roster, at) ? roster.organisationId : null
}

/** `isOnDutyAt` is the one answer to "who is on duty": the plan, and what was decided since (D5, D8). */
export const isOnDutyAt = (roster: Roster, at: number): boolean => postAt(roster, at) !== null

/** Every instant of a time at which anything about a unit may change, its ends included, in order. */
export function edgesOf(roster: Roster, fromAt: number, untilAt: number): number[] {
  const spans = [...planSpans(roster, fromAt, untilAt), ...roster.changes]
  const inside = spans.flatMap((s) => [s.fromAt, s.untilAt]).filter((at) => at > fromAt && at < untilAt)
  return [...new Set([fromAt, ...inside, untilAt])].toSorted((a, b) => a - b)
}

/** On duty from one instant to another, for one organisation. */
export interface DutySpan extends Span {
  readonly organisationId: string
}

/** `dutySpans` are the times on duty within a time, cut to it, as long as they last. */
export function dutySpans(roster: Roster, fromAt: number, untilAt: number): DutySpan[] {
  const edges = edgesOf(roster, fromAt, untilAt)
  const spans: DutySpan[] = []
  for (const [i, from] of edges.slice(0, -1).entries()) {
    const until = edges[i + 1] as number
    const organisationId = postAt(roster, from)
    if (organisationId === null) continue
    const last = spans.at(-1)
    if (last?.untilAt === from && last.organisationId === organisationId)
      spans[spans.length - 1] = { ...last, untilAt: until }
    else spans.push({ organisationId, fromAt: from, untilAt: until })
  }
  return spans
}

/** How far ahead a next change is looked for: the longest cycle comes round in it. */
const LOOK_AHEAD_DAYS = 62

/** `nextTurnAt` is the next instant at which somebody comes on or goes off duty; undefined where none is in sight. */
export function nextTurnAt(roster: Roster, at: number): number | undefined {
  const isOn = isOnDutyAt(roster, at)
  return edgesOf(roster, at, at + LOOK_AHEAD_DAYS * DAY_MS)
    .slice(1, -1)
    .find((edge) => isOnDutyAt(roster, edge) !== isOn)
}
