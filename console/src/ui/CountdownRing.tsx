import type { Clock } from '@liandong/shared/clocks/clock.ts'
import { formatClock, formatInstant, formatSpan } from '../i18n/format.ts'
import { useT, type Translate } from '../i18n/language.ts'
import { isMessageKey } from '../i18n/messages.ts'
import './countdown-ring.css'
import { ringText, toRing, type Ring } from './ring.ts'

const RADIUS = 18
const CIRCUMFERENCE = 2 * Math.PI * RADIUS

/** A breach this fresh pulses; one that is only now scrolled into view does not. */
const PULSE_MS = 4_000

export type CountdownRingProps = {
  clock: Clock
  /** Server time, epoch ms. */
  now: number
  /** Any CSS length; on the wall in vmin. */
  size?: string
}

/** Time is drawn the same everywhere: a ring that empties, the minutes inside, red with a notch once breached. */
export function CountdownRing({ clock, now, size = '44px' }: CountdownRingProps) {
  const t = useT()
  const ring = toRing(clock, now)
  const text = ringText(ring)
  const fresh = ring.tone === 'breached' && ring.overMs < PULSE_MS
  return (
    <span
      className={`ring ring--${ring.tone}${fresh ? ' ring--fresh' : ''}`}
      style={{ width: size, height: size }}
      role="img"
      aria-label={ringWords(t, clock, ring)}
      title={`${ringWords(t, clock, ring)}\n${formatInstant(clock.dueAt)}`}
    >
      <svg viewBox="0 0 44 44" aria-hidden="true">
        <circle className="ring__track" cx="22" cy="22" r={RADIUS} />
        <circle
          className="ring__left"
          cx="22"
          cy="22"
          r={RADIUS}
          strokeDasharray={`${ring.fraction * CIRCUMFERENCE} ${CIRCUMFERENCE}`}
          transform="rotate(-90 22 22) scale(1 -1) translate(0 -44)"
        />
        {ring.tone === 'breached' || ring.tone === 'late' ? (
          <path className="ring__notch" d="M22 0 L27.5 10 L16.5 10 Z" />
        ) : null}
        <text className="ring__text" x="22" y="22.5" fontSize={text.length > 3 ? 12 : text.length === 3 ? 13.5 : 15.5}>
          {text}
        </text>
      </svg>
    </span>
  )
}

/** The same in words, for those who hear it and for hover. */
export function ringWords(t: Translate, clock: Clock, ring: Ring): string {
  const key = `vocab.clock.${clock.clock}`
  const name = isMessageKey(key) ? t(key) : clock.clock
  const params = { clock: name, span: formatSpan(ring.leftMs), at: formatClock(clock.dueAt) }
  if (ring.tone === 'calm') return t('ui.ring.remaining', params)
  return t(`ui.ring.${ring.tone}`, params)
}
