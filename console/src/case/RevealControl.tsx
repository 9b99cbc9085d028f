import { useEffect, useRef, useState } from 'react'
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
  const step = values !== null ? 'shown' : isAsking ? 'asking' : 'masked'
  const box = useRef<HTMLSpanElement>(null)
  const lastStep = useRef(step)
  useEffect(() => {
    // what was pressed is gone: the keyboard goes on where it stood
    if (lastStep.current !== step) box.current?.querySelector('button')?.focus()
    lastStep.current = step
  }, [step])
  const isPaced = problem?.code === 'revealPace'
  const ask = async (why: string): Promise<void> => {
    setReason(why)
    if (await reveal.ask(FIELDS, why, isPaced)) setAsking(false)
  }
  if (step === 'shown')
    return (
      <span className="reveal" ref={box}>
        <span>{t('case.reveal.left', { n: secondsLeft })}</span>
        <Button size="small" look="quiet" onClick={reveal.hide}>
          {t('case.reveal.hide')}
        </Button>
      </span>
    )
  if (step === 'masked')
    return (
      <span className="reveal" ref={box}>
        <Button size="small" onClick={() => setAsking(true)}>
          {t('case.reveal.show')}
        </Button>
      </span>
    )
  return (
    <span className="reveal__box" ref={box}>
      <form
        className="reveal reveal--asking"
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
        <TextField label={t('case.reveal.why')} value={reason} onChange={setReason} maxLength={200} />
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
    </span>
  )
}
