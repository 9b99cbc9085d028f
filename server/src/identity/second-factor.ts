import { createHash, randomInt } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { generateSecret, generateURI, verify } from 'otplib'
import type { Tx } from '../store/database.ts'
import { account, session } from '../store/schema.ts'
import type { SecretBox } from '../platform/secret-box.ts'
import type { AccountRow, SignedIn } from './sessions.ts'

const STEP_S = 30
const RECOVERY_CODES = 10
/** Six groups of four of 31 letters: 118 bits. So much chance needs neither salt nor a slow hash (ASVS 6.5.2: from 112). */
const GROUPS = 6
const GROUP_LETTERS = 4
/** Without letters and digits that are read for one another. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const ISSUER = '联动'

const hashCode = (code: string): string =>
  createHash('sha256')
    .update(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
    .digest('hex')

const times = <T>(length: number, make: () => T): T[] => Array.from({ length }, make)

/** Shown once, kept as hashes. */
const newRecoveryCodes = (): string[] =>
  times(RECOVERY_CODES, () =>
    times(GROUPS, () => times(GROUP_LETTERS, () => LETTERS[randomInt(LETTERS.length)]).join('')).join('-'),
  )

/** The time step a code belongs to, one step either way; undefined where it is none or has been used before. */
async function stepOfCode(
  secret: string,
  code: string,
  usedStep: number | null,
  now: number,
): Promise<number | undefined> {
  if (!/^\d{6}$/.test(code)) return undefined
  const used = usedStep === null ? {} : { afterTimeStep: usedStep }
  const epoch = Math.floor(now / 1_000)
  const result = await verify({ secret, token: code, epoch, period: STEP_S, epochTolerance: STEP_S, ...used })
  return result.valid && 'timeStep' in result ? result.timeStep : undefined
}

/** Begins an enrolment; the secret waits in the session until a code proves that a device has it. */
export async function beginEnrolment(tx: Tx, box: SecretBox, me: SignedIn): Promise<{ secret: string; uri: string }> {
  const [row] = await tx
    .select({ pending: session.pendingTotp })
    .from(session)
    .where(eq(session.id, me.sessionId))
    .for('update')
  // asked again (the page was loaded anew): the same, so that a QR code already scanned stays good
  const known = row?.pending ? box.open(row.pending, me.user.id) : undefined
  const secret = known ?? generateSecret()
  if (known === undefined)
    await tx
      .update(session)
      .set({ pendingTotp: box.seal(secret, me.user.id) })
      .where(eq(session.id, me.sessionId))
  return { secret, uri: generateURI({ issuer: ISSUER, label: me.user.username, secret }) }
}

/** The codes to keep, or undefined where the code is not the one of the pending secret. */
export async function finishEnrolment(
  tx: Tx,
  box: SecretBox,
  me: SignedIn,
  code: string,
  now: number,
): Promise<string[] | undefined> {
  const [row] = await tx
    .select({ pending: session.pendingTotp })
    .from(session)
    .where(eq(session.id, me.sessionId))
    .for('update')
  if (!row?.pending) return undefined
  const secret = box.open(row.pending, me.user.id)
  if (secret === undefined) return undefined
  const step = await stepOfCode(secret, code, null, now)
  if (step === undefined) return undefined
  const codes = newRecoveryCodes()
  await tx
    .update(account)
    .set({ totpSecret: box.seal(secret, me.user.id), totpStep: step, recoveryHashes: codes.map(hashCode) })
    .where(eq(account.id, me.user.id))
  return codes
}

export type Proof = 'code' | 'recovery'

/** Takes a code once: a TOTP of this minute, or one of the codes kept for a lost phone. `row` is locked by the caller. */
export async function proveSecondFactor(
  tx: Tx,
  box: SecretBox,
  row: AccountRow,
  code: string,
  now: number,
): Promise<Proof | undefined> {
  if (row.totpSecret === null) return undefined
  // sealed with a key that was lost, it can prove nothing: the recovery codes still do
  const secret = box.open(row.totpSecret, row.id)
  const step = secret === undefined ? undefined : await stepOfCode(secret, code, row.totpStep, now)
  if (step !== undefined) {
    await tx.update(account).set({ totpStep: step }).where(eq(account.id, row.id))
    return 'code'
  }
  const hash = hashCode(code)
  if (!row.recoveryHashes.includes(hash)) return undefined
  const recoveryHashes = row.recoveryHashes.filter((one) => one !== hash)
  await tx.update(account).set({ recoveryHashes }).where(eq(account.id, row.id))
  return 'recovery'
}

/** A lost phone: the next sign-in enrols another one. */
export async function resetSecondFactor(tx: Tx, subdistrictId: string, accountId: string): Promise<void> {
  await tx
    .update(account)
    .set({ totpSecret: null, totpStep: null, recoveryHashes: [] })
    .where(and(eq(account.id, accountId), eq(account.subdistrictId, subdistrictId)))
}
