import { useEffect, useState } from 'react'
import type { Dispatch } from '@liandong/shared/cases/incident/state.ts'
import { mayRetractArrival, RETRACT_MS } from '@liandong/shared/duty/arrival.ts'
import { toMs } from '@liandong/shared/time.ts'
import { formatTime } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { serverNow } from '../live/live.ts'
import { Button } from '../ui/Button.tsx'

/** The product said "arrived", nobody pressed anything: whoever only drove past says so while it can be taken back. */
export function FencedNotice({ dispatch, onNot }: { dispatch: Dispatch; onNot: () => void }) {
  const t = useT()
  useTurn(dispatch.fencedAt === undefined ? undefined : toMs(dispatch.fencedAt) + RETRACT_MS)
  if (dispatch.arrivalsRetracted && dispatch.arrivedAt === null)
    return <p className="duty-order__delay">{t('duty.fenced.over')}</p>
  if (mayRetractArrival(dispatch, { isUnit: true, at: serverNow() }) !== 'yes' || dispatch.arrivedAt === null)
    return null
  return (
    <section className="duty-fenced" role="status">
      <span>{t('duty.fenced.said', { time: formatTime(dispatch.arrivedAt) })}</span>
      <Button size="large" onClick={onNot}>
        {t('duty.fenced.not')}
      </Button>
    </section>
  )
}

/** Draws once more when that moment has come. */
function useTurn(at: number | undefined): void {
  const [, redraw] = useState(0)
  useEffect(() => {
    if (at === undefined) return undefined
    const timer = window.setTimeout(() => redraw((n) => n + 1), Math.max(0, at - serverNow()) + 50)
    return () => window.clearTimeout(timer)
  }, [at])
}
