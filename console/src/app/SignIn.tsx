import { useEffect, useState, type FormEvent } from 'react'
import { api, type DemoAccount } from '../api/client.ts'
import type { Problem } from '../api/answer.ts'
import { signIn } from '../api/session-store.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { problemWords } from '../ui/problem-words.ts'
import { LanguageSwitch } from '../ui/AccountMenu.tsx'
import { Mark } from '../ui/Mark.tsx'
import './sign-in.css'

export function SignIn() {
  const t = useT()
  const language = useLanguage()
  const accounts = useDemoAccounts()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | string | undefined>()
  useEffect(() => {
    document.title = `${t('app.signIn.title')} · ${t('app.name')}`
  }, [t])
  const enter = async (username: string, password: string): Promise<void> => {
    if (username === '' || password === '') return setProblem(t('app.signIn.required'))
    setBusy(true)
    setProblem(undefined)
    setProblem(await signIn(username, password))
    setBusy(false)
  }
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const field = (name: string) => (form.get(name) as string | null) ?? ''
    void enter(field('username').trim(), field('password'))
  }
  return (
    <div className="sign-in">
      <main className="sign-in__main">
        <header className="sign-in__head">
          <Mark size="44px" />
          <div>
            <h1>{t('app.name')}</h1>
            <p>{t('app.room')}</p>
          </div>
        </header>
        <form className="sign-in__form" onSubmit={submit} noValidate>
          <label>
            {t('app.signIn.username')}
            <input name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />
          </label>
          <label>
            {t('app.signIn.password')}
            <input name="password" type="password" autoComplete="current-password" />
          </label>
          <p className="sign-in__problem" role="alert">
            {problem === undefined ? '' : typeof problem === 'string' ? problem : problemWords(problem, t, language)}
          </p>
          <Button type="submit" look="primary" size="large" isBusy={isBusy}>
            {t('app.signIn.submit')}
          </Button>
        </form>
        {accounts.length > 0 ? (
          <section className="sign-in__demo" aria-label={t('app.signIn.demo')}>
            <h2>{t('app.signIn.demo')}</h2>
            <p>{t('app.signIn.demoHint')}</p>
            <ul>
              {accounts.map((account) => (
                <li key={account.username}>
                  <button
                    type="button"
                    disabled={isBusy}
                    onClick={() => void enter(account.username, account.password ?? DEMO_PASSWORD)}
                  >
                    <span>{t(`vocab.role.${account.role}`)}</span>
                    <small>{account.username}</small>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </main>
      <footer className="sign-in__foot">
        <span>{t('app.tagline')}</span>
        <LanguageSwitch />
      </footer>
    </div>
  )
}

/** The demo's one password is no secret: the product prints it at its start and refuses it outside demo mode. */
const DEMO_PASSWORD = 'Demo-110110'

function useDemoAccounts(): DemoAccount[] {
  const [accounts, setAccounts] = useState<DemoAccount[]>([])
  useEffect(() => {
    void api.demo().then((answer) => answer.ok && setAccounts(answer.value.accounts))
  }, [])
  return accounts
}
