import { useCallback, useEffect, useState } from 'react'
import type { Answer, Problem } from '../../api/answer.ts'
import type { Page } from '../../api/client.ts'

export type Pages<T> = {
  /** Null until the first page is here. */
  rows: readonly T[] | null
  problem: Problem | null
  hasMore: boolean
  isReading: boolean
  more: () => void
  reload: () => void
}

/** A cursor-paged list, read a page at a time. `watch` begins it anew when a filter changes. */
export function usePages<T>(load: (cursor?: string) => Promise<Answer<Page<T>>>, watch = ''): Pages<T> {
  const [rows, setRows] = useState<readonly T[] | null>(null)
  const [cursor, setCursor] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isReading, setReading] = useState(true)

  const read = useCallback(
    async (from: string | undefined, isCurrent: () => boolean) => {
      setReading(true)
      const answer = await load(from)
      if (!isCurrent()) return
      setReading(false)
      if (!answer.ok) return setProblem(answer.problem)
      setProblem(null)
      setCursor(answer.value.nextCursor)
      setRows((known) => (from === undefined ? answer.value.items : [...(known ?? []), ...answer.value.items]))
    },
    // the loader is written in place and new at each render: what it depends on is said in `watch`
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [watch],
  )
  useEffect(() => {
    let isCurrent = true
    void read(undefined, () => isCurrent)
    return () => {
      isCurrent = false
    }
  }, [read])
  return {
    rows,
    problem,
    hasMore: cursor !== null,
    isReading,
    more: () => void read(cursor ?? undefined, () => true),
    reload: () => void read(undefined, () => true),
  }
}
