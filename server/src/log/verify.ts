import { and, asc, eq, gt } from 'drizzle-orm'
import type { Db, Tx } from '../store/database.ts'
import { event, logHead } from '../store/schema.ts'
import { chainHash, digestOf, genesis } from './hash.ts'

export type Verdict =
  | { ok: true; subdistrictId: string; events: number; head: string }
  | { ok: false; subdistrictId: string; seq: number; why: string }

/**
 * `verifyChain` walks the chain of a subdistrict and names the first broken link. Erased personal data is no break.
 * It looks at one snapshot: a log that goes on growing meanwhile must not look like one whose tail was cut off.
 */
export const verifyChain = (db: Db, subdistrictId: string): Promise<Verdict> =>
  db.transaction((tx) => walk(tx, subdistrictId), { isolationLevel: 'repeatable read', accessMode: 'read only' })

async function walk(db: Tx, subdistrictId: string): Promise<Verdict> {
  const [head] = await db.select().from(logHead).where(eq(logHead.subdistrictId, subdistrictId))
  let hash: Buffer = genesis(subdistrictId)
  let seq = 0
  for (;;) {
    const rows = await db
      .select()
      .from(event)
      .where(and(eq(event.subdistrictId, subdistrictId), gt(event.seq, seq)))
      .orderBy(asc(event.seq))
      .limit(2_000)
    if (rows.length === 0) break
    for (const row of rows) {
      if (row.seq !== seq + 1) return broken(subdistrictId, seq + 1, 'the event is missing')
      if (row.personal && !row.personalDigest?.equals(digestOf(row.personal))) {
        return broken(subdistrictId, row.seq, 'the personal part was changed')
      }
      hash = chainHash(hash, row)
      if (!hash.equals(row.hash)) return broken(subdistrictId, row.seq, 'the event was changed')
      seq = row.seq
    }
  }
  if (head && (head.seq !== seq || !head.hash.equals(hash)))
    return broken(subdistrictId, seq + 1, 'the tail is cut off')
  return { ok: true, subdistrictId, events: seq, head: hash.toString('hex') }
}

const broken = (subdistrictId: string, seq: number, why: string): Verdict => ({ ok: false, subdistrictId, seq, why })
