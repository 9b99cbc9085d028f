import { MINUTE_MS } from '../time.ts'

/** How many tries have failed lately, and until when the next has to wait (epoch ms). */
export type Guard = { failed: number; since: number; waitsUntil: number | null }

type Limit = { most: number; windowMs: number; waitMs: number; code: 'accountLocked' | 'tooFast' }

/**
 * What is counted. `pair` is an account from one place (等保: five wrong, then ten minutes); `account` is the account
 * from all strange places together, so that a thousand addresses get no more tries than one; `address` is one place
 * for all accounts. Each wait ends by itself: nobody is locked out for good by what strangers do.
 */
export const GUARDS = {
  pair: { most: 5, windowMs: 10 * MINUTE_MS, waitMs: 10 * MINUTE_MS, code: 'accountLocked' },
  account: { most: 20, windowMs: 15 * MINUTE_MS, waitMs: 15 * MINUTE_MS, code: 'tooFast' },
  address: { most: 100, windowMs: 15 * MINUTE_MS, waitMs: 15 * MINUTE_MS, code: 'tooFast' },
} as const satisfies Record<string, Limit>

export type GuardName = keyof typeof GUARDS
export type Verdict<N extends GuardName = GuardName> =
  | { ok: true; next: Record<N, Guard> }
  | { ok: false; code: 'accountLocked' | 'tooFast'; waitMs: number }

/** A device that has signed in to this account before is no stranger: only its own mistakes count. */
export const guardsFor = (isKnownDevice: boolean): readonly GuardName[] =>
  isKnownDevice ? ['pair'] : ['pair', 'account', 'address']

/**
 * `takeTry` decides whether a password may be looked at, and counts it as failed until it proves right: a thousand
 * tries at the same instant get no further than a thousand one after the other.
 */
export function takeTry(guards: Partial<Record<GuardName, Guard>>, names: readonly GuardName[], now: number): Verdict {
  const waiting = names.flatMap((name) => {
    const waitMs = (guards[name]?.waitsUntil ?? 0) - now
    return waitMs > 0 ? [{ code: GUARDS[name].code, waitMs }] : []
  })
  const longest = waiting.toSorted((a, b) => b.waitMs - a.waitMs)[0]
  if (longest) return { ok: false, ...longest }
  const next = Object.fromEntries(names.map((name) => [name, countOne(GUARDS[name], guards[name], now)]))
  return { ok: true, next: next as Record<GuardName, Guard> }
}

function countOne(limit: Limit, guard: Guard | undefined, now: number): Guard {
  const isOver = guard === undefined || guard.waitsUntil !== null || now - guard.since >= limit.windowMs
  const failed = isOver ? 1 : guard.failed + 1
  return {
    failed,
    since: isOver ? now : guard.since,
    waitsUntil: failed >= limit.most ? now + limit.waitMs : null,
  }
}

/** `forgive` takes back what a try counted that proved right. The account's own count of strangers stays otherwise. */
export const forgive = (name: GuardName, guard: Guard): Guard | null => {
  if (name === 'pair') return null
  const failed = guard.failed - 1
  return failed <= 0
    ? null
    : { failed, since: guard.since, waitsUntil: failed < GUARDS[name].most ? null : guard.waitsUntil }
}

/** An address as it is counted: a household or a machine has a whole /64 of IPv6. */
export function placeOf(address: string): string {
  if (!address.includes(':')) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1] as string
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const rest = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0')
  return `${[...groups, ...zeros, ...rest].slice(0, 4).join(':')}::/64`
}
