import { dataClassOf } from '@liandong/shared/access/data-class.ts'
import { makeChange, Refused, type Change } from '../people/change.ts'
import type { SignedIn } from '../identity/identity.ts'
import { ProblemError } from './problem.ts'
import type { Services } from './services.ts'

/** `changing` makes a change as the caller; what a rule refuses becomes the problem that is answered. */
export async function changing<T>(
  { handler, scoped }: Pick<Services, 'handler' | 'scoped'>,
  me: SignedIn,
  run: (change: Change) => Promise<T>,
): Promise<T> {
  try {
    const database = scoped.of(me.subdistrictId, dataClassOf(me.user.role))
    return await makeChange({ ...handler, database }, { subdistrictId: me.subdistrictId, actor: me.actor }, run)
  } catch (error) {
    if (error instanceof Refused) throw new ProblemError(error.refusal)
    throw error
  }
}
