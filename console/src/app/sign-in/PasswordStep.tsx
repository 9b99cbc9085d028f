import { useEffect, useState, type FormEvent } from 'react'
import type { Problem } from '../../api/answer.ts'
import { api, type DemoAccount } from '../../api/client.ts'
import { signIn } from '../../api/session-store.ts'
import { useLanguage, useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { PasswordField } from '../../ui/PasswordField.tsx'
import { refusalWords } from './refusal-words.ts'

/** What single sign-on came back with, where it did not work: `/?signIn=refused`. */
function cameBackWith(): 'refused' | 'unreachable' | undefined {
  const said = new URLSearchParams(window.location.search).get('signIn')
  return said === 'refused' || said === 'unreachable' ? said : undefined
}

export function PasswordStep({ onPair }: { onPair?: (() => void) | undefined }) {
  const t = useT()
  const language = useLanguage()
  const accounts = useDemoAccounts()
  const singleSignOn = useSingleSignOn()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | string | undefined>(() => {
    const said = cameBackWith()
    return said && t(`signIn.${said}`)
  })
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
    <>
      <form className="sign-in__form" onSubmit={submit} noValidate>
        <label>
          {t('app.signIn.username')}
          <input name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />
        </label>
        <PasswordField label={t('app.signIn.password')} name="password" autoComplete="current-password" />
        <p className="sign-in__problem" role="alert">
          {problem === undefined ? '' : typeof problem === 'string' ? problem : refusalWords(problem, t, language)}
        </p>
        <Button type="submit" look="primary" size="large" isBusy={isBusy}>
          {t('app.signIn.submit')}
        </Button>
        {singleSignOn ? (
          <>
            <p className="sign-in__or">{t('signIn.or')}</p>
            <a className="sign-in__link" href="/api/v1/session/oidc/start">
              {t('signIn.singleSignOn', { name: singleSignOn })}
            </a>
          </>
        ) : null}
      </form>
      {onPair ? (
        <section className="sign-in__pair">
          <p>{t('signIn.pair.offerText')}</p>
          <Button onClick={onPair}>{t('signIn.pair.offer')}</Button>
        </section>
      ) : null}
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
    </>
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

function useSingleSignOn(): string | undefined {
  const [name, setName] = useState<string>()
  useEffect(() => {
    void api.signInWays().then((answer) => answer.ok && setName(answer.value.singleSignOn?.name))
  }, [])
  return name
}
