import { useState } from 'react'
import type { Unanswered } from '@liandong/shared/clocks/unanswered.ts'
import type { UnitSuggestion } from '@liandong/shared/wire/incident-detail.ts'
import { api } from '../api/client.ts'
import type { UnitContact } from '../api/notify.ts'
import { formatClock } from '../i18n/format.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { problemWords } from '../ui/problem-words.ts'
import { showToast } from '../ui/toast-store.ts'
import { sendWords } from './suggestion-words.ts'
import type { CommandRunner } from './use-command.ts'
import './unanswered-order.css'

type Props = {
  unanswered: Unanswered
  runner: CommandRunner
  /** The next best unit, where one is free. */
  next: UnitSuggestion | undefined
  onBackup: (unit: UnitSuggestion, how: 'support' | 'replace') => void
}

/** Nobody has taken this order in time: the number to call, what came of the call, and later whom to send besides. */
export function UnansweredOrder({ unanswered: { dispatch, clock, isBackupOffered }, runner, next, onBackup }: Props) {
  const t = useT()
  const language = useLanguage()
  const [contact, setContact] = useState<UnitContact | null>(null)
  const seconds = Math.round((Date.parse(clock.dueAt) - Date.parse(clock.startedAt)) / 1_000)
  const show = async () => {
    const answer = await api.unitContact(dispatch.unit.id)
    if (answer.ok) setContact(answer.value)
    else showToast({ tone: 'problem', what: problemWords(answer.problem, t, language) })
  }
  const say = (outcome: 'reached' | 'unreached') => void runner.run('call', { dispatchId: dispatch.id, outcome })
  const isBusy = runner.busy === 'call'
  return (
    <div
      className="unanswered"
      role="group"
      aria-label={t('case.unanswered.title', { n: seconds, name: dispatch.unit.name })}
    >
      <p className="unanswered__what">{t('case.unanswered.title', { n: seconds, name: dispatch.unit.name })}</p>
      <p className="unanswered__call">
        {contact === null ? (
          <Button size="small" onClick={() => void show()}>
            {t('case.unanswered.show')}
          </Button>
        ) : (
          <a className="unanswered__phone" href={contact.phone ? `tel:${contact.phone}` : undefined}>
            {contact.phone ?? t('case.unanswered.noPhone')}
          </a>
        )}
        <Button size="small" isBusy={isBusy} onClick={() => say('reached')}>
          {t('case.called.reached')}
        </Button>
        <Button size="small" disabled={isBusy} onClick={() => say('unreached')}>
          {t('case.called.unreached')}
        </Button>
        {dispatch.called ? (
          <span>
            {formatClock(dispatch.called.at)} {t(`case.called.${dispatch.called.outcome}`)}
          </span>
        ) : null}
      </p>
      {isBackupOffered ? (
        <p className="unanswered__backup">
          <span>{next ? t('case.backup.offer', { who: sendWords(next, t) }) : t('case.backup.none')}</span>
          {next ? (
            <>
              <Button size="small" keyCap="a" look="primary" onClick={() => onBackup(next, 'support')}>
                {t('case.backup.support')}
              </Button>
              <Button size="small" onClick={() => onBackup(next, 'replace')}>
                {t('case.backup.replace')}
              </Button>
            </>
          ) : null}
        </p>
      ) : null}
    </div>
  )
}
