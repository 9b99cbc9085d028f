import type { ReactNode } from 'react'
import type { Problem } from '../api/answer.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { Button } from './Button.tsx'
import './panel.css'
import { problemWords } from './problem-words.ts'

/** The five states of every panel beside "here it is". A list that could not load never looks like an empty list. */
export function EmptyState({ title, children }: { title?: string; children?: ReactNode }) {
  const t = useT()
  return (
    <div className="panel-state panel-state--empty">
      <p className="panel-state__title">{title ?? t('ui.panel.empty')}</p>
      {children ? <div className="panel-state__text">{children}</div> : null}
    </div>
  )
}

export function LoadingState({ title }: { title?: string }) {
  const t = useT()
  return (
    <div className="panel-state panel-state--loading" role="status">
      <span className="panel-state__bar" aria-hidden="true" />
      <p className="panel-state__title">{title ?? t('ui.panel.loading')}</p>
    </div>
  )
}

export function ErrorState({ problem, title, onRetry }: { problem: Problem; title?: string; onRetry?: () => void }) {
  const t = useT()
  const language = useLanguage()
  return (
    <div className="panel-state panel-state--error" role="alert">
      <p className="panel-state__title">{title ?? t('ui.panel.error.title')}</p>
      <p className="panel-state__text">{problemWords(problem, t, language)}</p>
      {onRetry ? <Button onClick={onRetry}>{t('ui.panel.retry')}</Button> : null}
    </div>
  )
}

export function StaleNote({ children }: { children?: ReactNode }) {
  const t = useT()
  return (
    <p className="stale-note" role="status">
      {children ?? t('ui.panel.stale')}
    </p>
  )
}

export function ForbiddenState({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="panel-state panel-state--forbidden">
      <p className="panel-state__title">{title}</p>
      <p className="panel-state__text">{text}</p>
      {children}
    </div>
  )
}
