import { toMs } from '@liandong/shared/time.ts'
import { formatAge, formatInstant } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'

/** "3 分钟前" with the exact instant on hover and focus. */
export function Age({ at, now }: { at: string; now: number }) {
  const t = useT()
  return (
    <time dateTime={at} title={formatInstant(at)}>
      {formatAge(t, now - toMs(at))}
    </time>
  )
}
