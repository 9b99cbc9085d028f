import { memo } from 'react'
import { isActiveDispatch } from '@liandong/shared/cases/incident/lifecycle.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { lateReports } from '@liandong/shared/clocks/report-nag.ts'
import { toMs } from '@liandong/shared/time.ts'
import { useCategoryLabel } from '../api/category-store.ts'
import { formatAge, formatInstant } from '../i18n/format.ts'
import { useT, type Translate } from '../i18n/language.ts'
import { CountdownRing } from '../ui/CountdownRing.tsx'
import { SeverityMark } from '../ui/SeverityMark.tsx'
import { ballOf } from './ball.ts'
import { mainClock } from './main-clock.ts'
import { rowHeat } from './row-ageing.ts'
import './case-row.css'

export type CaseRowProps = {
  incident: IncidentState
  now: number
  isSelected?: boolean
  isHovered?: boolean
  /** Came in while this page was open: slides in once. */
  isNew?: boolean
}

/** One incident in a queue: ring, what, where, age, who has the ball. The row ages while nobody is sent. */
export const CaseRow = memo(function CaseRow({
  incident,
  now,
  isSelected = false,
  isHovered = false,
  isNew = false,
}: CaseRowProps) {
  const t = useT()
  const clock = mainClock(incident.clocks)
  const ball = ballOf(incident)
  const late = lateReports(incident).toSorted((a, b) => Number(b.isLate) - Number(a.isLate))[0]
  const unitName = late ? late.dispatch.unit.name : ball.who === 'unit' ? ball.name : supportWords(incident, t)
  const classes = [
    'case-row',
    `case-row--${rowHeat(incident, now)}`,
    isSelected ? 'is-selected' : '',
    isHovered ? 'is-hovered' : '',
    isNew ? 'is-new' : '',
  ]
  return (
    <div className={classes.filter(Boolean).join(' ')}>
      <span className="case-row__severity">
        <SeverityMark severity={incident.severity} compact />
        <span className="case-row__no">{incident.no.slice(-4)}</span>
      </span>
      <span className="case-row__ring">{clock ? <CountdownRing clock={clock} now={now} size="42px" /> : null}</span>
      <span className="case-row__lines">
        <span className="case-row__line">
          <span className="case-row__summary">{incident.summary ?? t('case.noSummary')}</span>
          <time dateTime={incident.receivedAt} title={formatInstant(incident.receivedAt)}>
            {formatAge(t, now - toMs(incident.receivedAt))}
          </time>
        </span>
        <span className="case-row__line case-row__where">
          {incident.exercise ? <b className="case-row__tag">{t('vocab.exercise')}</b> : null}
          {incident.flags.map((flag) => (
            <b key={flag} className="case-row__tag">
              {flagWord(t, flag)}
            </b>
          ))}
          <span className="case-row__place">{placeWords(incident, t)}</span>
          <Kind incident={incident} />
          <span className="case-row__ball">
            {unitName ? <span className="case-row__unit">{unitName}</span> : null}
            {late ? (
              <b className={late.isLate ? 'case-row__late' : 'case-row__remind'}>
                {t(late.isLate ? 'case.report.late' : 'case.report.remind')}
              </b>
            ) : (
              <span>{t(`vocab.stage.${incident.stage}`)}</span>
            )}
          </span>
        </span>
      </span>
    </div>
  )
})

/** Whoever of ours supports the station, while it has the ball. */
const supportWords = ({ police, dispatches }: IncidentState, t: Translate): string | null => {
  const first = police && !police.linkEnded ? dispatches.find(isActiveDispatch) : undefined
  return first ? t('case.police.support', { names: first.unit.name }) : null
}

function Kind({ incident }: { incident: IncidentState }) {
  const t = useT()
  const labelOf = useCategoryLabel()
  const c = incident.classification
  if (c === null) return null
  const type = c.subtype ?? c.category
  return (
    <span className="case-row__kind">
      {t(`vocab.police.${c.police}`)}
      {type ? ` · ${labelOf(type)}` : ''}
    </span>
  )
}

export const placeWords = (incident: Pick<IncidentState, 'place' | 'address'>, t: Translate): string =>
  incident.place?.name ?? incident.address ?? t('case.noPlace')

export const flagWord = (t: Translate, flag: string): string =>
  flag === 'major' || flag === 'difficult' || flag === 'sensitive' || flag === 'confidential' || flag === 'watched'
    ? t(`vocab.flag.${flag}`)
    : flag
