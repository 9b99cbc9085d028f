import { eq } from 'drizzle-orm'
import { brokenRules, PASSWORD_RULES, REMEMBERED } from '@liandong/shared/access/password-rules.ts'
import type { FieldError } from '@liandong/shared/problems/refusal.ts'
import { DEMO_PASSWORD } from '../demo/accounts.ts'
import type { Tx } from '../store/database.ts'
import { account } from '../store/schema.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import type { AccountRow } from './sessions.ts'

type Holder = Pick<AccountRow, 'username' | 'passwordHash' | 'earlierPasswords'>

/** What is wrong with a new password, at the field it was typed into. Nothing, where it is taken. */
export async function passwordFaults(
  next: string,
  holder: Holder | string,
  isDemo: boolean,
  pointer: string,
): Promise<FieldError[]> {
  const isNew = typeof holder === 'string'
  const hashes = isNew ? [] : [holder.passwordHash, ...holder.earlierPasswords].slice(0, REMEMBERED)
  const same = await Promise.all(hashes.map((hash) => verifyPassword(hash, next).catch(() => false)))
  const broken = brokenRules(next, {
    username: isNew ? holder : holder.username,
    isDemo,
    demoPassword: DEMO_PASSWORD,
    isReused: same.includes(true),
  })
  return broken.map((rule) => ({ pointer, message: PASSWORD_RULES[rule].en, messageZh: PASSWORD_RULES[rule].zh }))
}

/** Stores a password, and the one before it among those that may not come back. `mustChange` is for one that somebody else chose. */
export async function setPassword(
  tx: Tx,
  holder: Pick<AccountRow, 'id' | 'passwordHash' | 'earlierPasswords'>,
  next: string,
  { mustChange, now }: { mustChange: boolean; now: number },
): Promise<void> {
  await tx
    .update(account)
    .set({
      passwordHash: await hashPassword(next),
      earlierPasswords: [holder.passwordHash, ...holder.earlierPasswords].slice(0, REMEMBERED),
      passwordChangedAt: new Date(now),
      mustChangePassword: mustChange,
    })
    .where(eq(account.id, holder.id))
}
