import { and, asc, eq, gt } from 'drizzle-orm'
import type { Db, Tx } from '../store/database.ts'
import { event, logHead } from '../store/schema.ts'
import { chainHash, digestOf, genesis } from './hash.ts'
import { readHeads } from './heads.ts'
import { isSignedBy, type SignedHead } from './signature.ts'

/** What can be wrong with a chain; the page has words of its own for each. */
export type Fault = 'missing' | 'personalChanged' | 'changed' | 'tailCut' | 'rewritten' | 'signatureWrong'

export type Verdict =
  | { ok: true; subdistrictId: string; events: number; head: string; heads: number }
  | { ok: false; subdistrictId: string; seq: number; fault: Fault; why: string }

export type VerifyOptions = {
  /** Heads that were kept off the site; those in the database are looked at anyway. */
  heads?: readonly SignedHead[]
  /** Told after each page, with the last event that was checked; it may throw to give up. */
  progress?: (seq: number) => void
}

const PAGE = 2_000

/**
 * `verifyChain` walks the chain of a subdistrict and names the first broken link. Erased personal data is no break.
 * A chain alone does not show a tail that was cut together with its head, or one that was computed anew from some event
 * on: the signed heads do. It looks at one snapshot: a log that goes on growing meanwhile must not look cut off.
 */
export const verifyChain = (db: Db, subdistrictId: string, options: VerifyOptions = {}): Promise<Verdict> =>
  db.transaction((tx) => walk(tx, subdistrictId, options), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  })

async function walk(db: Tx, subdistrictId: string, options: VerifyOptions): Promise<Verdict> {
  const no = (seq: number, fault: Fault, why: string): Verdict => ({ ok: false, subdistrictId, seq, fault, why })
  const [head] = await db.select().from(logHead).where(eq(logHead.subdistrictId, subdistrictId))
  const given = options.heads?.filter((one) => one.subdistrictId === subdistrictId) ?? []
  const heads = [...(await readHeads(db, subdistrictId)), ...given].toSorted((a, b) => a.seq - b.seq)
  const forged = heads.find((one) => !isSignedBy(one))
  if (forged) return no(forged.seq, 'signatureWrong', `the signature of the head of ${forged.day} is not valid`)
  let hash: Buffer = genesis(subdistrictId)
  let seq = 0
  let next = 0
  for (;;) {
    const rows = await db
      .select()
      .from(event)
      .where(and(eq(event.subdistrictId, subdistrictId), gt(event.seq, seq)))
      .orderBy(asc(event.seq))
      .limit(PAGE)
    if (rows.length === 0) break
    for (const row of rows) {
      if (row.seq !== seq + 1) return no(seq + 1, 'missing', 'the event is missing')
      if (row.personal && !row.personalDigest?.equals(digestOf(row.personal)))
        return no(row.seq, 'personalChanged', 'the personal part was changed')
      hash = chainHash(hash, row)
      if (!hash.equals(row.hash)) return no(row.seq, 'changed', 'the event was changed')
      seq = row.seq
      for (let signed = heads[next]; signed?.seq === seq; signed = heads[++next]) {
        if (signed.hash === hash.toString('hex')) continue
        return no((heads[next - 1]?.seq ?? 0) + 1, 'rewritten', saidSince(heads[next - 1], signed))
      }
    }
    options.progress?.(seq)
  }
  const beyond = heads[next]
  if (beyond)
    return no(seq + 1, 'tailCut', `the tail is cut off: the head signed on ${beyond.day} reaches event ${beyond.seq}`)
  if (head ? head.seq !== seq || !head.hash.equals(hash) : seq > 0) return no(seq + 1, 'tailCut', 'the tail is cut off')
  return { ok: true, subdistrictId, events: seq, head: hash.toString('hex'), heads: heads.length }
}

const saidSince = (before: SignedHead | undefined, signed: SignedHead): string =>
  `the chain was written anew somewhere from event ${(before?.seq ?? 0) + 1} to ${signed.seq}: it is not the one signed on ${signed.day}`
