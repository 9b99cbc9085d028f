import { delivered, versionAt, type Book } from '../settings/version.ts'
import { categories, subtypes, type CategoryNode } from './categories.ts'
import { nodesOf, type CategoryRow, type CategoryTree, type CategoryVersion } from './category-tree.ts'
import { DELIVERED_SYSTEMS, deliveredMappings } from './delivered-mappings.ts'

const toRow = ({ code, label, parent, police }: CategoryNode): CategoryRow => ({
  code,
  parent,
  ...label,
  police,
  retired: false,
  mappings: deliveredMappings(code),
})

/** The tree the classifier was written for, with the mappings of the demo's platform. */
export const DELIVERED_CATEGORIES: CategoryVersion = delivered({
  systems: [...DELIVERED_SYSTEMS],
  nodes: categories.flatMap((top) => [toRow(top), ...subtypes.filter((row) => row.parent === top.code).map(toRow)]),
})

/**
 * `complete` puts in what a version approved before an upgrade cannot hold: codes that the classifier has learnt since.
 */
export function complete(tree: CategoryTree): CategoryTree {
  const known = nodesOf(tree)
  const missing = DELIVERED_CATEGORIES.content.nodes.filter((node) => !known.has(node.code))
  // mappings of a system that this tree does not have would point nowhere
  return missing.length === 0
    ? tree
    : { ...tree, nodes: [...tree.nodes, ...missing.map((n) => ({ ...n, mappings: {} }))] }
}

const completed = new WeakMap<CategoryTree, CategoryTree>()

/** `categoriesAt` is the tree in force at an instant. */
export function categoriesAt(book: Book<CategoryTree>, at: number): CategoryVersion {
  const found = versionAt(book, at, DELIVERED_CATEGORIES)
  let content = completed.get(found.content)
  if (content === undefined) completed.set(found.content, (content = complete(found.content)))
  return { ...found, content }
}
