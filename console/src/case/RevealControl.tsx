import { useState } from 'react'
import type { RevealField } from '@liandong/shared/access/reveal.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { QuickWords, TextField } from '../ui/fields.tsx'
import { problemWords } from '../ui/problem-words.ts'
import type { Reveal } from './use-reveal.ts'
import './reveal-control.css'

const REASONS = ['callBack', 'locate', 'identify', 'related'] as const
const FIELDS: readonly RevealField[] = ['caller.phone', 'caller.name', 'narrative']

/** 显示: one press opens the reasons, one press on a reason shows it; what was shown hides itself. */
export function RevealControl({ reveal }: { reveal: Reveal }) {
  const t = useT()
  const language = useLanguage()
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const { values, secondsLeft, isBusy, problem } = reveal
  const isPaced = problem?.code === 'revealPace'
  const ask = async (why: string): Promise<void> => {
    setReason(why)
    await reveal.ask(FIELDS, why, isPaced)
  }
  if (values !== null)
    return (
      <span className="reveal" role="status">
        <span>{t('case.reveal.left', { n: secondsLeft })}</span>
        <Button
          size="small"
          look="quiet"
          onClick={() => {
            setAsking(false)
            reveal.hide()
          }}
        >
          {t('case.reveal.hide')}
        </Button>
      </span>
    )
  if (!isAsking)
    return (
      <Button size="small" look="quiet" onClick={() => setAsking(true)}>
        {t('case.reveal.show')}
      </Button>
    )
  return (
    <form
      className="reveal reveal--asking"
      aria-label={t('case.reveal.why')}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim().length >= 2 && !isBusy) void ask(reason.trim())
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setAsking(false)
      }}
    >
      <QuickWords
        words={REASONS.map((name) => t(`case.reveal.reason.${name}`))}
        onPick={(word) => (isPaced ? setReason(word) : void ask(word))}
      />
      <TextField label={t('case.reveal.why')} value={reason} onChange={setReason} maxLength={200} autoFocus />
      {problem ? (
        <p className="reveal__problem" role="alert">
          {problemWords(problem, t, language)}
        </p>
      ) : null}
      <span className="reveal__acts">
        <Button type="submit" size="small" look="primary" isBusy={isBusy} disabled={reason.trim().length < 2}>
          {t(isPaced ? 'case.reveal.again' : 'case.reveal.show')}
        </Button>
        <Button size="small" look="quiet" onClick={() => setAsking(false)}>
          {t('case.reveal.back')}
        </Button>
      </span>
    </form>
  )
}
