import { SECOND_MS } from '@liandong/shared/time.ts'
import type { Random } from './random.ts'

/** Live incidents of the play beyond which it raises no more; at this many the virtual operator helps out. */
export const FULL_AT = 12
export const MOST_LIVE = 15

/**
 * `untilNextAlert` is how long the town stays quiet: the first alert comes five seconds after the start, a handful in
 * the first minute so that a new user sees the product live, then one every 60–150 s. A board that is filled already
 * (a restart) needs no burst.
 */
export function untilNextAlert(raised: number, live: number, random: Random): number {
  if (raised === 0) return 5 * SECOND_MS
  const burst = live - raised >= 6 ? 2 : 5
  if (raised < burst) return random.between(7, 14) * SECOND_MS
  return random.between(60, 150) * SECOND_MS
}
