import { MINUTE_MS, toMs } from '../time.ts'

/** Not heard of for this long: whoever sends this unit should know that it may not hear (design). */
export const LOST_AFTER_MS = 15 * MINUTE_MS

export type Contact = { kind: 'heard' | 'lost'; ageMs: number } | { kind: 'never' }

/** `contactOf` says how long ago a unit was last heard of, before an order is given to it. */
export function contactOf(lastContactAt: string | null | undefined, now: number): Contact {
  if (lastContactAt === null || lastContactAt === undefined) return { kind: 'never' }
  const ageMs = Math.max(now - toMs(lastContactAt), 0)
  return { kind: ageMs > LOST_AFTER_MS ? 'lost' : 'heard', ageMs }
}
