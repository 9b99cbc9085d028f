import type { ReactNode } from 'react'
import type { Clock } from '@liandong/shared/clocks/clock.ts'
import { formatSpan } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { useFeedPart, useServerNow, useSilentMs } from '../live/live.ts'
import { ringWords } from '../ui/CountdownRing.tsx'
import { toRing } from '../ui/ring.ts'

/** Counts down to 20:00 from the order, then to the first report; counts up once it is over. */
export function DutyHeader({
  clock,
  isReported,
  sos,
}: {
  clock: Clock | undefined
  isReported: boolean
  sos: ReactNode
}) {
  const t = useT()
  const now = useServerNow()
  const ring = clock ? toRing(clock, now) : undefined
  const isOpen = ring !== undefined && ['calm', 'warning', 'breached'].includes(ring.tone)
  const id = clock?.clock === 'K5' ? 'K5' : 'K4'
  return (
    <header className={`duty-head duty-head--${isOpen ? ring.tone : 'rest'}`}>
      <div className="duty-head__row">
        {isOpen && clock ? (
          <p className="duty-head__clock" role="timer" aria-label={ringWords(t, clock, ring)}>
            <span>{t(ring.tone === 'breached' ? `duty.over.${id}` : `duty.left.${id}`)}</span>
            <b>{formatSpan(ring.leftMs)}</b>
          </p>
        ) : (
          <p className="duty-head__clock">
            <span>{isReported ? t('duty.done.reported') : clock ? t('duty.done.arrived') : t('duty.title')}</span>
          </p>
        )}
        <OnlineDot />
        {sos}
      </div>
      {isOpen ? (
        <span className="duty-head__bar" aria-hidden="true">
          <span style={{ transform: `scaleX(${ring.fraction})` }} />
        </span>
      ) : null}
    </header>
  )
}

export function OnlineDot() {
  const t = useT()
  const freshness = useFeedPart((s) => s.freshness)
  const silentMs = useSilentMs(1_000)
  return (
    <span className={`duty-dot duty-dot--${freshness}`} role="status">
      <span aria-hidden="true" />
      {freshness === 'live'
        ? t('duty.online')
        : freshness === 'starting'
          ? t('duty.connecting')
          : t('duty.offline', { span: formatSpan(silentMs) })}
    </span>
  )
}
