import { useEffect, useState } from 'react'
import { formatAge } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import type { OutboxItem } from '@liandong/shared/duty/outbox.ts'

/** Only what a person pressed is counted: receipts of the device are its own business. */
const isPressed = (item: OutboxItem): boolean => item.command !== 'deliver' && item.command !== 'see'

/** `3 条待发`, for as long as it is true. */
export function DutyFoot({
  waiting,
  oldestAt,
  parcels,
  isUnsafe,
}: {
  waiting: readonly OutboxItem[]
  oldestAt: number | null
  /** Photos and voice notes that wait behind them. */
  parcels: number
  isUnsafe: boolean
}) {
  const t = useT()
  const now = useDeviceNow()
  const n = waiting.filter(isPressed).length
  const acts =
    n === 0 || oldestAt === null ? [] : [t('duty.waiting.some', { n }), formatAge(t, Math.max(now - oldestAt, 0))]
  const pictures = parcels === 0 ? [] : [t('duty.parcel.some', { n: parcels })]
  const hint = isUnsafe ? 'duty.waiting.unsafe' : acts.length > 0 ? 'duty.waiting.hint' : 'duty.parcel.hint'
  const waits = [...acts, ...pictures]
  return (
    <p className={waits.length === 0 ? 'duty-foot' : 'duty-foot duty-foot--waiting'} role="status">
      {waits.length === 0 ? '' : [...waits, t(hint)].join(' · ')}
    </p>
  )
}

/** What waits was stamped by this phone's own clock, which may be wrong by hours: its age is a matter of that clock. */
function useDeviceNow(): number {
  const [at, setAt] = useState(() => Date.now())
  useEffect(() => {
    const timer = window.setInterval(() => setAt(Date.now()), 1_000)
    return () => window.clearInterval(timer)
  }, [])
  return at
}
