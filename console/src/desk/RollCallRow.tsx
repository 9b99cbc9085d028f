import { useState } from 'react'
import type { RollCallAnswer } from '@liandong/shared/duty/roll-call.ts'
import { contactOf } from '@liandong/shared/duty/contact.ts'
import { toMs } from '@liandong/shared/time.ts'
import { api } from '../api/client.ts'
import type { UnitContact } from '../api/notify.ts'
import { contactWords } from '../case/contact-words.ts'
import { formatClock, formatSeconds } from '../i18n/format.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { problemWords } from '../ui/problem-words.ts'
import { showToast } from '../ui/toast-store.ts'

type Props = {
  unit: { id: string; name: string; lastContactAt?: string | null }
  answer: RollCallAnswer | undefined
  startedAt: string
  now: number
  mayCall: boolean
  /** Absent for whoever only watches, and after the end. */
  onAnswerFor: (() => Promise<void>) | undefined
}

/** One who is asked: when they answered; or how long nothing was heard, the number to call, and the radio's answer. */
export function RollCallRow({ unit, answer, startedAt, now, mayCall, onAnswerFor }: Props) {
  const t = useT()
  const language = useLanguage()
  const [contact, setContact] = useState<UnitContact | null>(null)
  const [isBusy, setBusy] = useState(false)
  if (answer) {
    const tookMs = Math.max(toMs(answer.occurredAt) - toMs(startedAt), 0)
    return (
      <li className="roll-call__row roll-call__row--there">
        <b>{unit.name}</b>
        <span>
          {formatClock(toMs(answer.occurredAt))} · {formatSeconds(t, tookMs)} · {t(`desk.rollCall.via.${answer.via}`)}
        </span>
      </li>
    )
  }
  const show = async (): Promise<void> => {
    const found = await api.unitContact(unit.id)
    if (found.ok) setContact(found.value)
    else showToast({ tone: 'problem', what: problemWords(found.problem, t, language) })
  }
  const answerFor = async (): Promise<void> => {
    setBusy(true)
    await onAnswerFor?.()
    setBusy(false)
  }
  return (
    <li className="roll-call__row">
      <b>{unit.name}</b>
      <span className={contactOf(unit.lastContactAt, now).kind === 'heard' ? undefined : 'is-lost'}>
        {contactWords(unit.lastContactAt, now, t)}
      </span>
      {mayCall ? (
        <span className="roll-call__acts">
          {contact === null ? (
            <Button
              size="small"
              aria-label={t('desk.rollCall.numberOf', { name: unit.name })}
              onClick={() => void show()}
            >
              {t('desk.rollCall.number')}
            </Button>
          ) : (
            <a className="roll-call__phone" href={contact.phone ? `tel:${contact.phone}` : undefined}>
              {contact.phone ?? t('case.unanswered.noPhone')}
            </a>
          )}
          {onAnswerFor ? (
            <Button
              size="small"
              isBusy={isBusy}
              aria-label={t('desk.rollCall.answerForOf', { name: unit.name })}
              onClick={() => void answerFor()}
            >
              {t('desk.rollCall.answerFor')}
            </Button>
          ) : null}
        </span>
      ) : null}
    </li>
  )
}
