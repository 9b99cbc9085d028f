import type { SessionAnswer } from '@liandong/shared/wire/session.ts'
import { api } from '../../api/client.ts'
import { proceed } from '../../api/session-store.ts'
import { useT } from '../../i18n/language.ts'
import { CodeForm } from './CodeForm.tsx'
import { useStep } from './use-step.ts'

export function CodeStep() {
  const t = useT()
  const { send, isBusy, words } = useStep<SessionAnswer>(proceed)
  return (
    <>
      <h2>{t('signIn.code.title')}</h2>
      <p>{t('signIn.code.text')}</p>
      <CodeForm
        label={t('signIn.code.label')}
        act={t('signIn.code.submit')}
        isBusy={isBusy}
        words={words}
        onCode={(code) => void send(() => api.proveSecondFactor(code))}
      />
    </>
  )
}
