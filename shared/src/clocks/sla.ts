import { SECOND_MS } from '../time.ts'
import { delivered, isLater, versionAt, type Book, type Version } from '../settings/version.ts'
import type { FieldError } from '../problems/refusal.ts'

/** How long each clock of an incident may run, in seconds. K1 alone asks for the severity. */
export type SlaTargets = { K1: number; K1Severity1: number; K2: number; K3: number; K4: number; K5: number }

export type SlaVersion = Version<SlaTargets>
export type SlaBook = Book<SlaTargets>

/** The rule book as delivered (domain.md §3.6). */
export const DELIVERED: SlaVersion = delivered({ K1: 120, K1Severity1: 60, K2: 60, K3: 60, K4: 1_200, K5: 300 })

/** `slaAt` is the version in force at an instant: a clock is judged by the version of the instant it started (A11). */
export const slaAt = (book: SlaBook, at: number): SlaVersion => versionAt(book, at, DELIVERED)

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

export const targetMs = (seconds: number): number => seconds * SECOND_MS

const say = (seconds: number): { zh: string; en: string } =>
  seconds % 60 === 0
    ? { zh: `${seconds / 60} 分钟`, en: `${seconds / 60} min` }
    : { zh: `${seconds} 秒`, en: `${seconds} s` }

/** `checkSlaTargets` says what is wrong with proposed targets, field by field: out of bounds, or a severity 1 that has longer than the others. */
export function checkSlaTargets(targets: SlaTargets): FieldError[] {
  const errors: FieldError[] = []
  for (const [clock, [least, most]] of Object.entries(SLA_BOUNDS) as [keyof SlaTargets, readonly [number, number]][]) {
    if (targets[clock] >= least && targets[clock] <= most) continue
    const [from, to] = [say(least), say(most)]
    errors.push({
      pointer: `/content/${clock}`,
      message: `between ${from.en} and ${to.en}`,
      messageZh: `应在 ${from.zh}至 ${to.zh}之间`,
    })
  }
  if (errors.length === 0 && targets.K1Severity1 > targets.K1)
    errors.push({
      pointer: '/content/K1Severity1',
      message: 'severity 1 may not have longer than the others',
      messageZh: '一级警情的时限不得长于其他警情',
    })
  return errors
}
