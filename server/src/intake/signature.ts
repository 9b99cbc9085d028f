import { createHmac, timingSafeEqual } from 'node:crypto'
import { MINUTE_MS, SECOND_MS } from '@liandong/shared/time.ts'

/** How far the sender's clock may be from ours. */
const DRIFT_MS = 5 * MINUTE_MS
/** A signature can be good from five minutes before its time to five after it: for so long it is remembered. */
export const SIGNATURE_KEPT_MS = 2 * DRIFT_MS

export type Signed = { timestamp: string | undefined; signature: string | undefined; body: Buffer }
export type Checked = { ok: true; digest: Buffer } | { ok: false; why: 'missing' | 'time' | 'wrong' }

/**
 * `checkSignature` checks `v1=hex(HMAC-SHA256(secret, timestamp + "." + body))`; the timestamp is in seconds since
 * 1970. Pure: whether the same signature came before is asked of the database by the caller.
 */
export function checkSignature(secret: string, { timestamp, signature, body }: Signed, now: number): Checked {
  if (timestamp === undefined || signature === undefined) return { ok: false, why: 'missing' }
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(Number(timestamp) * SECOND_MS - now) > DRIFT_MS)
    return { ok: false, why: 'time' }
  const [, hex] = /^v1=([0-9a-f]{64})$/i.exec(signature) ?? []
  if (hex === undefined) return { ok: false, why: 'wrong' }
  const digest = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest()
  return timingSafeEqual(digest, Buffer.from(hex, 'hex')) ? { ok: true, digest } : { ok: false, why: 'wrong' }
}
