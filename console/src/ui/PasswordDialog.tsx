import { useState } from 'react'
import type { Problem } from '../api/answer.ts'
import { api } from '../api/client.ts'
import { useT } from '../i18n/language.ts'
import { FormDialog } from './FormDialog.tsx'
import { NewPasswordFields, useNewPassword } from './NewPasswordFields.tsx'
import { showToast } from './toast-store.ts'

/** One's own password, changed while signed in; the other devices are signed out with it. */
export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const { words, setWords, isReady } = useNewPassword()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
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
      isReady={isReady}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <NewPasswordFields words={words} setWords={setWords} problem={problem} />
    </FormDialog>
  )
}
