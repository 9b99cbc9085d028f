import { useSyncExternalStore } from 'react'
import type { CategoryRow } from '@liandong/shared/classify/category-tree.ts'
import { getLanguage, useLanguage } from '../i18n/language.ts'
import { api } from './client.ts'

export type Category = Omit<CategoryRow, 'mappings'>
export type CurrentCategories = { version: number; nodes: Category[] }

const RETRY_MS = 2_000
const KEPT = 'liandong.categories'

/** The words in force. A phone that starts without a network has those it had last; a code nobody knows is its own word. */
let current: CurrentCategories = readKept()
let byCode = index(current)
let reading = 0
const listeners = new Set<() => void>()

function index({ nodes }: CurrentCategories): ReadonlyMap<string, Category> {
  return new Map(nodes.map((node) => [node.code, node]))
}

function readKept(): CurrentCategories {
  try {
    const text = globalThis.localStorage?.getItem(KEPT)
    return text ? (JSON.parse(text) as CurrentCategories) : { version: -1, nodes: [] }
  } catch {
    return { version: -1, nodes: [] }
  }
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Reads the tree in force until it is `wanted`, the version that the server's beat told of. */
export async function readCategories(wanted?: number): Promise<void> {
  const mine = ++reading
  for (;;) {
    const answer = await api.currentCategories()
    if (mine !== reading) return
    if (answer.ok) set(answer.value)
    // nobody is signed in any more: whoever signs in next reads it anew
    else if (answer.problem.status === 401) return
    if (answer.ok && (wanted === undefined || answer.value.version === wanted)) return
    await new Promise((done) => setTimeout(done, RETRY_MS))
    if (mine !== reading) return
  }
}

function set(next: CurrentCategories): void {
  current = next
  byCode = index(next)
  localStorage.setItem(KEPT, JSON.stringify(next))
  for (const listener of listeners) listener()
}

export const useCategories = (): CurrentCategories => useSyncExternalStore(subscribe, () => current)

export const categoryLabel = (code: string): string => byCode.get(code)?.[getLanguage()] ?? code

/** `useCategoryLabel()(code)`: the word of a code, drawn again when the words change. */
export function useCategoryLabel(): (code: string) => string {
  useCategories()
  useLanguage()
  return categoryLabel
}

/** Whether a new case may be given this code: neither it nor what it lies under is retired. */
export const isOffered = (node: Category): boolean =>
  !node.retired && (node.parent === null || byCode.get(node.parent)?.retired === false)

/** What cases of this code mostly are; null where the tree does not say. */
export const policeOf = (code: string): boolean | null => {
  const node = byCode.get(code)
  return node?.police ?? (node?.parent ? policeOf(node.parent) : null)
}
