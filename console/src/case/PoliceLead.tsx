import { isActiveDispatch } from '@liandong/shared/cases/incident/lifecycle.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { linkDueAt } from '@liandong/shared/clocks/policies/police-link.ts'
import { formatDay, formatTime } from '../i18n/format.ts'
import { useT, type Translate } from '../i18n/language.ts'

const dayTime = (at: string): string => `${formatDay(at).slice(5)} ${formatTime(at)}`

/** 主办 and 协助 (D13): who leads, who of ours supports, and until when; afterwards when it ended and why. */
export function PoliceLead({ incident }: { incident: IncidentState }) {
  const t = useT()
  const { police, dispatches } = incident
  if (police === null) return null
  const support = dispatches.filter(isActiveDispatch).map((d) => d.unit.name)
  return (
    <p className="pane__lead" role="status">
      <b>{t('case.police.lead')}</b>
      <span>{support.length > 0 ? t('case.police.support', { names: support.join(t('case.list.and')) }) : null}</span>
      <span>{linkWords(incident, t)}</span>
    </p>
  )
}

function linkWords(incident: IncidentState, t: Translate): string | null {
  const ended = incident.police?.linkEnded
  if (ended) return t(`case.police.ended.${ended.why}`, { at: dayTime(ended.at) })
  const dueAt = linkDueAt(incident)
  return dueAt === undefined ? null : t('case.police.until', { at: dayTime(dueAt) })
}
