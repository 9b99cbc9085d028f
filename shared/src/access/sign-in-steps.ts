import type { Role } from './actor.ts'
import { isExpired } from './password-rules.ts'

/** What is still to be done before a session may do anything else; null is a finished sign-in. */
export type SignInStep = 'secondFactor' | 'enrolment' | 'newPassword' | null

/** 等保: whoever grants, configures, reads the log or commands the room proves it with two factors. */
const TWO_FACTORS: readonly Role[] = ['admin', 'security', 'auditor', 'supervisor']

export type SignInFacts = {
  role: Role
  isDemo: boolean
  isEnrolled: boolean
  hasSecondFactor: boolean
  mustChangePassword: boolean
  passwordChangedAt: number | null
  /** Signed in elsewhere (single sign-on): the password of this account plays no part. */
  withoutPassword: boolean
}

/** `nextStep` is the order of a sign-in: who you are is settled before a new password may be set. */
export function nextStep(facts: SignInFacts, now: number): SignInStep {
  const asksTwo = !facts.isDemo && (facts.isEnrolled || TWO_FACTORS.includes(facts.role))
  if (asksTwo && !facts.hasSecondFactor) return facts.isEnrolled ? 'secondFactor' : 'enrolment'
  if (facts.withoutPassword) return null
  const isOld = !facts.isDemo && isExpired(facts.role, facts.passwordChangedAt, now)
  return facts.mustChangePassword || isOld ? 'newPassword' : null
}
