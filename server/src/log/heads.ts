import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { Db, Tx } from '../store/database.ts'
import { headDelivery, signedHead } from '../store/schema.ts'
import { fingerprintOf, type SignedHead } from './signature.ts'

export type KeptHead = SignedHead & { deliveredAt: string | null }

const isDelivered = and(eq(headDelivery.subdistrictId, signedHead.subdistrictId), eq(headDelivery.day, signedHead.day))

type Row = { head: typeof signedHead.$inferSelect; deliveredAt: Date | null }

const toKept = ({ head, deliveredAt }: Row): KeptHead => ({
  subdistrictId: head.subdistrictId,
  day: head.day,
  seq: head.seq,
  hash: head.hash.toString('hex'),
  signedAt: head.signedAt.toISOString(),
  publicKey: head.publicKey,
  fingerprint: fingerprintOf(head.publicKey),
  signature: head.signature.toString('base64'),
  deliveredAt: deliveredAt?.toISOString() ?? null,
})

const select = (db: Db | Tx) =>
  db
    .select({ head: signedHead, deliveredAt: headDelivery.deliveredAt })
    .from(signedHead)
    .leftJoin(headDelivery, isDelivered)

/** The heads kept here, in the order of the chain: a year's are 365. */
export async function readHeads(db: Db | Tx, subdistrictId: string): Promise<KeptHead[]> {
  const rows = await select(db).where(eq(signedHead.subdistrictId, subdistrictId)).orderBy(asc(signedHead.seq))
  return rows.map(toKept)
}

export async function latestHeads(db: Db, limit: number): Promise<KeptHead[]> {
  return (await select(db).orderBy(desc(signedHead.day)).limit(limit)).map(toKept)
}

/** Heads that have not left by the webhook yet, oldest first. */
export async function undeliveredHeads(db: Db, limit: number): Promise<KeptHead[]> {
  const rows = await select(db).where(isNull(headDelivery.deliveredAt)).orderBy(asc(signedHead.day)).limit(limit)
  return rows.map(toKept)
}

export async function markDelivered(db: Db, head: SignedHead, at: Date): Promise<void> {
  const { subdistrictId, day } = head
  await db.insert(headDelivery).values({ subdistrictId, day, deliveredAt: at }).onConflictDoNothing()
}
