import { lazy, Suspense, type ReactNode } from 'react'
import type { BoardUnit } from '@liandong/shared/board/board.ts'
import { DELIVERED_DUTY, shiftAt } from '@liandong/shared/duty/duty-rules.ts'
import { useUser } from '../api/session-store.ts'
import { formatAge, formatClock, formatTime } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { loadWords } from '../i18n/messages.ts'
import { useFeedPart, useServerNow } from '../live/live.ts'
import { SoundControl } from '../sound/SoundControl.tsx'
import { AccountMenu } from '../ui/AccountMenu.tsx'
import { Button } from '../ui/Button.tsx'
import { DutyHeader } from './DutyHeader.tsx'
import { usePush } from '../ui/use-push.ts'
import type { PositionState } from './use-position.ts'

/** Not what a phone needs when an order comes: it is fetched beside it, with its words. */
const MyShift = lazy(async () => {
  const [module] = await Promise.all([import('./MyShift.tsx'), loadWords('rota')])
  return { default: module.MyShift }
})

type IdleScreenProps = {
  unit: BoardUnit | undefined
  isKnown: boolean
  sos: ReactNode
  position: { state: PositionState; allow: () => void }
}

/** No order: says so only when it knows so. */
export function IdleScreen({ unit, isKnown, sos, position }: IdleScreenProps) {
  const t = useT()
  const user = useUser()
  const now = useServerNow()
  const freshness = useFeedPart((s) => s.freshness)
  const heardAt = useFeedPart((s) => s.lastHeardServerAt)
  const turns = useFeedPart((s) => s.board?.turns) ?? DELIVERED_DUTY.content.turns
  const shift = shiftAt(turns, now)
  const isCertain = isKnown && (freshness === 'live' || freshness === 'starting')
  const title = !isCertain ? 'duty.idle.unknown' : unit?.onDuty === false ? 'duty.idle.offTitle' : 'duty.idle.title'
  const text = !isCertain ? 'duty.idle.unknownText' : unit?.onDuty === false ? 'duty.idle.offText' : 'duty.idle.text'
  return (
    <>
      <DutyHeader clock={undefined} isReported={false} sos={sos} />
      <main className="duty-idle">
        <p
          className={isCertain ? 'duty-idle__pulse' : 'duty-idle__pulse duty-idle__pulse--unsure'}
          aria-hidden="true"
        />
        <h1>{t(title)}</h1>
        <p>{user.unitId === null ? t('duty.idle.noUnit') : t(text)}</p>
        <dl>
          <div>
            <dt>{t('duty.idle.unit')}</dt>
            <dd>{unit?.name ?? user.name}</dd>
          </div>
          <div>
            <dt>{t('duty.idle.shift')}</dt>
            <dd>{t(`duty.shift.${shift.name}`, { from: formatTime(shift.fromAt), to: formatTime(shift.untilAt) })}</dd>
          </div>
          {unit ? (
            <div>
              <dt>{t('duty.idle.rota')}</dt>
              <dd>{t(unit.onDuty ? 'duty.rota.on' : 'duty.rota.off')}</dd>
            </div>
          ) : null}
          <div>
            <dt>{t('duty.idle.contact')}</dt>
            <dd>{heardAt === null ? '—' : `${formatClock(heardAt)} · ${formatAge(t, now - heardAt)}`}</dd>
          </div>
        </dl>
        <Position {...position} />
        {user.unitId === null || !isCertain ? null : (
          <Suspense fallback={null}>
            <MyShift unitId={user.unitId} />
          </Suspense>
        )}
        <Push />
      </main>
      <footer className="duty-idle__foot">
        <SoundControl fullScreen={false} />
        <AccountMenu user={user} />
      </footer>
    </>
  )
}

function Position({ state, allow }: { state: PositionState; allow: () => void }) {
  const t = useT()
  if (state === 'unsupported') return null
  if (state === 'off') {
    return (
      <div className="duty-idle__position">
        <Button size="large" onClick={allow}>
          {t('duty.position.off')}
        </Button>
        <small>{t('duty.position.offHint')}</small>
      </div>
    )
  }
  return <p className={`duty-idle__position duty-idle__position--${state}`}>{t(`duty.position.${state}`)}</p>
}

/** The order is to be heard with the page closed too. */
function Push() {
  const t = useT()
  const push = usePush('/duty')
  if (push.state === 'unsupported') return null
  if (push.state === 'off') {
    return (
      <div className="duty-idle__position">
        <Button size="large" onClick={push.allow}>
          {t('duty.push.off')}
        </Button>
        <small>{t('duty.push.offHint')}</small>
      </div>
    )
  }
  return (
    <p className={`duty-idle__position duty-idle__position--${push.state === 'on' ? 'on' : 'denied'}`}>
      {t(`duty.push.${push.state}`)}
    </p>
  )
}
