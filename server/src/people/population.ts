import { and, asc, eq } from 'drizzle-orm'
import { appendAudit } from '../log/audit.ts'
import type { Db } from '../store/database.ts'
import { population } from '../store/schema.ts'
import { refused, refuseStale, type Change } from './change.ts'

export const listPopulations = (db: Db, subdistrictId: string) =>
  db
    .select({ year: population.year, people: population.people, version: population.version })
    .from(population)
    .where(eq(population.subdistrictId, subdistrictId))
    .orderBy(asc(population.year))

/** How many people a year is reckoned with (A8). `version` is null where nobody has said anything of the year yet. */
export async function setPopulation(
  change: Change,
  { year, people, version }: { year: number; people: number; version: number | null },
): Promise<{ year: number; people: number; version: number }> {
  const { tx, subdistrictId } = change
  const theYear = and(eq(population.subdistrictId, subdistrictId), eq(population.year, year))
  const [known] = await tx.select().from(population).where(theYear).for('update')
  if (known) refuseStale(version ?? 0, known)
  else if (version !== null) throw refused('notFound')
  const next = (known?.version ?? 0) + 1
  const [row] = known
    ? await tx.update(population).set({ people, version: next }).where(theYear).returning()
    : await tx.insert(population).values({ subdistrictId, year, people }).onConflictDoNothing().returning()
  if (!row) throw refused('versionConflict')
  const data = { year, people, before: known?.people ?? null }
  await appendAudit(tx, subdistrictId, String(year), { type: 'population.set', data }, change)
  return { year, people, version: row.version }
}
