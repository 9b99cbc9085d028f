import { useCallback, useEffect, useRef, useState } from 'react'
import type { CentreDetail, CentreRow } from '@liandong/shared/wire/centre.ts'
import type { Answer, Problem } from '../api/answer.ts'
import { centresApi } from '../api/centres.ts'

export type Read<T> = { value: T | null; problem: Problem | null; reload: () => void }

/** Reads again and again; what was read stays in sight while a later reading fails. */
function useReading<T>(load: () => Promise<Answer<T>>, everyMs: number, key: string): Read<T> {
  const [read, setRead] = useState<{ key: string; value: T | null; problem: Problem | null }>({
    key,
    value: null,
    problem: null,
  })
  const latest = useRef(load)
  useEffect(() => {
    latest.current = load
  })
  const current = useRef(key)
  const reload = useCallback(() => {
    const asked = current.current
    void latest.current().then((answer) => {
      if (current.current !== asked) return
      setRead((known) => ({
        key: asked,
        value: answer.ok ? answer.value : known.key === asked ? known.value : null,
        problem: answer.ok ? null : answer.problem,
      }))
    })
  }, [])
  useEffect(() => {
    current.current = key
    reload()
    const timer = setInterval(reload, everyMs)
    return () => clearInterval(timer)
  }, [key, everyMs, reload])
  const isCurrent = read.key === key
  return { value: isCurrent ? read.value : null, problem: isCurrent ? read.problem : null, reload }
}

const LIST_EVERY_MS = 15_000
/** Another window calls, somebody takes a number: seen within a few seconds. */
const CENTRE_EVERY_MS = 4_000

async function readAll(): Promise<Answer<CentreRow[]>> {
  const rows: CentreRow[] = []
  for (let cursor: string | undefined; ;) {
    const answer = await centresApi.list(cursor)
    if (!answer.ok) return answer
    rows.push(...answer.value.items)
    if (answer.value.nextCursor === null) return { ...answer, value: rows.toSorted(streetFirst) }
    cursor = answer.value.nextCursor
  }
}

const streetFirst = (a: CentreRow, b: CentreRow): number =>
  a.level === b.level ? (a.id < b.id ? -1 : 1) : a.level === 'street' ? -1 : 1

export const useCentreList = (): Read<CentreRow[]> => useReading(readAll, LIST_EVERY_MS, 'list')

export const useCentre = (id: string): Read<CentreDetail> =>
  useReading(() => centresApi.centre(id), CENTRE_EVERY_MS, id)
