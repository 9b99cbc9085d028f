import { mayReveal, type Revealed } from '@liandong/shared/access/reveal.ts'
import { addressDoubt } from '@liandong/shared/cases/address-doubt.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { ClassificationReason } from '@liandong/shared/classify/classification.ts'
import type { AlertView } from '@liandong/shared/wire/incident-detail.ts'
import { useCategoryLabel } from '../api/category-store.ts'
import { useUser } from '../api/session-store.ts'
import { formatInstant, formatTime } from '../i18n/format.ts'
import { useLanguage, useT } from '../i18n/language.ts'
import { CallBackHint } from './CallBackHint.tsx'
import { markNarrative } from './narrative-marks.ts'
import { RevealControl } from './RevealControl.tsx'
import { useReveal } from './use-reveal.ts'
import './alert-text.css'

const NONE: readonly ClassificationReason[] = []

type Props = { incident: IncidentState; alert: AlertView; reasons?: readonly ClassificationReason[] }

/** The alert as it was handed over, numbers and names masked; the words that decided are underlined and say why. */
export function AlertText({ incident, alert, reasons = NONE }: Props) {
  const t = useT()
  const language = useLanguage()
  const user = useUser()
  const labelOf = useCategoryLabel()
  const reveal = useReveal(incident.id, alert.id)
  const { values } = reveal
  const hasMore = alert.narrative.includes('*') || Boolean(alert.caller?.name ?? alert.caller?.phone)
  const isOffered = hasMore && mayReveal(incident, { kind: 'user', ...user }, 'caller.phone') === undefined
  // only where there is somebody to call, and whoever reads may call
  const doubt = isOffered && !alert.reporterProtected && alert.caller?.phone ? addressDoubt(incident) : undefined
  return (
    <figure className="alert-text">
      <blockquote>
        {markNarrative(values?.narrative ?? alert.narrative, reasons).map((piece, i) => {
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
        {alert.narrativeShortened && values === null ? (
          <span className="alert-text__more">{t('case.alert.shortened')}</span>
        ) : null}
      </blockquote>
      <figcaption>
        <span>{alert.externalNo}</span>
        <time dateTime={alert.reportedAt} title={formatInstant(alert.reportedAt)}>
          {t('case.alert.reported', { at: formatTime(alert.reportedAt) })}
        </time>
        {alert.reporterProtected ? (
          <span className="alert-text__protected">{t('case.alert.protected')}</span>
        ) : (
          <span className={values === null ? undefined : 'alert-text__plain'}>
            {values === null ? callerWords(alert, t) : plainCaller(values, alert, t)}
          </span>
        )}
        {alert.mappedCategory ? (
          <span>
            {t('case.alert.mapped', { code: alert.sourceCategory ?? '', name: labelOf(alert.mappedCategory) })}
          </span>
        ) : alert.sourceCategory && incident.channel === 'platform' ? (
          <span>{t('case.alert.sourceCategory', { code: alert.sourceCategory })}</span>
        ) : null}
        {alert.warnings.map((warning) => (
          <span key={warning.pointer + warning.code} className="alert-text__warning" title={warning.message}>
            {t('case.alert.warning', { field: warning.pointer.replace(/^\//, '') })}
          </span>
        ))}
        {isOffered ? <RevealControl reveal={reveal} /> : null}
      </figcaption>
      {doubt ? <CallBackHint doubt={doubt} reveal={reveal} /> : null}
    </figure>
  )
}

const plainCaller = (values: Revealed['values'], alert: AlertView, t: ReturnType<typeof useT>): string =>
  [values['caller.name'], values['caller.phone']].filter(Boolean).join(' ') || callerWords(alert, t)

function callerWords({ caller }: AlertView, t: ReturnType<typeof useT>): string {
  if (caller === null) return t('case.alert.noCaller')
  if (caller.anonymous) return t('case.alert.anonymous')
  return [caller.name, caller.phone].filter(Boolean).join(' ') || t('case.alert.noCaller')
}
