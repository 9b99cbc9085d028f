import type { LogEvent } from '@liandong/shared/wire/log-event.ts'
import { formatClock, formatInstant } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { EmptyState } from '../ui/Panel.tsx'
import { isSaid, toEventLine } from './event-line.ts'
import './timeline.css'

/** What happened, newest first, one line an event; who did it stands at the end of the line. */
export function Timeline({
  events,
  unitName,
}: {
  events: readonly LogEvent[]
  unitName: (unitId: string) => string | undefined
}) {
  const t = useT()
  const said = events.filter(isSaid)
  if (said.length === 0) return <EmptyState title={t('case.timeline.empty')} />
  return (
    <ol className="timeline" aria-label={t('case.timeline.title')}>
      {said.toReversed().map((event) => {
        const line = toEventLine(event, t, unitName)
        return (
          <li key={event.id} className={`timeline__line timeline__line--${line.tone}`}>
            <time dateTime={event.at} title={formatInstant(event.at)}>
              {formatClock(event.at)}
            </time>
            <span className="timeline__what">{line.what}</span>
            <span className="timeline__text">{line.text}</span>
            <span className="timeline__who">{line.who}</span>
          </li>
        )
      })}
    </ol>
  )
}
