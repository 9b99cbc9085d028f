import { useState } from 'react'
import type { NoticeView } from '@liandong/shared/wire/notice.ts'
import { useCategoryLabel } from '../api/category-store.ts'
import { rotaApi } from '../api/rota.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState, ErrorState, LoadingState } from '../ui/Panel.tsx'
import { problemWords } from '../ui/problem-words.ts'
import { SeverityMark } from '../ui/SeverityMark.tsx'
import { showToast } from '../ui/toast-store.ts'
import { shortInstant } from './rota-words.ts'
import { useNotices } from './use-notices.ts'
import './equipment-panel.css'

/** 险情通知: what a department was told of together with the order, and its one act: it knows. */
export function Notices() {
  const t = useT()
  const language = useLanguage()
  const labelOf = useCategoryLabel()
  const { notices, problem, read } = useNotices()
  const [busy, setBusy] = useState<string | null>(null)
  const acknowledge = async (one: NoticeView): Promise<void> => {
    setBusy(one.id)
    const answer = await rotaApi.acknowledgeNotice(one.incidentId, one.id)
    setBusy(null)
    showToast(
      answer.ok
        ? { tone: 'done', what: t('rota.notices.done', { no: one.incidentNo }) }
        : { tone: 'problem', what: problemWords(answer.problem, t, language) },
    )
    read()
  }
  return (
    <main className="rota__notices">
      <p>{t('rota.notices.text')}</p>
      {problem ? <ErrorState problem={problem} onRetry={read} /> : null}
      {notices === null && !problem ? <LoadingState /> : null}
      {notices?.length === 0 ? <EmptyState title={t('rota.notices.none')} /> : null}
      <ul className="kit kit--notices">
        {(notices ?? []).map((one) => (
          <li key={one.id}>
            <span className="kit__name">
              <SeverityMark severity={one.severity} /> {one.category === null ? '' : labelOf(one.category)}
              {one.exercise ? `（${t('vocab.exercise')}）` : ''}
            </span>
            <span>{one.place ?? t('rota.notices.noPlace')}</span>
            <span className="kit__why">
              {one.incidentNo} · {t('rota.notices.at', { time: shortInstant(one.notifiedAt) })}
            </span>
            {one.acknowledgedAt === null ? (
              <Button look="primary" isBusy={busy === one.id} onClick={() => void acknowledge(one)}>
                {t('rota.notices.acknowledge')}
              </Button>
            ) : (
              <span>{t('rota.notices.acknowledged', { time: shortInstant(one.acknowledgedAt) })}</span>
            )}
          </li>
        ))}
      </ul>
    </main>
  )
}
