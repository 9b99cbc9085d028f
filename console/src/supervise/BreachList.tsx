import type { BreachRow } from '../api/client.ts'
import { toMs } from '@liandong/shared/time.ts'
import { formatInstant, formatSpan, formatTime } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { isMessageKey } from '../i18n/messages.ts'
import { EmptyState } from '../ui/Panel.tsx'
import { SeverityMark } from '../ui/SeverityMark.tsx'

/** Today's breaches on record, those that have ended too: a breach stays, whatever came after. */
export function BreachList({
  breaches,
  now,
  onOpen,
}: {
  breaches: readonly BreachRow[]
  now: number
  onOpen: (incidentId: string) => void
}) {
  const t = useT()
  if (breaches.length === 0) return <EmptyState title={t('supervise.breaches.none')} />
  return (
    <ul className="breaches" aria-label={t('supervise.breaches.title')}>
      {breaches.map((row) => {
        const key = `vocab.clock.${row.clock}`
        const lateMs = (row.endedAt ? toMs(row.endedAt) : now) - toMs(row.dueAt)
        return (
          <li key={`${row.incidentId}/${row.clockId}`}>
            <button type="button" onClick={() => onOpen(row.incidentId)}>
              <SeverityMark severity={row.severity} compact />
              <time dateTime={row.breachedAt} title={formatInstant(row.breachedAt)}>
                {formatTime(row.breachedAt)}
              </time>
              <span className="breaches__clock">{isMessageKey(key) ? t(key) : row.clock}</span>
              <span className="breaches__what">
                {row.no.slice(-4)} {row.summary ?? row.placeName ?? ''}
              </span>
              <span>{row.unitName ?? ''}</span>
              <span className={row.endedAt ? 'breaches__late' : 'breaches__late is-open'}>+{formatSpan(lateMs)}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
