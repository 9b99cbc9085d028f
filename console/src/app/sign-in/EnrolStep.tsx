import { lazy, Suspense, useEffect, useState } from 'react'
import type { SessionAnswer } from '@liandong/shared/wire/session.ts'
import type { Problem } from '../../api/answer.ts'
import { api } from '../../api/client.ts'
import { proceed } from '../../api/session-store.ts'
import { useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState, LoadingState } from '../../ui/Panel.tsx'
import { CodeForm } from './CodeForm.tsx'
import { useStep } from './use-step.ts'

const QrCode = lazy(async () => ({ default: (await import('./QrCode.tsx')).QrCode }))

type Confirmed = SessionAnswer & { recoveryCodes: string[] }

/** A second factor for the first time: scan, prove, and keep the codes for the day the phone is lost. */
export function EnrolStep() {
  const t = useT()
  const [enrolment, setEnrolment] = useState<{ secret: string; uri: string }>()
  const [problem, setProblem] = useState<Problem>()
  const [confirmed, setConfirmed] = useState<Confirmed>()
  const { send, isBusy, words } = useStep<Confirmed>(setConfirmed)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    void api.beginEnrolment().then((answer) => {
      setProblem(answer.ok ? undefined : answer.problem)
      if (answer.ok) setEnrolment(answer.value)
    })
  }, [tries])
  if (confirmed) return <KeepCodes codes={confirmed.recoveryCodes} onKept={() => proceed(confirmed)} />
  return (
    <>
      <h2>{t('signIn.enrol.title')}</h2>
      <p>{t('signIn.enrol.text')}</p>
      {problem ? <ErrorState problem={problem} onRetry={() => setTries(tries + 1)} /> : null}
      {enrolment ? (
        <div className="enrol">
          <Suspense fallback={<LoadingState />}>
            <QrCode text={enrolment.uri} label={t('signIn.enrol.qr')} />
          </Suspense>
          <p>
            {t('signIn.enrol.manual')}
            <code>{enrolment.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
          </p>
        </div>
      ) : problem ? null : (
        <LoadingState />
      )}
      {enrolment ? (
        <CodeForm
          label={t('signIn.enrol.code')}
          act={t('signIn.enrol.submit')}
          isBusy={isBusy}
          words={words}
          onCode={(code) => void send(() => api.confirmEnrolment(code))}
        />
      ) : null}
    </>
  )
}

function KeepCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useT()
  return (
    <>
      <h2>{t('signIn.enrol.codes')}</h2>
      <p>{t('signIn.enrol.codesText')}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Button look="primary" size="large" onClick={onKept}>
        {t('signIn.enrol.kept')}
      </Button>
    </>
  )
}
