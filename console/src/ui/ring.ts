import type { Clock } from '@liandong/shared/clocks/clock.ts'
import { isOpen } from '@liandong/shared/clocks/clock.ts'
import { stepAfterMs } from '@liandong/shared/clocks/clock-moves.ts'
import { policyOf } from '@liandong/shared/clocks/policies/index.ts'
import { POLICE_LINK } from '@liandong/shared/clocks/policies/police-link.ts'
import { MINUTE_MS, SECOND_MS, toMs } from '@liandong/shared/time.ts'

export type RingTone = 'calm' | 'warning' | 'breached' | 'met' | 'stopped' | 'late'

export type Ring = {
  tone: RingTone
  /** What is left of the circle, 0…1; a breached clock is an empty circle with a notch. */
  fraction: number
  /** Until due; negative is over. */
  leftMs: number
  /** When a breached clock had run out, ms ago: the pulse is only for a fresh one. */
  overMs: number
}

/** Where a clock has no warning step of its own the last quarter is the warning. */
const WARNING_FRACTION = 0.25

/** `toRing` is how a clock is drawn at `now` (server time). It does not wait for the event to say "breached". */
export function toRing(clock: Clock, now: number): Ring {
  const [startedAt, dueAt] = [toMs(clock.startedAt), toMs(clock.dueAt)]
  const at = clock.endedAt === null ? now : toMs(clock.endedAt)
  const leftMs = dueAt - at
  const fraction = Math.min(Math.max(leftMs / Math.max(dueAt - startedAt, 1), 0), 1)
  const over = clock.state === 'breached' || leftMs < 0
  return {
    tone: toneOf(clock, over, fraction, at - startedAt),
    fraction: over ? 0 : fraction,
    leftMs,
    overMs: Math.max(-leftMs, 0),
  }
}

function toneOf(clock: Clock, over: boolean, fraction: number, elapsedMs: number): RingTone {
  if (!isOpen(clock)) return over ? 'late' : clock.state === 'met' ? 'met' : 'stopped'
  if (over) return 'breached'
  return elapsedMs >= warningAfterMs(clock) || (fraction < WARNING_FRACTION && warningAfterMs(clock) === Infinity)
    ? 'warning'
    : 'calm'
}

/** The last warning the policy gives before the clock runs out (domain §3.6). */
function warningAfterMs(clock: Clock): number {
  const steps = (policyOf(clock.clock)?.steps ?? []).filter((step) => step.afterShare < 1)
  return Math.max(...steps.map((step) => stepAfterMs(clock, step)), steps.length === 0 ? Infinity : 0)
}

/** The few characters inside: minutes to go (`16`), seconds in the last minute (`42″`), over (`+3`); a mark once it is over and done. */
export function ringText(ring: Ring): string {
  if (ring.tone === 'breached' || ring.tone === 'late') {
    const minutes = Math.floor(ring.overMs / MINUTE_MS)
    return minutes < 1 ? `+${Math.floor(ring.overMs / SECOND_MS)}″` : minutes > 99 ? '99+' : `+${minutes}`
  }
  if (ring.tone === 'met') return '✓'
  if (ring.tone === 'stopped') return '–'
  if (ring.leftMs < MINUTE_MS) return `${Math.ceil(ring.leftMs / SECOND_MS)}″`
  return String(Math.ceil(ring.leftMs / MINUTE_MS))
}

/** The open clock that runs out (or ran out) first: the one a row shows. A breached one stands before a running one. */
export function mostUrgentClock(clocks: readonly Clock[]): Clock | undefined {
  return clocks
    .filter((clock) => isOpen(clock) && clock.clock !== POLICE_LINK.id)
    .reduce<Clock | undefined>((first, clock) => {
      if (first === undefined) return clock
      const [a, b] = [first.state === 'breached', clock.state === 'breached']
      if (a !== b) return b ? clock : first
      return toMs(clock.dueAt) < toMs(first.dueAt) ? clock : first
    }, undefined)
}
