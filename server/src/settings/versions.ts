import { and, desc, eq, lt, max, sql } from 'drizzle-orm'
import type { Subject } from '@liandong/shared/settings/subjects.ts'
import type { Db, Tx } from '../store/database.ts'
import { account, settingVersion } from '../store/schema.ts'

export type VersionRow = typeof settingVersion.$inferSelect
type Of = { subdistrictId: string; subject: Subject }

const isOf = ({ subdistrictId, subject }: Of) =>
  and(eq(settingVersion.subdistrictId, subdistrictId), eq(settingVersion.subject, subject))

/** Versions as people read them: by whom, and whether they were decided. */
export const toVersionView = (row: VersionRow, names: ReadonlyMap<string, string>) => ({
  version: row.version,
  document: row.document,
  effectiveFrom: row.effectiveFrom.toISOString(),
  content: row.content,
  state: row.state,
  createdBy: names.get(row.createdBy) ?? row.createdBy,
  createdAt: row.createdAt.toISOString(),
  decidedBy: row.decidedBy === null ? null : (names.get(row.decidedBy) ?? row.decidedBy),
  decidedAt: row.decidedAt?.toISOString() ?? null,
})

/** Newest first. */
export const listVersions = (db: Db, of: Of, limit: number, below?: number): Promise<VersionRow[]> =>
  db
    .select()
    .from(settingVersion)
    .where(and(isOf(of), below === undefined ? undefined : lt(settingVersion.version, below)))
    .orderBy(desc(settingVersion.version))
    .limit(limit)

/** Whoever changes the versions of a subject waits for whoever does so now; the last number, and its beginning. */
export async function lockVersions(tx: Tx, of: Of) {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext(${`${of.subject} ${of.subdistrictId}`}))`)
  const [last] = await tx
    .select({ version: max(settingVersion.version) })
    .from(settingVersion)
    .where(isOf(of))
  const [approved] = await tx
    .select({ at: max(settingVersion.effectiveFrom) })
    .from(settingVersion)
    .where(and(isOf(of), eq(settingVersion.state, 'approved')))
  return { version: last?.version ?? 0, lastEffectiveFrom: approved?.at?.getTime() ?? null }
}

export async function findVersion(tx: Tx, of: Of, version: number): Promise<VersionRow | undefined> {
  const [row] = await tx
    .select()
    .from(settingVersion)
    .where(and(isOf(of), eq(settingVersion.version, version)))
  return row
}

export async function insertProposal(
  tx: Tx,
  values: Omit<typeof settingVersion.$inferInsert, 'state'>,
): Promise<VersionRow> {
  const [row] = await tx
    .insert(settingVersion)
    .values({ ...values, state: 'proposed' })
    .returning()
  return row as VersionRow
}

export async function decideVersion(
  tx: Tx,
  row: VersionRow,
  set: { state: 'approved' | 'rejected'; decidedBy: string; decidedAt: Date },
): Promise<VersionRow> {
  const [written] = await tx
    .update(settingVersion)
    .set(set)
    .where(and(isOf(row), eq(settingVersion.version, row.version)))
    .returning()
  return written as VersionRow
}

export async function namesOf(db: Db | Tx, subdistrictId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .select({ id: account.id, name: account.name })
    .from(account)
    .where(eq(account.subdistrictId, subdistrictId))
  return new Map(rows.map((row) => [row.id, row.name]))
}
