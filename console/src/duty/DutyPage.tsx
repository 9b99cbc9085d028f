import { useEffect, useMemo, useState } from 'react'
import { toMs } from '@liandong/shared/time.ts'
import { useUser } from '../api/session-store.ts'
import { formatAge } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { serverNow, useFeedPart } from '../live/live.ts'
import { speaker } from '../sound/watch-post.ts'
import { StaleNote } from '../ui/Panel.tsx'
import './duty.css'
import './duty-order.css'
import './duty-idle.css'
import './duty-sheets.css'
import './duty-roll.css'
import { loadAttachBar } from './attach/use-attach.tsx'
import { useParcels } from './attach/use-parcels.ts'
import { RefusedParcels } from './attach/RefusedParcels.tsx'
import { DutyFoot } from './DutyFoot.tsx'
import { EndedNotice, RefusedNotices } from './Notices.tsx'
import { IdleScreen } from './IdleScreen.tsx'
import { keepShell } from './keep-shell.ts'
import { OrderScreen } from './OrderScreen.tsx'
import { RollCallNotice } from './RollCallNotice.tsx'
import { SosButton } from './SosButton.tsx'
import { primaryAct, withWaiting, type Order } from './orders.ts'
import { useOrderRing } from './use-order-ring.ts'
import { useOrders } from './use-orders.ts'
import { useOutbox } from './use-outbox.ts'
import { arrivalBody, usePosition } from './use-position.ts'
import { useReceipts } from './use-receipts.ts'

/** One order, one thumb. */
export function DutyPage() {
  const t = useT()
  const { unitId } = useUser()
  const { outbox, state } = useOutbox()
  const { parcels, state: parcelState } = useParcels()
  const { orders, words, sla, storedAt, isKnown } = useOrders()
  const [chosen, setChosen] = useState<string | null>(null)
  const units = useFeedPart((s) => s.board?.units)
  const unit = units?.find((u) => u.id === unitId)
  const position = usePosition(unit?.onDuty ?? orders.length > 0)

  const mine = useMemo<Order[]>(
    () => orders.map((o) => ({ ...o, dispatch: withWaiting(o.dispatch, state.waiting) })),
    [orders, state.waiting],
  )
  // an order that waits to be closed or declined in the outbox is done as far as this phone can tell
  const open = mine.filter(
    (o) => !state.waiting.some((i) => i.dispatchId === o.dispatch.id && ENDS.includes(i.command)),
  )
  const shown = open.find((o) => o.dispatch.id === chosen) ?? open[0]

  useReceipts(
    orders,
    orders.find((o) => o.dispatch.id === shown?.dispatch.id),
    outbox,
    isKnown,
  )
  const call = useFeedPart((s) => s.board?.rollCall) ?? null
  const hasAnswered = state.waiting.some((item) => item.command === 'rollCall' && item.body.rollCallId === call?.id)
  const answeredAt = call && unitId ? call.answers[unitId]?.occurredAt : undefined
  const isAsked = call !== null && !hasAnswered && answeredAt === undefined
  useOrderRing(isAsked || open.some((o) => primaryAct(o.dispatch) === 'acknowledge'))
  useEffect(() => {
    // with what is loaded late: a recorder is of use in a cellar
    void loadAttachBar().then(keepShell, keepShell)
    // a press anywhere wakes the sound: nobody thinks of it in a stairwell
    const wake = (): void => void speaker.open()
    document.addEventListener('pointerdown', wake)
    return () => document.removeEventListener('pointerdown', wake)
  }, [])

  const sos =
    unitId === null ? null : (
      <SosButton
        sos={unit?.sos}
        isWaiting={state.waiting.some((item) => item.command === 'sos')}
        onCall={() =>
          outbox.add({
            incidentId: '',
            incidentNo: '',
            dispatchId: '',
            command: 'sos',
            body: arrivalBody(position.fix.current, Date.now()),
          })
        }
      />
    )
  return (
    <div className="duty">
      {storedAt === null ? null : (
        <StaleNote>{t('duty.stored.text', { age: formatAge(t, serverNow() - storedAt) })}</StaleNote>
      )}
      {shown && state.isRead ? (
        <OrderScreen
          key={shown.dispatch.id}
          order={shown}
          words={words[shown.incident.id]}
          sla={sla}
          waiting={state.waiting}
          outbox={outbox}
          parcels={parcels}
          fix={position.fix}
          others={open.length > 1 ? open : []}
          sos={sos}
          isOnDuty={unit?.onDuty ?? true}
          onChoose={setChosen}
        />
      ) : (
        <IdleScreen unit={unit} isKnown={isKnown && state.isRead} sos={sos} position={position} />
      )}
      {call && state.isRead ? (
        <RollCallNotice
          call={call}
          answeredAt={answeredAt}
          isWaiting={hasAnswered}
          onAnswer={() =>
            outbox.add({
              incidentId: '',
              incidentNo: '',
              dispatchId: '',
              command: 'rollCall',
              body: { rollCallId: call.id, ...arrivalBody(position.fix.current, Date.now()) },
            })
          }
        />
      ) : null}
      <RefusedNotices refused={state.refused} incidents={orders.map((o) => o.incident)} onRead={outbox.dismiss} />
      <RefusedParcels refused={parcelState.refused} onRead={parcels.dismiss} />
      <EndedNotice orders={orders} isKnown={isKnown} ownActs={state.waiting} />
      <DutyFoot
        waiting={state.waiting}
        oldestAt={state.waiting[0] ? toMs(state.waiting[0].occurredAt) : null}
        parcels={parcelState.waiting.length}
        isUnsafe={state.isUnsafe || parcelState.isUnsafe}
      />
    </div>
  )
}

const ENDS: readonly string[] = ['settle', 'handback', 'decline']
