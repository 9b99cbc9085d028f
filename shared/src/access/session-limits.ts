import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time.ts'
import type { Role } from './actor.ts'

/** How long a session lasts unused, and at the most; null is "until somebody ends it". */
export type SessionLimit = { idleMs: number | null; absoluteMs: number | null }
export type SessionLimits = Record<'work' | 'administration' | 'phone', { idleMs: number; absoluteMs: number }>

export const DEFAULT_LIMITS: SessionLimits = {
  // a shift is twelve hours
  work: { idleMs: 12 * HOUR_MS, absoluteMs: 24 * HOUR_MS },
  administration: { idleMs: 15 * MINUTE_MS, absoluteMs: 8 * HOUR_MS },
  // an order must ring on a phone that was last used days ago
  phone: { idleMs: 7 * DAY_MS, absoluteMs: 30 * DAY_MS },
}

const ADMINISTRATION: readonly Role[] = ['admin', 'security', 'auditor']

export function limitOf(role: Role, limits: SessionLimits): SessionLimit {
  if (role === 'wall') return { idleMs: null, absoluteMs: null }
  if (ADMINISTRATION.includes(role)) return limits.administration
  return role === 'responder' ? limits.phone : limits.work
}

/** Half a sign-in is finished soon or not at all. */
export const UNFINISHED_MS = 15 * MINUTE_MS
export const PAIRING_MS = 10 * MINUTE_MS

export type SessionTimes = { createdAt: number; lastSeenAt: number }

export function isOver(limit: SessionLimit, { createdAt, lastSeenAt }: SessionTimes, now: number): boolean {
  const isIdle = limit.idleMs !== null && now - lastSeenAt >= limit.idleMs
  return isIdle || (limit.absoluteMs !== null && now - createdAt >= limit.absoluteMs)
}
