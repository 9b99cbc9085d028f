import type { Actor } from '@liandong/shared/access/actor.ts'
import type { DecidedEvent } from '@liandong/shared/wire/log-event.ts'
import type { Tx } from '../store/database.ts'
import { append } from './append.ts'

/**
 * `appendAudit` writes a line about no case into the log's chain: a sign-in, a reveal, a change of settings, a refusal
 * (domain.md §3.8). `subject` is the id of what it is about: an account, an incident, a setting. Like every append it
 * goes last in its transaction, so that the change and its line stand or fall together.
 */
export const appendAudit = (
  tx: Tx,
  subdistrictId: string,
  subject: string,
  event: DecidedEvent,
  by: { actor: Actor; now: number },
): Promise<number> =>
  append(tx, subdistrictId, [{ kind: 'audit', caseId: subject, firstVersion: 0, events: [event] }], by)
