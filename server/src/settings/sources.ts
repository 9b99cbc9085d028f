import { randomBytes } from 'node:crypto'
import { and, asc, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { MINUTE_MS } from '@liandong/shared/time.ts'
import { hashKey } from '../intake/source-keys.ts'
import type { SecretBox } from '../platform/secret-box.ts'
import { newId } from '../platform/ids.ts'
import type { Db, Tx } from '../store/database.ts'
import { source, sourceKey } from '../store/schema.ts'

export type SourceRow = typeof source.$inferSelect
export type SourceKeyRow = typeof sourceKey.$inferSelect

export const toSourceView = (row: SourceRow) => ({
  id: row.id,
  kind: row.kind,
  labelZh: row.labelZh,
  labelEn: row.labelEn,
  silenceMinutes: row.silenceAfterMs === null ? null : Math.round(row.silenceAfterMs / MINUTE_MS),
  enabled: row.enabled,
  version: row.version,
  lastAlertAt: row.lastAlertAt?.toISOString() ?? null,
  silentSince: row.silentSince?.toISOString() ?? null,
})

/** A key as administrators see it: enough to tell it from others, never itself. */
export const toKeyView = (row: SourceKeyRow, now: number) => ({
  id: row.id,
  prefix: row.prefix,
  signed: row.signed,
  demo: row.demo,
  state: row.revokedAt ? 'revoked' : row.expiresAt && row.expiresAt.getTime() <= now ? 'expired' : 'valid',
  createdAt: row.createdAt?.toISOString() ?? null,
  expiresAt: row.expiresAt?.toISOString() ?? null,
  revokedAt: row.revokedAt?.toISOString() ?? null,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
})

export const listSources = (db: Db, subdistrictId: string, limit: number, after?: string): Promise<SourceRow[]> =>
  db
    .select()
    .from(source)
    .where(and(eq(source.subdistrictId, subdistrictId), after === undefined ? undefined : gt(source.id, after)))
    .orderBy(asc(source.id))
    .limit(limit)

export async function findSource(db: Db, subdistrictId: string, id: string): Promise<SourceRow | undefined> {
  const [row] = await db
    .select()
    .from(source)
    .where(and(eq(source.subdistrictId, subdistrictId), eq(source.id, id)))
  return row
}

export async function insertSource(tx: Tx, values: typeof source.$inferInsert): Promise<SourceRow> {
  const [row] = await tx.insert(source).values(values).returning()
  return row as SourceRow
}

export async function updateSource(tx: Tx, id: string, set: Partial<SourceRow>): Promise<SourceRow> {
  const [row] = await tx.update(source).set(set).where(eq(source.id, id)).returning()
  return row as SourceRow
}

export async function lockSource(tx: Tx, subdistrictId: string, id: string): Promise<SourceRow | undefined> {
  const [row] = await tx
    .select()
    .from(source)
    .where(and(eq(source.subdistrictId, subdistrictId), eq(source.id, id)))
    .for('update')
  return row
}

/** The keys of a source, newest first. */
export const listKeys = (db: Db | Tx, sourceId: string): Promise<SourceKeyRow[]> =>
  db
    .select()
    .from(sourceKey)
    .where(eq(sourceKey.sourceId, sourceId))
    .orderBy(sql`${sourceKey.createdAt} DESC NULLS LAST`, desc(sourceKey.id))

/** A key that is not revoked, with its source, both of this subdistrict. */
export async function lockKey(tx: Tx, subdistrictId: string, id: string): Promise<SourceKeyRow | undefined> {
  const [row] = await tx
    .select({ key: sourceKey })
    .from(sourceKey)
    .innerJoin(source, eq(source.id, sourceKey.sourceId))
    .where(and(eq(source.subdistrictId, subdistrictId), eq(sourceKey.id, id)))
    .for('update', { of: sourceKey })
  return row?.key
}

export const endKey = (tx: Tx, id: string, end: { expiresAt: Date } | { revokedAt: Date }) =>
  tx
    .update(sourceKey)
    .set(end)
    .where(and(eq(sourceKey.id, id), isNull(sourceKey.revokedAt)))

const KEY_BYTES = 32
const SHOWN = 10

/** What is told once, to the person who makes the key, and to nobody again. */
export type MadeKey = { id: string; prefix: string; key: string; secret: string | null }

/** `makeKey` makes a key of 32 random bytes; one that must sign gets a secret beside it. */
export async function makeKey(
  tx: Tx,
  secrets: SecretBox,
  of: { sourceId: string; signed: boolean; by: string; now: number },
): Promise<MadeKey> {
  const key = `ld_${randomBytes(KEY_BYTES).toString('base64url')}`
  const secret = of.signed ? `lds_${randomBytes(KEY_BYTES).toString('base64url')}` : null
  const made = { id: newId(of.now), prefix: key.slice(0, SHOWN), key, secret }
  await tx.insert(sourceKey).values({
    keyHash: hashKey(key),
    sourceId: of.sourceId,
    id: made.id,
    prefix: made.prefix,
    signed: of.signed,
    secret: secret === null ? null : secrets.seal(secret, made.id),
    createdAt: new Date(of.now),
    createdBy: of.by,
  })
  return made
}
