import type { Version } from '../settings/version.ts'
import type { BilingualText } from './classification.ts'

/** One category (parent null) or subtype. A code never changes and never vanishes; its words may change. */
export type CategoryRow = {
  code: string
  parent: string | null
  zh: string
  en: string
  /** What cases of it mostly are; a subtype with null is as its category. */
  police: boolean | null
  /** Given to no new case; still readable on those that have it. */
  retired: boolean
  /** External system → its codes for this (domain §2.1). */
  mappings: Record<string, string[]>
}

/** A system whose codes are mapped. Those of an alert are read by the system whose id is that of its source or of its kind. */
export type ExternalSystem = { id: string; name: string }

export type CategoryTree = { systems: ExternalSystem[]; nodes: CategoryRow[] }

export type CategoryVersion = Version<CategoryTree>

const indexes = new WeakMap<CategoryTree, ReadonlyMap<string, CategoryRow>>()

/** The rows of a tree by code, made once a tree. */
export function nodesOf(tree: CategoryTree): ReadonlyMap<string, CategoryRow> {
  let index = indexes.get(tree)
  if (index === undefined) indexes.set(tree, (index = new Map(tree.nodes.map((node) => [node.code, node]))))
  return index
}

/** Whether a new case may be given this code. */
export function isOffered(tree: CategoryTree, code: string): boolean {
  const node = nodesOf(tree).get(code)
  if (node === undefined || node.retired) return false
  return node.parent === null || isOffered(tree, node.parent)
}

/** Words of a code; an unknown code is its own label. */
export const labelIn = (tree: CategoryTree, code: string): BilingualText => {
  const node = nodesOf(tree).get(code)
  return node ? { zh: node.zh, en: node.en } : { zh: code, en: code }
}

/** What cases of this code mostly are; null where the tree does not say. */
export function policeOf(tree: CategoryTree, code: string): boolean | null {
  const node = nodesOf(tree).get(code)
  if (node === undefined) return null
  return node.police ?? (node.parent === null ? null : policeOf(tree, node.parent))
}

/**
 * `fromSource` is what a source's own code means here. Codes of police platforms are pairs of digits, one pair a level
 * (domain §2.3): where a finer one is not mapped, the level above it is.
 */
export function fromSource(tree: CategoryTree, source: readonly string[], code: string): CategoryRow | undefined {
  const systems = source.filter((id) => tree.systems.some((system) => system.id === id))
  for (const system of systems) {
    for (let part = code.trim(); part !== ''; part = /^(\d\d)+$/.test(part) ? part.slice(0, -2) : '') {
      const node = tree.nodes.find((one) => one.mappings[system]?.includes(part))
      if (node) return node
    }
  }
  return undefined
}
