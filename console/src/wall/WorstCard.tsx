import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { useCategoryLabel } from '../api/category-store.ts'
import { useT } from '../i18n/language.ts'
import { CountdownRing } from '../ui/CountdownRing.tsx'
import { SeverityShape } from '../ui/SeverityMark.tsx'
import { isOverdue, unitOf, wallClock } from './wall-facts.ts'

/** One of the worst three: how long, how grave, where, what, and who has the ball. */
export function WorstCard({ incident, now }: { incident: IncidentState; now: number }) {
  const t = useT()
  const labelOf = useCategoryLabel()
  const clock = wallClock(incident)
  const { classification } = incident
  const code = classification?.subtype ?? classification?.category
  const unit = unitOf(incident)
  return (
    <li className={`wall-card wall-card--${incident.severity ?? 0}${isOverdue(incident) ? ' wall-card--overdue' : ''}`}>
      <span className="wall-card__ring">{clock ? <CountdownRing clock={clock} now={now} size="9.4vmin" /> : null}</span>
      <p className="wall-card__place">
        <SeverityShape severity={incident.severity} size="3.5vmin" />
        <span className="visually-hidden">{t(`vocab.severity.level.${incident.severity ?? 'none'}`)}</span>
        <span className="wall-card__name">{incident.place?.name ?? t('wall.card.noPlace')}</span>
        {incident.exercise ? <span className="wall-card__drill">{t('vocab.exercise')}</span> : null}
      </p>
      <p className="wall-card__what">
        <span className="wall-card__word">
          {incident.severity ?? ''} {t(`vocab.severity.${incident.severity ?? 'none'}`)}
        </span>
        {code === undefined ? t('wall.card.noCategory') : labelOf(code)}
      </p>
      <p className="wall-card__who">
        {unit === undefined ? t('wall.card.noUnit') : `${unit}　${t(`vocab.stage.${incident.stage}`)}`}
      </p>
    </li>
  )
}
