import { useState } from 'react'
import type { Problem } from '../api/answer.ts'
import { api } from '../api/client.ts'
import { useT } from '../i18n/language.ts'
import { FormDialog } from './FormDialog.tsx'
import { PasswordField } from './PasswordField.tsx'
import { fieldProblem } from './problem-words.ts'
import { showToast } from './toast-store.ts'

/** One's own password, changed while signed in; the other devices are signed out with it. */
export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const [words, setWords] = useState({ present: '', next: '', repeat: '' })
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const put = (name: keyof typeof words) => (value: string) => setWords((known) => ({ ...known, [name]: value }))
  const differs = words.repeat !== '' && words.repeat !== words.next
  const submit = async (): Promise<void> => {
    setBusy(true)
    const answer = await api.changePassword(words.present, words.next)
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem)
    showToast({ tone: 'done', what: t('signIn.password.changed') })
    onClose()
  }
  const isFieldProblem = problem?.errors !== undefined
  return (
    <FormDialog
      title={t('ui.account.password')}
      act={t('ui.account.password')}
      isBusy={isBusy}
      problem={isFieldProblem ? null : problem}
      isReady={words.present !== '' && words.next !== '' && words.repeat === words.next}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
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
    </FormDialog>
  )
}
