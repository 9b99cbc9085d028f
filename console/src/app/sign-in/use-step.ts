import { useState } from 'react'
import type { Answer } from '../../api/answer.ts'
import { useLanguage, useT } from '../../i18n/language.ts'
import { refusalWords } from './refusal-words.ts'

/** One step: it is sent, and either goes on or says why not. */
export function useStep<T>(onDone: (value: T) => void) {
  const t = useT()
  const language = useLanguage()
  const [isBusy, setBusy] = useState(false)
  const [words, setWords] = useState('')
  const send = async (ask: () => Promise<Answer<T>>): Promise<void> => {
    setBusy(true)
    setWords('')
    const answer = await ask()
    setBusy(false)
    if (answer.ok) onDone(answer.value)
    else setWords(refusalWords(answer.problem, t, language))
  }
  return { isBusy, words, setWords, send }
}
