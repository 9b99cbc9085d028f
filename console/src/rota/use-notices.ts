import { useCallback, useEffect, useState } from 'react'
import type { NoticeView } from '@liandong/shared/wire/notice.ts'
import type { Problem } from '../api/answer.ts'
import { rotaApi } from '../api/rota.ts'

/** A danger does not wait: whoever has the page open sees it within seconds. */
const REFRESH_MS = 5_000

/** The newest notices of the own department; what is older is in the books. */
export function useNotices() {
  const [notices, setNotices] = useState<readonly NoticeView[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const read = useCallback(async () => {
    const answer = await rotaApi.notices()
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) setNotices(answer.value.items)
  }, [])
  useEffect(() => {
    const first = window.setTimeout(() => void read(), 0)
    const again = window.setInterval(() => void read(), REFRESH_MS)
    return () => {
      window.clearTimeout(first)
      window.clearInterval(again)
    }
  }, [read])
  return { notices, problem, read: () => void read() }
}
