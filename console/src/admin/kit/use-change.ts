import { useState } from 'react'
import type { Answer, Problem } from '../../api/answer.ts'
import { useLanguage, useT } from '../../i18n/language.ts'
import { problemWords } from '../../ui/problem-words.ts'
import { showToast } from '../../ui/toast-store.ts'

export type Change = {
  /** The key of what is being changed now. */
  busy: string | null
  problem: Problem | null
  /** Sends one change; tells of it when it is done. A refusal is kept for the form, or told when there is none. */
  run: (key: string, send: () => Promise<Answer<unknown>>, done: string, inForm?: boolean) => Promise<boolean>
  clear: () => void
}

export function useChange(onDone: () => void): Change {
  const t = useT()
  const language = useLanguage()
  const [busy, setBusy] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  return {
    busy,
    problem,
    clear: () => setProblem(null),
    run: async (key, send, done, inForm = false) => {
      setBusy(key)
      const answer = await send()
      setBusy(null)
      setProblem(answer.ok ? null : answer.problem)
      if (answer.ok) {
        showToast({ tone: 'done', what: done })
        onDone()
      } else if (!inForm) showToast({ tone: 'problem', what: problemWords(answer.problem, t, language) })
      return answer.ok
    },
  }
}
