import { MINUTE_MS, SECOND_MS } from '../time.ts'

/** How long each clock of an incident may run, in seconds. K1 alone asks for the severity. */
export type SlaTargets = { K1: number; K1Severity1: number; K2: number; K3: number; K4: number; K5: number }

/** Targets in force from an instant on (epoch ms). A version never changes: a new decision is a new version. */
export type SlaVersion = { version: number; effectiveFrom: number; targets: SlaTargets }

/** Every version of a subdistrict that was ever approved; a clock finds the one it started under. */
export type SlaBook = readonly SlaVersion[]

/** Version 0: the rule book as delivered (domain.md §3.6). It holds wherever nothing else was decided. */
export const DELIVERED: SlaVersion = {
  version: 0,
  effectiveFrom: Number.NEGATIVE_INFINITY,
  targets: { K1: 120, K1Severity1: 60, K2: 60, K3: 60, K4: 1_200, K5: 300 },
}

/** `slaAt` is the version in force at an instant: a clock is judged by the version of the instant it started (A11). */
export const slaAt = (book: SlaBook, at: number): SlaVersion =>
  book.reduce((found, one) => (one.effectiveFrom <= at && isLater(one, found) ? one : found), DELIVERED)

const isLater = (a: SlaVersion, b: SlaVersion): boolean =>
  a.effectiveFrom > b.effectiveFrom || (a.effectiveFrom === b.effectiveFrom && a.version > b.version)

/** `slaSince` is what a clock that starts at an instant or after it may fall under: the version in force then, and all later. */
export const slaSince = (book: SlaBook, at: number): SlaBook => {
  const present = slaAt(book, at)
  return [present, ...book.filter((one) => one !== present && isLater(one, present))]
}

/** `slaOf` is a version by its number, for a clock that has started already. */
export const slaOf = (book: SlaBook, version: number): SlaVersion | undefined =>
  [DELIVERED, ...book].find((one) => one.version === version)

/** What a target may be, in seconds: less nobody can keep, more is none. */
export const SLA_BOUNDS: Record<keyof SlaTargets, readonly [least: number, most: number]> = {
  K1: [30, 600],
  K1Severity1: [15, 300],
  K2: [15, 600],
  K3: [15, 600],
  K4: [300, 7_200],
  K5: [60, 3_600],
}

/** Every server knows a new version before it begins: an approval gives it this long at the least. */
export const SLA_NOTICE_MS = MINUTE_MS
/** The longest a decision is made ahead. */
export const SLA_AHEAD_DAYS = 366

export const targetMs = (seconds: number): number => seconds * SECOND_MS
