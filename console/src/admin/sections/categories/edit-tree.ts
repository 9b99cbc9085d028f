import type { CategoryRow, CategoryTree, ExternalSystem } from '@liandong/shared/classify/category-tree.ts'

export type TreeEdit =
  | { do: 'change'; code: string; set: Partial<Omit<CategoryRow, 'code'>> }
  | { do: 'map'; code: string; system: string; codes: string[] }
  | { do: 'retire'; code: string; retired: boolean }
  | { do: 'add'; row: CategoryRow }
  /** Only of what this proposal has added: a code that was in force is retired instead. */
  | { do: 'remove'; code: string }
  | { do: 'systems'; systems: ExternalSystem[] }
  | { do: 'replace'; tree: CategoryTree }

/** `editTree` does one edit of the proposal's form. */
export function editTree(tree: CategoryTree, edit: TreeEdit): CategoryTree {
  const each = (change: (node: CategoryRow) => CategoryRow): CategoryTree => ({
    ...tree,
    nodes: tree.nodes.map(change),
  })
  switch (edit.do) {
    case 'change':
      return each((node) => (node.code === edit.code ? { ...node, ...edit.set } : node))
    case 'map':
      return each((node) => {
        if (node.code !== edit.code) return node
        const { [edit.system]: _, ...others } = node.mappings
        return { ...node, mappings: edit.codes.length > 0 ? { ...others, [edit.system]: edit.codes } : others }
      })
    case 'retire':
      // what lies under a category goes with it, and comes back one by one
      return each((node) =>
        node.code === edit.code || (edit.retired && node.parent === edit.code)
          ? { ...node, retired: edit.retired }
          : node,
      )
    case 'add': {
      const { parent } = edit.row
      const last =
        parent === null ? -1 : tree.nodes.findLastIndex((one) => one.code === parent || one.parent === parent)
      const at = last < 0 ? tree.nodes.length : last + 1
      return { ...tree, nodes: tree.nodes.toSpliced(at, 0, edit.row) }
    }
    case 'remove':
      return { ...tree, nodes: tree.nodes.filter((node) => node.code !== edit.code) }
    case 'systems': {
      const kept = new Set(edit.systems.map(({ id }) => id))
      const mapped = (node: CategoryRow) =>
        Object.fromEntries(Object.entries(node.mappings).filter(([id]) => kept.has(id)))
      return { systems: edit.systems, nodes: tree.nodes.map((node) => ({ ...node, mappings: mapped(node) })) }
    }
    case 'replace':
      return edit.tree
  }
}

/** `findRows` are the rows whose code, words or mapped codes hold the text, each with the category it lies under. */
export function findRows(tree: CategoryTree, text: string): CategoryRow[] {
  const sought = text.trim().toLowerCase()
  if (sought === '') return tree.nodes
  const holds = (node: CategoryRow) =>
    [node.code, node.zh, node.en, ...Object.values(node.mappings).flat()].some((words) =>
      words.toLowerCase().includes(sought),
    )
  const found = new Set(tree.nodes.filter(holds).flatMap((node) => [node.code, node.parent]))
  return tree.nodes.filter((node) => found.has(node.code))
}
