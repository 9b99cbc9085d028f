import type { ClassificationReason } from '@liandong/shared/classify/classification.ts'
import type { AlertView } from '@liandong/shared/wire/incident-detail.ts'
import { formatInstant, formatTime } from '../i18n/format.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { markNarrative } from './narrative-marks.ts'
import './alert-text.css'

const NONE: readonly ClassificationReason[] = []

/** The alert as it was handed over, word for word; the words that decided are underlined and say why. */
export function AlertText({ alert, reasons = NONE }: { alert: AlertView; reasons?: readonly ClassificationReason[] }) {
  const t = useT()
  const language = useLanguage()
  return (
    <figure className="alert-text">
      <blockquote>
        {markNarrative(alert.narrative, reasons).map((piece, i) => {
          if (piece.reasons.length === 0) return <span key={i}>{piece.text}</span>
          const why = piece.reasons.map((r) => `${r.rule} ${r.text[language]}`).join('\n')
          return (
            <mark
              key={i}
              className={`alert-text__mark alert-text__mark--${piece.reasons[0]?.effect ?? ''}`}
              title={why}
            >
              {piece.text}
            </mark>
          )
        })}
        {alert.narrativeShortened ? <span className="alert-text__more">{t('case.alert.shortened')}</span> : null}
      </blockquote>
      <figcaption>
        <span>{alert.externalNo}</span>
        <time dateTime={alert.reportedAt} title={formatInstant(alert.reportedAt)}>
          {t('case.alert.reported', { at: formatTime(alert.reportedAt) })}
        </time>
        <span>{callerWords(alert, t)}</span>
        {alert.warnings.map((warning) => (
          <span key={warning.pointer + warning.code} className="alert-text__warning" title={warning.message}>
            {t('case.alert.warning', { field: warning.pointer.replace(/^\//, '') })}
          </span>
        ))}
      </figcaption>
    </figure>
  )
}

function callerWords({ caller }: AlertView, t: ReturnType<typeof useT>): string {
  if (caller === null) return t('case.alert.noCaller')
  if (caller.anonymous) return t('case.alert.anonymous')
  return [caller.name, caller.phone].filter(Boolean).join(' ') || t('case.alert.noCaller')
}
