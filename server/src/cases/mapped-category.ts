import { inArray } from 'drizzle-orm'
import { fromSource, type CategoryTree } from '@liandong/shared/classify/category-tree.ts'
import type { Db } from '../store/database.ts'
import { source } from '../store/schema.ts'
import type { AlertRow } from './alert-view.ts'

/** `findMapped` says what the sources' own codes of these alerts mean by the tree in force; where it does not know, nothing. */
export async function findMapped(
  db: Db,
  tree: CategoryTree,
  alerts: readonly AlertRow[],
): Promise<ReadonlyMap<string, string>> {
  const told = alerts.filter((row) => row.sourceCategory !== null)
  if (told.length === 0) return new Map()
  const sources = await db
    .select({ id: source.id, kind: source.kind })
    .from(source)
    .where(
      inArray(
        source.id,
        told.map((row) => row.sourceId),
      ),
    )
  return new Map(
    told.flatMap(({ id, sourceId, sourceCategory }) => {
      const kinds = sources.flatMap((one) => (one.id === sourceId ? [one.kind] : []))
      const node = fromSource(tree, [sourceId, ...kinds], sourceCategory ?? '')
      return node ? [[id, node.code] as const] : []
    }),
  )
}
