import type { SessionAnswer, SessionUser } from '@liandong/shared/wire/session.ts'
import { api } from '../../api/client.ts'
import { proceed } from '../../api/session-store.ts'
import { useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { NewPasswordFields, useNewPassword } from '../../ui/NewPasswordFields.tsx'
import { useStep } from './use-step.ts'

export function NewPasswordStep({ user }: { user: SessionUser }) {
  const t = useT()
  const { words, setWords, isReady } = useNewPassword()
  const step = useStep<SessionAnswer>(proceed)
  return (
    <>
      <h2>{t('signIn.password.title')}</h2>
      <p>{t('signIn.password.text')}</p>
      <form
        className="sign-in__form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !step.isBusy) void step.send(() => api.changePassword(words.present, words.next))
        }}
      >
        <input type="text" name="username" autoComplete="username" value={user.username} readOnly hidden />
        <NewPasswordFields words={words} setWords={setWords} />
        <p className="sign-in__problem" role="alert">
          {step.words}
        </p>
        <Button type="submit" look="primary" size="large" isBusy={step.isBusy} disabled={!isReady}>
          {t('signIn.password.submit')}
        </Button>
      </form>
    </>
  )
}
