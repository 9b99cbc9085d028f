import type { RollCall } from '@liandong/shared/duty/roll-call.ts'
import { toMs } from '@liandong/shared/time.ts'
import { formatSpan, formatTime } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { useServerNow } from '../live/live.ts'
import { Button } from '../ui/Button.tsx'

type Props = { call: RollCall; answeredAt: string | undefined; isWaiting: boolean; onAnswer: () => void }

/** 点名: full width and one button until it is pressed; then one line that says that it was. */
export function RollCallNotice({ call, answeredAt, isWaiting, onAnswer }: Props) {
  const t = useT()
  const leftMs = toMs(call.dueAt) - useServerNow()
  if (answeredAt !== undefined || isWaiting)
    return (
      <p className="duty-roll duty-roll--answered" role="status">
        {answeredAt === undefined
          ? t('duty.rollCall.waiting')
          : t('duty.rollCall.answered', { time: formatTime(answeredAt) })}
      </p>
    )
  return (
    <section className="duty-roll" role="alertdialog" aria-label={t('duty.rollCall.title')}>
      <h2>{t('duty.rollCall.title')}</h2>
      <p>
        {call.scope === 'scene'
          ? t('duty.rollCall.scene', { no: (call.incidentNo ?? '').slice(-4) })
          : t('duty.rollCall.onDuty')}
      </p>
      <p className="duty-roll__left">
        {leftMs > 0 ? t('duty.rollCall.left', { span: formatSpan(leftMs) }) : t('duty.rollCall.over')}
      </p>
      <Button look="primary" size="thumb" onClick={onAnswer}>
        {t('duty.rollCall.here')}
      </Button>
    </section>
  )
}
