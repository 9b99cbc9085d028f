import type { ReportNag } from '@liandong/shared/clocks/report-nag.ts'
import { formatSpan } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'

/** 催首报 (K5): stays over the order while it scrolls; the one big button below is what ends it. */
export function ReportNagBanner({ nag }: { nag: ReportNag }) {
  const t = useT()
  return (
    <section className={`duty-nag${nag.isLate ? ' duty-nag--late' : ''}`}>
      {/* said once a step; the running time beside it is not said every second */}
      <div role="alert">
        <h2>{t(nag.isLate ? 'duty.nag.late' : 'duty.nag.remind')}</h2>
      </div>
      <p>
        {t('duty.nag.since', { span: formatSpan(nag.sinceMs) })}
        {t('duty.nag.text')}
      </p>
    </section>
  )
}
