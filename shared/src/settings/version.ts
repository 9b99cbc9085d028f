import { DAY_MS, MINUTE_MS } from '../time.ts'
import type { FieldError } from '../problems/refusal.ts'

/**
 * What two people set together, by version (A11): in force from an instant on (epoch ms), and never edited. A new
 * decision is a new version, and what was judged by an old one stays so.
 */
export type Version<C> = { version: number; effectiveFrom: number; content: C }

/** Every version that was ever approved, in any order. */
export type Book<C> = readonly Version<C>[]

/** Version 0: what the product was delivered with. It holds wherever nothing else was decided. */
export const delivered = <C>(content: C): Version<C> => ({
  version: 0,
  effectiveFrom: Number.NEGATIVE_INFINITY,
  content,
})

/** `versionAt` is the version in force at an instant. */
export const versionAt = <C>(book: Book<C>, at: number, before: Version<C>): Version<C> =>
  book.reduce((found, one) => (one.effectiveFrom <= at && isLater(one, found) ? one : found), before)

/** `isLater`: a version that holds over the other where both have begun. */
export const isLater = <C>(a: Version<C>, b: Version<C>): boolean =>
  a.effectiveFrom > b.effectiveFrom || (a.effectiveFrom === b.effectiveFrom && a.version > b.version)

/** Every server knows a new version before it begins: an approval gives it this long at the least. */
export const VERSION_NOTICE_MS = MINUTE_MS
/** The longest a decision is made ahead. */
const AHEAD_DAYS = 366

/** `checkBeginning` says what is wrong with the instant a proposed version would begin at. */
export function checkBeginning(
  effectiveFrom: number,
  known: { now: number; lastEffectiveFrom: number | null },
): FieldError[] {
  const pointer = '/effectiveFrom'
  if (effectiveFrom < known.now + VERSION_NOTICE_MS)
    return [{ pointer, message: 'must begin in the future', messageZh: '生效时间须晚于当前时间至少 1 分钟' }]
  if (effectiveFrom > known.now + AHEAD_DAYS * DAY_MS)
    return [{ pointer, message: 'more than a year ahead', messageZh: '生效时间不得晚于一年之后' }]
  if (known.lastEffectiveFrom !== null && effectiveFrom < known.lastEffectiveFrom + MINUTE_MS)
    return [
      {
        pointer,
        message: 'must begin after the last approved version',
        messageZh: '生效时间须晚于已批准的上一版本',
      },
    ]
  return []
}
