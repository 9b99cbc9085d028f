import { useState } from 'react'
import type { SessionAnswer, SessionUser } from '@liandong/shared/wire/session.ts'
import { api } from '../../api/client.ts'
import { proceed } from '../../api/session-store.ts'
import { useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { PasswordField } from '../../ui/PasswordField.tsx'
import { useStep } from './use-step.ts'

export function NewPasswordStep({ user }: { user: SessionUser }) {
  const t = useT()
  const [words, setWords] = useState({ present: '', next: '', repeat: '' })
  const step = useStep<SessionAnswer>(proceed)
  const put = (name: keyof typeof words) => (value: string) => setWords((known) => ({ ...known, [name]: value }))
  const isReady = words.present !== '' && words.next !== '' && words.repeat === words.next
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
        <PasswordField
          label={t('signIn.password.present')}
          name="present"
          autoComplete="current-password"
          value={words.present}
          onChange={put('present')}
          autoFocus
        />
        <PasswordField
          label={t('signIn.password.next')}
          name="next"
          autoComplete="new-password"
          value={words.next}
          onChange={put('next')}
          hint={t('signIn.password.rules')}
        />
        <PasswordField
          label={t('signIn.password.repeat')}
          name="repeat"
          autoComplete="new-password"
          value={words.repeat}
          onChange={put('repeat')}
          error={words.repeat !== '' && words.repeat !== words.next ? t('signIn.password.differs') : undefined}
        />
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
