import { toIso, toMs } from '../../time.ts'

/**
 * `judgeOccurredAt` turns what a phone says about when it happened into a time the clocks may be judged by.
 * With `sentAt` the phone's clock is measured against the server's and corrected. A time that cannot be (after now,
 * or before the order went out) means a wrong clock: server time stands in, and the event says so.
 */
export function judgeOccurredAt(
  body: { occurredAt?: string | undefined; sentAt?: string | undefined },
  now: number,
  notBefore: string,
): { occurredAt: string; clockSkewMs?: number; clockSuspect?: true } {
  if (body.occurredAt === undefined) return { occurredAt: toIso(now) }
  const clockSkewMs = body.sentAt === undefined ? undefined : toMs(body.sentAt) - now
  const at = toMs(body.occurredAt) - (clockSkewMs ?? 0)
  const skew = clockSkewMs === undefined ? {} : { clockSkewMs }
  if (at > now || at < toMs(notBefore)) return { occurredAt: toIso(now), ...skew, clockSuspect: true }
  return { occurredAt: toIso(at), ...skew }
}
