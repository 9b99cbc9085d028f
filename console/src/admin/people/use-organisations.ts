import { useCallback, useEffect, useState } from 'react'
import type { Problem } from '../../api/answer.ts'
import { peopleApi, type OrganisationRow } from '../../api/people.ts'

export type TreeRow = OrganisationRow & { depth: number; hasChildren: boolean }
export type Organisations = {
  /** In the order of the tree, parents before their children; null until they are here. */
  tree: readonly TreeRow[] | null
  nameOf: (id: string) => string
  problem: Problem | null
  reload: () => void
}

/** The whole tree of the subdistrict as it stood at an instant (now, when none is given). */
export function useOrganisations(at?: string): Organisations {
  const [rows, setRows] = useState<readonly OrganisationRow[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [asked, setAsked] = useState(0)
  useEffect(() => {
    let isCurrent = true
    void (async () => {
      const all: OrganisationRow[] = []
      for (let cursor: string | undefined; ;) {
        const answer = await peopleApi.organisations({ cursor, at })
        if (!isCurrent) return
        if (!answer.ok) return setProblem(answer.problem)
        all.push(...answer.value.items)
        if (answer.value.nextCursor === null) break
        cursor = answer.value.nextCursor
      }
      setProblem(null)
      setRows(all)
    })()
    return () => {
      isCurrent = false
    }
  }, [at, asked])
  const reload = useCallback(() => setAsked((n) => n + 1), [])
  return {
    tree: rows && inTreeOrder(rows),
    nameOf: (id) => rows?.find((row) => row.id === id)?.name ?? id,
    problem,
    reload,
  }
}

const ORDER = ['district', 'subdistrict', 'room', 'station', 'department', 'team', 'village', 'grid']

export function inTreeOrder(rows: readonly OrganisationRow[]): TreeRow[] {
  const standing = rows.filter((row) => row.place !== null)
  const below = Map.groupBy(standing, (row) => row.place?.parentId ?? null)
  const byKind = (a: OrganisationRow, b: OrganisationRow): number =>
    ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || (a.id < b.id ? -1 : 1)
  const walk = (parentId: string | null, depth: number): TreeRow[] =>
    (below.get(parentId) ?? [])
      .toSorted(byKind)
      .flatMap((row) => [{ ...row, depth, hasChildren: below.has(row.id) }, ...walk(row.id, depth + 1)])
  return walk(null, 0)
}
