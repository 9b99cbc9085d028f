import { eq, inArray } from 'drizzle-orm'
import { placementAt, type Placement } from '@liandong/shared/organisation/placement.ts'
import type { Db, Tx } from '../store/database.ts'
import { organisation, organisationPlace } from '../store/schema.ts'

/** All places of a subdistrict's organisations through the years, and those they hang under. */
export async function readPlacements(db: Db | Tx, subdistrictId: string): Promise<Placement[]> {
  const rows = await db
    .select({ place: organisationPlace })
    .from(organisationPlace)
    .innerJoin(organisation, eq(organisation.id, organisationPlace.organisationId))
    .where(eq(organisation.subdistrictId, subdistrictId))
    .orderBy(organisationPlace.id)
  return rows.map(({ place }) => ({
    organisationId: place.organisationId,
    parentId: place.parentId,
    name: place.name,
    from: place.fromAt.getTime(),
    until: place.untilAt?.getTime() ?? null,
  }))
}

const keyOf = (one: Placement): string => `${one.organisationId} ${one.from}`
const isSame = (a: Placement, b: Placement): boolean =>
  a.parentId === b.parentId && a.name === b.name && a.until === b.until

/** Writes what a rule has made of one organisation's places: rows that stay as they were are not touched. */
export async function savePlacements(
  tx: Tx,
  organisationId: string,
  before: readonly Placement[],
  after: readonly Placement[],
): Promise<void> {
  const own = (all: readonly Placement[]) =>
    new Map(all.filter((one) => one.organisationId === organisationId).map((one) => [keyOf(one), one]))
  const [was, is] = [own(before), own(after)]
  const touched = [...was].filter(([key, one]) => !is.has(key) || !isSame(one, is.get(key) as Placement))
  const froms = touched.map(([, one]) => new Date(one.from))
  const rows = await tx
    .select({ id: organisationPlace.id, fromAt: organisationPlace.fromAt })
    .from(organisationPlace)
    .where(eq(organisationPlace.organisationId, organisationId))
    .for('update')
  const gone = rows.filter((row) => froms.some((from) => from.getTime() === row.fromAt.getTime())).map((row) => row.id)
  if (gone.length > 0) await tx.delete(organisationPlace).where(inArray(organisationPlace.id, gone))
  const fresh = [...is].filter(([key, one]) => !was.has(key) || !isSame(one, was.get(key) as Placement))
  if (fresh.length > 0) await tx.insert(organisationPlace).values(fresh.map(([, one]) => toRow(one)))
}

export const toRow = (one: Placement) => ({
  organisationId: one.organisationId,
  parentId: one.parentId,
  name: one.name,
  fromAt: new Date(one.from),
  untilAt: one.until === null ? null : new Date(one.until),
})

/** What an organisation is called with its nearest parent, to tell one 第一网格 from another. */
export const nameWithParent = (placements: readonly Placement[], organisationId: string, now: number): string => {
  const place = placementAt(placements, organisationId, now)
  const parent = place?.parentId == null ? undefined : placementAt(placements, place.parentId, now)
  return parent ? `${parent.name}/${place?.name}` : (place?.name ?? organisationId)
}
