import { useEffect, useState } from 'react'
import type { Session } from '../api/session-store.ts'
import { signOut } from '../api/session-store.ts'
import { useT } from '../i18n/language.ts'
import { LanguageSwitch } from '../ui/AccountMenu.tsx'
import { Button } from '../ui/Button.tsx'
import { Mark } from '../ui/Mark.tsx'
import { CodeStep } from './sign-in/CodeStep.tsx'
import { EnrolStep } from './sign-in/EnrolStep.tsx'
import { NewPasswordStep } from './sign-in/NewPasswordStep.tsx'
import { PairScreen } from './sign-in/PairScreen.tsx'
import { PasswordStep } from './sign-in/PasswordStep.tsx'
import './sign-in.css'

type Under = Extract<Session, { phase: 'signingIn' }>

const STEPS = { secondFactor: CodeStep, enrolment: EnrolStep, newPassword: NewPasswordStep }

/** The way in, one step after the other; on a wall it may also be a code that somebody else approves. */
export function SignIn({ under }: { under?: Under }) {
  const t = useT()
  const [isPairing, setPairing] = useState(false)
  useEffect(() => {
    document.title = `${t('app.signIn.title')} · ${t('app.name')}`
  }, [t])
  const Step = under ? STEPS[under.needs] : undefined
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
        {under && Step ? (
          <section className="sign-in__step">
            <p className="sign-in__who">{t('signIn.signedInAs', { name: under.user.name })}</p>
            <Step key={under.needs} user={under.user} />
            <Button look="quiet" onClick={() => void signOut()}>
              {t('signIn.back')}
            </Button>
          </section>
        ) : isPairing ? (
          <PairScreen onBack={() => setPairing(false)} />
        ) : (
          <PasswordStep onPair={window.location.pathname === '/wall' ? () => setPairing(true) : undefined} />
        )}
      </main>
      <footer className="sign-in__foot">
        <span>{t('app.tagline')}</span>
        <LanguageSwitch />
      </footer>
    </div>
  )
}
