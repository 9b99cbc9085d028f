import { DAY_MS } from '../time.ts'

/**
 * How long what is kept, as data (个人信息保护法 §19: the shortest time that does). The maintenance job erases what is due;
 * the guide and the administrators' page show this very table.
 */
export const RETENTION = {
  /** From the end of a case: words, callers, addresses, names, reports, tickets, pictures and voice notes. The case and its numbers stay. */
  casePersonal: { keepMs: 5 * 365 * DAY_MS, from: 'caseEnded' },
  /** Where a unit was last: a track (行踪轨迹) is sensitive. */
  unitPosition: { keepMs: 90 * DAY_MS, from: 'located' },
  /** Bodies that could not be alerts. */
  quarantineBody: { keepMs: 180 * DAY_MS, from: 'received' },
  /** A phone that was offline for a day may still repeat what it sent (domain.md §3.1); the answers hold case content. */
  idempotentAnswer: { keepMs: 2 * DAY_MS, from: 'created' },
  /** Who came to a centre's window, by name. */
  visitorName: { keepMs: 30 * DAY_MS, from: 'came' },
  /** Whom an order or a roll-call called, on what, and what came of each try; from the end of the case, or of the roll-call. */
  notification: { keepMs: 180 * DAY_MS, from: 'caseEnded' },
  /** Jobs that failed and were given back, or that nobody wanted. */
  deadLetter: { keepMs: 180 * DAY_MS, from: 'failed' },
} as const satisfies Record<string, { keepMs: number; from: string }>

export type RetentionRule = keyof typeof RETENTION

/** Whatever began before this instant (epoch ms) has served its time. */
export const dueBefore = (rule: RetentionRule, now: number): number => now - RETENTION[rule].keepMs
