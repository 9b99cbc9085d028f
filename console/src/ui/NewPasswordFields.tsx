import { useState } from 'react'
import type { Problem } from '../api/answer.ts'
import { useT } from '../i18n/language.ts'
import { PasswordField } from './PasswordField.tsx'
import { fieldProblem } from './problem-words.ts'

const NOTHING_YET = { present: '', next: '', repeat: '' }

/** The present password and twice the next one, as they are typed; ready once the two are the same. */
export function useNewPassword() {
  const [words, setWords] = useState(NOTHING_YET)
  return { words, setWords, isReady: words.present !== '' && words.next !== '' && words.repeat === words.next }
}

type Props = Pick<ReturnType<typeof useNewPassword>, 'words' | 'setWords'> & { problem?: Problem | null }

export function NewPasswordFields({ words, setWords, problem = null }: Props) {
  const t = useT()
  const put = (name: keyof typeof words) => (value: string) => setWords((known) => ({ ...known, [name]: value }))
  const differs = words.repeat !== '' && words.repeat !== words.next
  return (
    <>
      <PasswordField
        label={t('signIn.password.present')}
        name="present"
        autoComplete="current-password"
        value={words.present}
        onChange={put('present')}
        error={fieldProblem(problem, '/present')}
        autoFocus
      />
      <PasswordField
        label={t('signIn.password.next')}
        name="next"
        autoComplete="new-password"
        value={words.next}
        onChange={put('next')}
        hint={t('signIn.password.rules')}
        error={fieldProblem(problem, '/next')}
      />
      <PasswordField
        label={t('signIn.password.repeat')}
        name="repeat"
        autoComplete="new-password"
        value={words.repeat}
        onChange={put('repeat')}
        error={differs ? t('signIn.password.differs') : undefined}
      />
    </>
  )
}
