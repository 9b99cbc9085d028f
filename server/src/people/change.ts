import type { Actor } from '@liandong/shared/access/actor.ts'
import type { ProblemCode } from '@liandong/shared/problems/registry.ts'
import type { FieldError, Refusal } from '@liandong/shared/problems/refusal.ts'
import type { HandlerDeps } from '../cases/handler.ts'
import { withRetry } from '../store/retry.ts'
import type { Tx } from '../store/database.ts'

/** A change an administrator makes: one transaction, whose last step is a line in the log. */
export type Change = {
  tx: Tx
  subdistrictId: string
  actor: Extract<Actor, { kind: 'user' }>
  now: number
}

/** Thrown inside a change: nothing of it stays, and the refusal is the answer. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

export const refused = (code: ProblemCode, facts?: Record<string, unknown>): Refused =>
  new Refused(facts ? { code, facts } : { code })

export const refusedFields = (...errors: FieldError[]): Refused => new Refused({ code: 'invalidBody', errors })

export const refuseIf = (refusal: Refusal | undefined): void => {
  if (refusal) throw new Refused(refusal)
}

/** The form was read at one version; `present` is what stands there now, for whoever was second. */
export function refuseStale(sent: number, present: { version: number }): void {
  if (sent !== present.version) throw refused('versionConflict', { present })
}

export async function makeChange<T>(
  deps: HandlerDeps,
  by: Pick<Change, 'subdistrictId' | 'actor'>,
  run: (change: Change) => Promise<T>,
): Promise<T> {
  const now = deps.clock.now()
  const value = await withRetry(() => deps.database.db.transaction((tx) => run({ tx, now, ...by })))
  deps.committed(by.subdistrictId, [])
  return value
}
