import { toMs } from '@liandong/shared/time.ts'
import type { CentreToday } from '@liandong/shared/wire/centre.ts'
import { useCategoryLabel } from '../api/category-store.ts'
import { formatAge, formatTime } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { SeverityMark } from '../ui/SeverityMark.tsx'

/** What came in of this place today, the newest first. Who is shown no case is told so. */
export function CentreCases({ cases, now }: { cases: CentreToday['cases']; now: number }) {
  const t = useT()
  const categoryLabel = useCategoryLabel()
  return (
    <section className="centre__cases">
      <h3>{cases === null ? t('centres.cases') : t('centres.cases.count', { n: cases.total })}</h3>
      {cases === null ? <p className="centre__nobody">{t('centres.cases.notYours')}</p> : null}
      {cases?.items.length === 0 ? <p className="centre__nobody">{t('centres.cases.none')}</p> : null}
      <ul>
        {cases?.items.map((one) => {
          const kind = one.classification?.subtype ?? one.classification?.category
          return (
            <li key={one.id} className="centre-case">
              <SeverityMark severity={one.severity} compact />
              <span className="centre-case__words">
                <span className="centre-case__summary">{one.summary ?? t('centres.cases.noSummary')}</span>
                <span className="centre-case__where">
                  {[one.no.slice(-4), one.place?.name ?? one.address, kind ? categoryLabel(kind) : null]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <span className="centre-case__state">
                <span>{t(`vocab.stage.${one.stage}`)}</span>
                <time dateTime={one.receivedAt} title={formatTime(one.receivedAt)}>
                  {formatAge(t, now - toMs(one.receivedAt))}
                </time>
              </span>
            </li>
          )
        })}
      </ul>
      {cases !== null && cases.total > cases.items.length ? (
        <p className="centre__more">{t('centres.cases.more', { n: cases.total - cases.items.length })}</p>
      ) : null}
    </section>
  )
}
