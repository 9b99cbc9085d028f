import { formatSeconds, formatSpan } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import './freshness-badge.css'
import { useFeedPart, useSilentMs } from './live.ts'

/** Always on screen: `● 实时 · 0.4 秒前`. */
export function FreshnessBadge() {
  const t = useT()
  const freshness = useFeedPart((s) => s.freshness)
  const silentMs = useSilentMs()
  const words =
    freshness === 'live'
      ? t('live.badge.live', { age: formatSeconds(t, silentMs) })
      : freshness === 'starting'
        ? t('live.badge.starting')
        : t('live.badge.silent', { age: formatSpan(silentMs) })
  return (
    <span className={`freshness freshness--${freshness}`}>
      <span className="freshness__dot" aria-hidden="true" />
      <span className="freshness__words" aria-hidden="true">
        {words}
      </span>
      <span className="visually-hidden" role="status">
        {t(`live.status.${freshness}`)}
      </span>
    </span>
  )
}
