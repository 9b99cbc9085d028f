import { nodesOf, type CategoryRow, type CategoryTree, type ExternalSystem } from './category-tree.ts'

/** What a version does to one row; only the fields that differ are told. */
export type CategoryChange = {
  code: string
  kind: 'added' | 'changed' | 'retired' | 'restored'
  before: Partial<CategoryRow>
  after: Partial<CategoryRow>
}
export type CategoryDiff = {
  changes: CategoryChange[]
  systems?: { before: ExternalSystem[]; after: ExternalSystem[] }
}

const FIELDS = ['parent', 'zh', 'en', 'police', 'retired', 'mappings'] as const

/** What the database keeps comes back with its keys in another order. */
const textOf = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : JSON.stringify(value)

/** `diffCategories` is what a person deciding on a version has to read, and what the log says of it. */
export function diffCategories(before: CategoryTree, after: CategoryTree): CategoryDiff {
  const known = nodesOf(before)
  const changes = after.nodes.flatMap((node): CategoryChange[] => {
    const was = known.get(node.code)
    if (was === undefined) return [{ code: node.code, kind: 'added', before: {}, after: node }]
    const fields = FIELDS.filter((field) => textOf(was[field]) !== textOf(node[field]))
    if (fields.length === 0) return []
    const kind = was.retired === node.retired ? 'changed' : node.retired ? 'retired' : 'restored'
    return [{ code: node.code, kind, before: pick(was, fields), after: pick(node, fields) }]
  })
  const systems = JSON.stringify(before.systems.map(({ id, name }) => [id, name]))
  const isSame = systems === JSON.stringify(after.systems.map(({ id, name }) => [id, name]))
  return isSame ? { changes } : { changes, systems: { before: before.systems, after: after.systems } }
}

const pick = (row: CategoryRow, fields: readonly (keyof CategoryRow)[]): Partial<CategoryRow> =>
  Object.fromEntries(fields.map((field) => [field, row[field]]))

/** How many rows of each kind: “改 3 · 增 1 · 停用 1”. */
export const countChanges = ({ changes }: CategoryDiff): Record<CategoryChange['kind'], number> => {
  const counts = { changed: 0, added: 0, retired: 0, restored: 0 }
  for (const { kind } of changes) counts[kind]++
  return counts
}
