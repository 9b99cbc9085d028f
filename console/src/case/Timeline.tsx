import type { LogEvent } from '@liandong/shared/wire/log-event.ts'
import type { NotificationView } from '@liandong/shared/wire/incident-detail.ts'
import { callLines } from './call-lines.ts'
import { formatClock, formatInstant } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { EmptyState } from '../ui/Panel.tsx'
import { isSaid, toEventLine } from './event-line.ts'
import './timeline.css'

/** What happened, newest first, one line an event; who did it stands at the end of the line. */
export function Timeline({
  events,
  notifications = [],
  unitName,
}: {
  events: readonly LogEvent[]
  notifications?: readonly NotificationView[] | undefined
  unitName: (unitId: string) => string | undefined
}) {
  const t = useT()
  const said = events.filter(isSaid).map(({ id, at, ...event }) => ({
    id,
    at,
    ...toEventLine({ id, at, ...event }, t, unitName),
  }))
  // of one instant the event comes first, and then whom it called
  const lines = [...said, ...callLines(notifications, t)].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  if (lines.length === 0) return <EmptyState title={t('case.timeline.empty')} />
  return (
    <ol className="timeline" aria-label={t('case.timeline.title')}>
      {lines.toReversed().map((line) => (
        <li key={line.id} className={`timeline__line timeline__line--${line.tone}`}>
          <time dateTime={line.at} title={formatInstant(line.at)}>
            {formatClock(line.at)}
          </time>
          <span className="timeline__what">{line.what}</span>
          <span className="timeline__text">{line.text}</span>
          <span className="timeline__who">{line.who}</span>
        </li>
      ))}
    </ol>
  )
}
