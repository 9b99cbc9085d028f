import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time.ts'
import { ROLES } from './actor.ts'
import { brokenRules, PASSWORD_RULES } from './password-rules.ts'
import { DEFAULT_LIMITS, isOver, limitOf } from './session-limits.ts'
import { forgive, GUARDS, guardsFor, placeOf, takeTry, type Guard, type GuardName } from './sign-in-guard.ts'
import { nextStep, type SignInFacts } from './sign-in-steps.ts'

/** The guards as a table keeps them: one account, many places. */
class Guarded {
  readonly #rows = new Map<string, Guard>()
  looked = 0

  try(from: string, now: number, { isRight = false, isKnown = false } = {}): 'in' | 'wrong' | number {
    const names = guardsFor(isKnown)
    const key = (name: GuardName) => (name === 'account' ? name : `${name} ${from}`)
    const rows = Object.fromEntries(names.map((name) => [name, this.#rows.get(key(name))]))
    const verdict = takeTry(rows as Partial<Record<GuardName, Guard>>, names, now)
    if (!verdict.ok) return verdict.waitMs
    this.looked += 1
    for (const name of names) {
      const left = isRight ? forgive(name, verdict.next[name]) : verdict.next[name]
      if (left) this.#rows.set(key(name), left)
      else this.#rows.delete(key(name))
    }
    return isRight ? 'in' : 'wrong'
  }
}

describe('guessing', () => {
  it('A2: five wrong passwords from one place, then ten minutes, and then again', () => {
    const account = new Guarded()
    for (let n = 0; n < 5; n++) expect(account.try('a', 1_000)).toBe('wrong')
    expect(account.try('a', 1_000, { isRight: true })).toBe(10 * MINUTE_MS)
    expect(account.try('b', 1_000, { isRight: true })).toBe('in')
    expect(account.try('a', 1_000 + 10 * MINUTE_MS - 1, { isRight: true })).toBe(1)
    expect(account.try('a', 1_000 + 10 * MINUTE_MS, { isRight: true })).toBe('in')
  })

  it('A2: 1,000 wrong passwords from 1,000 addresses are 20 looks, the known device signs in, a new one after 15 min', () => {
    const account = new Guarded()
    for (let n = 0; n < 1_000; n++) account.try(`10.0.${n >> 8}.${n & 255}`, n)
    expect(account.looked).toBe(20)
    expect(account.try('new phone', 1_000, { isRight: true })).toBeGreaterThan(0)
    expect(account.try('device', 1_000, { isRight: true, isKnown: true })).toBe('in')
    expect(account.try('new phone', 19 + 15 * MINUTE_MS, { isRight: true })).toBe('in')
  })

  it('a known device that guesses is locked like any other place', () => {
    const account = new Guarded()
    for (let n = 0; n < 5; n++) account.try('device', 0, { isKnown: true })
    expect(account.try('device', 1, { isRight: true, isKnown: true })).toBe(10 * MINUTE_MS - 1)
  })

  it('no wait is longer than 15 minutes, whatever anybody tries', () => {
    const tries = fc.array(fc.record({ from: fc.constantFrom('a', 'b', 'c', 'd'), afterMs: fc.nat(5 * MINUTE_MS) }), {
      maxLength: 200,
    })
    fc.assert(
      fc.property(tries, (list) => {
        const account = new Guarded()
        let now = 0
        for (const { from, afterMs } of list) {
          const said = account.try(from, (now += afterMs))
          if (typeof said === 'number') expect(said).toBeLessThanOrEqual(15 * MINUTE_MS)
        }
        expect(account.try('a', now + 15 * MINUTE_MS, { isRight: true })).toBe('in')
      }),
    )
  })

  it('a right password takes back its own count alone', () => {
    const guard = { failed: 20, since: 0, waitsUntil: 5 }
    expect(forgive('account', guard)).toEqual({ failed: 19, since: 0, waitsUntil: null })
    expect(forgive('pair', guard)).toBeNull()
    expect(GUARDS.account.waitMs).toBe(15 * MINUTE_MS)
  })

  it.each([
    ['10.1.2.3', '10.1.2.3'],
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('the place of %s is %s', (address, place) => {
    expect(placeOf(address)).toBe(place)
  })
})

describe('passwords', () => {
  const facts = { username: 'wangwei', isDemo: false, demoPassword: 'Demo-110110', isReused: false }
  it.each([
    ['Kx7-short', ['length']],
    ['kx7kx7kx7kx7', ['classes']],
    [`Kx7-${'语'.repeat(124)}`, []],
    [`Kx7-${'语'.repeat(125)}`, ['length']],
    ['Xx-WangWei-77', ['username']],
    ['Xx-iewgnaw-77', ['username']],
    ['P@ssw0rd2026', ['common']],
    ['1Qaz@wsx2026', ['common']],
    ['Demo-110110', ['demo']],
    ['Lake-Path-41', []],
    ['', ['length', 'classes']],
  ])('「%s」 breaks %j', (next, broken) => {
    expect(brokenRules(next, facts)).toEqual(broken)
  })

  it('one of the last five is refused; the demo password is taken in the demo', () => {
    expect(brokenRules('Lake-Path-41', { ...facts, isReused: true })).toEqual(['reused'])
    expect(brokenRules('Demo-110110', { ...facts, isDemo: true })).toEqual([])
  })

  it('every rule speaks both languages', () => {
    for (const { zh, en } of Object.values(PASSWORD_RULES)) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).not.toMatch(/\p{Script=Han}/u)
    }
  })
})

describe('the steps of a sign-in', () => {
  const plain: SignInFacts = {
    role: 'operator',
    isDemo: false,
    isEnrolled: false,
    hasSecondFactor: false,
    mustChangePassword: false,
    passwordChangedAt: 0,
    withoutPassword: false,
  }
  it('the three administrators and the supervisor need two factors, outside the demo', () => {
    const asked = ROLES.filter((role) => nextStep({ ...plain, role }, 1) === 'enrolment')
    expect(asked).toEqual(['supervisor', 'admin', 'security', 'auditor'])
    for (const role of ROLES) expect(nextStep({ ...plain, role, isDemo: true }, 1)).toBeNull()
  })

  it('first the second factor, then the new password', () => {
    const first = { ...plain, role: 'admin', isEnrolled: true, mustChangePassword: true } as const
    expect(nextStep(first, 1)).toBe('secondFactor')
    expect(nextStep({ ...first, hasSecondFactor: true }, 1)).toBe('newPassword')
    expect(nextStep({ ...first, hasSecondFactor: true, mustChangePassword: false }, 1)).toBeNull()
  })

  it('an administrator’s password is 90 days old at the most, an operator’s as old as it is', () => {
    const signedIn = { ...plain, hasSecondFactor: true }
    expect(nextStep({ ...signedIn, role: 'auditor' }, 90 * DAY_MS - 1)).toBeNull()
    expect(nextStep({ ...signedIn, role: 'auditor' }, 90 * DAY_MS)).toBe('newPassword')
    expect(nextStep(signedIn, 900 * DAY_MS)).toBeNull()
    expect(nextStep({ ...signedIn, role: 'auditor', withoutPassword: true }, 90 * DAY_MS)).toBeNull()
  })
})

describe('the limits of a session', () => {
  it.each([
    ['operator', 12 * HOUR_MS, 24 * HOUR_MS],
    ['security', 15 * MINUTE_MS, 8 * HOUR_MS],
    ['responder', 7 * DAY_MS, 30 * DAY_MS],
  ] as const)('%s', (role, idleMs, absoluteMs) => {
    const limit = limitOf(role, DEFAULT_LIMITS)
    expect(isOver(limit, { createdAt: 0, lastSeenAt: 0 }, idleMs - 1)).toBe(false)
    expect(isOver(limit, { createdAt: 0, lastSeenAt: 0 }, idleMs)).toBe(true)
    expect(isOver(limit, { createdAt: 0, lastSeenAt: absoluteMs - 1 }, absoluteMs)).toBe(true)
  })

  it('a wall hangs there until somebody takes it down', () => {
    const wall = limitOf('wall', DEFAULT_LIMITS)
    expect(isOver(wall, { createdAt: 0, lastSeenAt: 0 }, 4_000 * DAY_MS)).toBe(false)
  })
})
