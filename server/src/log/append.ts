import { eq, sql } from 'drizzle-orm'
import { toActorRef, type Actor } from '@liandong/shared/access/actor.ts'
import type { DecidedEvent, EventKind } from '@liandong/shared/wire/log-event.ts'
import type { Tx } from '../store/database.ts'
import { event, logHead } from '../store/schema.ts'
import { newId } from '../platform/ids.ts'
import { chainHash, digestOf, genesis, withSalt } from './hash.ts'

/** Events of one case in the order they were decided; `firstVersion` is the version the first of them makes. */
export type CaseEvents = { kind: EventKind; caseId: string; firstVersion: number; events: readonly DecidedEvent[] }

export const LOG_CHANNEL = 'liandong_log'
/** Rows of one statement: PostgreSQL takes 65,535 parameters. */
const CHUNK = 1_000

/**
 * `append` is the only way into the log. It locks the subdistrict's head row until the transaction ends, so that the
 * order of `seq` is the order of commits (ADR 0003): call it last, after every other lock is taken.
 * Returns the `seq` of the last event written.
 */
export async function append(
  tx: Tx,
  subdistrictId: string,
  cases: readonly CaseEvents[],
  by: { actor: Actor; now: number },
): Promise<number> {
  const head = (await lockHead(tx, subdistrictId)) ?? (await makeHead(tx, subdistrictId))
  let seq = head.seq
  let hash = head.hash
  const at = new Date(by.now)
  const actor = toActorRef(by.actor)
  const rows = cases.flatMap(({ kind, caseId, firstVersion, events }) =>
    events.map((decided, i) => {
      const personal = decided.personal ? withSalt(decided.personal) : null
      const row = {
        subdistrictId,
        seq: ++seq,
        id: newId(by.now),
        type: decided.type,
        v: 1,
        at,
        actor,
        kind,
        caseId,
        version: firstVersion + i,
        data: decided.data,
        personal,
        personalDigest: personal && digestOf(personal),
      }
      hash = chainHash(hash, row)
      return { ...row, hash }
    }),
  )
  if (rows.length === 0) return seq
  const chunks = Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, i) =>
    rows.slice(i * CHUNK, (i + 1) * CHUNK),
  )
  for (const chunk of chunks.slice(0, -1)) await tx.insert(event).values(chunk)
  // the head row is held while this runs: the last events, the new head and the word to the tails go in one statement
  const last = tx.insert(event).values(chunks.at(-1) ?? [])
  const moved = tx
    .insert(logHead)
    .values({ subdistrictId, seq, hash })
    .onConflictDoUpdate({ target: logHead.subdistrictId, set: { seq, hash } })
  await tx.execute(sql`WITH appended AS ${last}, moved AS ${moved} SELECT pg_notify(${LOG_CHANNEL}, ${subdistrictId})`)
  return seq
}

async function lockHead(tx: Tx, subdistrictId: string) {
  const [head] = await tx.select().from(logHead).where(eq(logHead.subdistrictId, subdistrictId)).for('update')
  return head
}

/** A row that is not there locks nobody out: of two who write the first line, the second waits for this one. */
async function makeHead(tx: Tx, subdistrictId: string) {
  await tx
    .insert(logHead)
    .values({ subdistrictId, seq: 0, hash: genesis(subdistrictId) })
    .onConflictDoNothing()
  const head = await lockHead(tx, subdistrictId)
  if (!head) throw new Error('the head of the log was made and is not there')
  return head
}
