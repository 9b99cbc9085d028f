import { useCallback, useEffect, useState } from 'react'
import { api } from '../../api/client.ts'
import { loadSession } from '../../api/session-store.ts'
import { formatTime } from '../../i18n/format.ts'
import { useLanguage, useT } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { refusalWords } from './refusal-words.ts'

const POLL_MS = 2_000

type Pairing = { code: string; expiresAt: string }

/** A screen without a person: it shows its code until somebody approves it elsewhere. */
export function PairScreen({ onBack }: { onBack: () => void }) {
  const t = useT()
  const language = useLanguage()
  const [pairing, setPairing] = useState<Pairing>()
  const [words, setWords] = useState('')
  const ask = useCallback(async (): Promise<void> => {
    setWords('')
    const answer = await api.askPairing()
    if (answer.ok) setPairing(answer.value)
    else setWords(refusalWords(answer.problem, t, language))
  }, [t, language])
  // the words of another language are no reason for another code
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => void ask(), [])
  useEffect(() => {
    if (!pairing) return undefined
    const timer = window.setInterval(() => {
      void api.pollPairing().then((answer) => {
        if (!answer.ok || answer.value.state === 'waiting') return
        if (answer.value.state === 'paired') return void loadSession()
        setPairing(undefined)
        setWords(t('signIn.pair.gone'))
      })
    }, POLL_MS)
    return () => window.clearInterval(timer)
  }, [pairing, t])
  return (
    <section className="sign-in__step">
      <h2>{t('signIn.pair.title')}</h2>
      {pairing ? (
        <>
          <p>{t('signIn.pair.text')}</p>
          <p className="pairing-code" aria-live="polite">
            {pairing.code.slice(0, 3)} {pairing.code.slice(3)}
          </p>
          <p>{t('signIn.pair.until', { at: formatTime(pairing.expiresAt) })}</p>
        </>
      ) : (
        <>
          <p className="sign-in__problem" role="alert">
            {words}
          </p>
          <Button look="primary" size="large" onClick={() => void ask()}>
            {t('signIn.pair.again')}
          </Button>
        </>
      )}
      <Button look="quiet" onClick={onBack}>
        {t('signIn.pair.back')}
      </Button>
    </section>
  )
}
