import type { IncidentDetail, UnitSuggestion } from '@liandong/shared/wire/incident-detail.ts'
import { formatTime } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'
import './sos-banner.css'

/** 呼叫增援: who asks, for how many, and the next suitable one in one press. */
export function BackupNotice({
  detail,
  isBusy,
  unitName,
  onSend,
}: {
  detail: IncidentDetail
  isBusy: boolean
  unitName: (id: string) => string | undefined
  onSend: ((suggestion: UnitSuggestion) => void) | undefined
}) {
  const t = useT()
  const { backup } = detail
  if (!backup) return null
  const [best] = detail.suggestions
  return (
    <section className="sos__row sos__row--unheard" role="alert">
      <strong>
        {t('case.backup.title', { unit: unitName(backup.unitId) ?? '', n: backup.count, time: formatTime(backup.at) })}
      </strong>
      {best && onSend ? (
        <span className="sos__acts">
          <Button size="small" look="primary" isBusy={isBusy} onClick={() => onSend(best)}>
            {t('case.backup.send', { unit: best.name })}
          </Button>
        </span>
      ) : null}
    </section>
  )
}
