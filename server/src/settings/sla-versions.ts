import { and, desc, eq, lt, max, sql } from 'drizzle-orm'
import type { Db, Tx } from '../store/database.ts'
import { account, slaVersion } from '../store/schema.ts'

export type SlaRow = typeof slaVersion.$inferSelect

/** Versions as people read them: by whom, and whether they are in force at this moment. */
export const toSlaView = (row: SlaRow, names: ReadonlyMap<string, string>) => ({
  version: row.version,
  document: row.document,
  effectiveFrom: row.effectiveFrom.toISOString(),
  targets: row.targets,
  state: row.state,
  createdBy: names.get(row.createdBy) ?? row.createdBy,
  createdAt: row.createdAt.toISOString(),
  decidedBy: row.decidedBy === null ? null : (names.get(row.decidedBy) ?? row.decidedBy),
  decidedAt: row.decidedAt?.toISOString() ?? null,
})

/** Newest first. */
export const listSlaVersions = (db: Db, subdistrictId: string, limit: number, below?: number): Promise<SlaRow[]> =>
  db
    .select()
    .from(slaVersion)
    .where(
      and(eq(slaVersion.subdistrictId, subdistrictId), below === undefined ? undefined : lt(slaVersion.version, below)),
    )
    .orderBy(desc(slaVersion.version))
    .limit(limit)

/** Whoever changes the versions of a subdistrict waits for whoever does so now; the last number, and its beginning. */
export async function lockSla(tx: Tx, subdistrictId: string) {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext(${`sla ${subdistrictId}`}))`)
  const [last] = await tx
    .select({ version: max(slaVersion.version) })
    .from(slaVersion)
    .where(eq(slaVersion.subdistrictId, subdistrictId))
  const [approved] = await tx
    .select({ at: max(slaVersion.effectiveFrom) })
    .from(slaVersion)
    .where(and(eq(slaVersion.subdistrictId, subdistrictId), eq(slaVersion.state, 'approved')))
  return { version: last?.version ?? 0, lastEffectiveFrom: approved?.at?.getTime() ?? null }
}

export async function findSlaVersion(tx: Tx, subdistrictId: string, version: number): Promise<SlaRow | undefined> {
  const [row] = await tx
    .select()
    .from(slaVersion)
    .where(and(eq(slaVersion.subdistrictId, subdistrictId), eq(slaVersion.version, version)))
  return row
}

export async function insertProposal(tx: Tx, values: Omit<typeof slaVersion.$inferInsert, 'state'>): Promise<SlaRow> {
  const [row] = await tx
    .insert(slaVersion)
    .values({ ...values, state: 'proposed' })
    .returning()
  return row as SlaRow
}

export async function decideSla(
  tx: Tx,
  { subdistrictId, version }: SlaRow,
  set: { state: 'approved' | 'rejected'; decidedBy: string; decidedAt: Date },
): Promise<SlaRow> {
  const [row] = await tx
    .update(slaVersion)
    .set(set)
    .where(and(eq(slaVersion.subdistrictId, subdistrictId), eq(slaVersion.version, version)))
    .returning()
  return row as SlaRow
}

export async function namesOf(db: Db | Tx, subdistrictId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .select({ id: account.id, name: account.name })
    .from(account)
    .where(eq(account.subdistrictId, subdistrictId))
  return new Map(rows.map((row) => [row.id, row.name]))
}
