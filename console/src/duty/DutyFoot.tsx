import { formatAge } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { useServerNow } from '../live/live.ts'
import type { OutboxItem } from './outbox.ts'

/** Only what a person pressed is counted: receipts of the device are its own business. */
const isPressed = (item: OutboxItem): boolean => item.command !== 'deliver' && item.command !== 'see'

/** `3 条待发`, for as long as it is true. */
export function DutyFoot({ waiting, oldestAt }: { waiting: readonly OutboxItem[]; oldestAt: number | null }) {
  const t = useT()
  const now = useServerNow()
  const n = waiting.filter(isPressed).length
  return (
    <p className={n === 0 ? 'duty-foot' : 'duty-foot duty-foot--waiting'} role="status">
      {n === 0 || oldestAt === null
        ? ''
        : `${t('duty.waiting.some', { n })} · ${formatAge(t, now - oldestAt)} · ${t('duty.waiting.hint')}`}
    </p>
  )
}
