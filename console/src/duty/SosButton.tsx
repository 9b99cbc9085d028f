import { useEffect, useRef, useState } from 'react'
import type { Sos } from '@liandong/shared/duty/sos.ts'
import { formatTime } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'

/** Long enough that a pocket does not call, short enough for somebody who is being hit. */
const HOLD_MS = 1_000

/** SOS, held for a second; what has become of the call stands in its place until the room ends it. */
export function SosButton({
  sos,
  isWaiting,
  onCall,
}: {
  sos: Sos | null | undefined
  isWaiting: boolean
  onCall: () => void
}) {
  const t = useT()
  const timer = useRef(0)
  const [isHeld, setHeld] = useState(false)
  useEffect(() => () => window.clearTimeout(timer.current), [])
  const release = (): void => {
    window.clearTimeout(timer.current)
    setHeld(false)
  }
  const hold = (): void => {
    if (isHeld) return
    setHeld(true)
    timer.current = window.setTimeout(() => {
      setHeld(false)
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([300, 100, 300])
      onCall()
    }, HOLD_MS)
  }
  if (isWaiting || sos)
    return (
      <p className="duty-sos duty-sos--called" role="alert">
        {isWaiting
          ? t('duty.sos.waiting')
          : sos?.attendedAt
            ? t('duty.sos.heard', { time: formatTime(sos.attendedAt) })
            : t('duty.sos.called')}
      </p>
    )
  return (
    <button
      type="button"
      className={isHeld ? 'duty-sos duty-sos--held' : 'duty-sos'}
      onPointerDown={hold}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => (event.key === 'Enter' || event.key === ' ') && hold()}
      onKeyUp={release}
      onBlur={release}
    >
      {t('duty.sos.hold')}
    </button>
  )
}
