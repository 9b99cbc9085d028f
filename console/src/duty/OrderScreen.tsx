import { useEffect, useState, type ReactNode, type RefObject } from 'react'
import type { Dispatch } from '@liandong/shared/cases/incident/state.ts'
import { linkDueAt } from '@liandong/shared/clocks/policies/police-link.ts'
import type { SlaBook } from '@liandong/shared/clocks/sla.ts'
import { useCategoryLabel } from '../api/category-store.ts'
import { formatDay, formatTime } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { useServerNow } from '../live/live.ts'
import { Button } from '../ui/Button.tsx'
import { SeverityMark } from '../ui/SeverityMark.tsx'
import { DutyHeader } from './DutyHeader.tsx'
import { FencedNotice } from './FencedNotice.tsx'
import { ReportNagBanner } from './ReportNag.tsx'
import { useReportRing } from './use-order-ring.ts'
import { OrderLinks } from './OrderLinks.tsx'
import { BackupSheet, DeclineSheet, DelaySheet, HandbackSheet, ReportSheet, SettleSheet } from './sheets.tsx'
import { headerClock, mayDecline, primaryAct, STEPS, type Order, type PrimaryAct } from './orders.ts'
import { reportNag } from '@liandong/shared/clocks/report-nag.ts'
import type { DutyCommand, OutboxItem } from '@liandong/shared/duty/outbox.ts'
import { sendTaken, type Taken } from './attach/taken.ts'
import type { Parcels } from './attach/use-parcels.ts'
import type { Outbox } from './use-outbox.ts'
import type { OrderWords } from './stored-orders.ts'
import { arrivalBody, type Fix } from './use-position.ts'

type Sheet = 'backup' | 'report' | 'settle' | 'handback' | 'decline' | 'delay'

type OrderScreenProps = {
  order: Order
  words: OrderWords | undefined
  sla: SlaBook
  waiting: readonly OutboxItem[]
  outbox: Outbox
  parcels: Parcels
  fix: RefObject<Fix | null>
  others: readonly Order[]
  sos: ReactNode
  /** Off duty is silent: what is asked for is shown, and nothing rings. */
  isOnDuty: boolean
  onChoose: (dispatchId: string) => void
}

export function OrderScreen({
  order,
  words,
  sla,
  waiting,
  outbox,
  parcels,
  fix,
  others,
  sos,
  isOnDuty,
  onChoose,
}: OrderScreenProps) {
  const t = useT()
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const { incident, dispatch } = order
  const act = primaryAct(dispatch)
  const isResting = useRest(act)
  const about = { incidentId: incident.id, incidentNo: incident.no, dispatchId: dispatch.id }
  const clock = headerClock(incident, dispatch, sla)
  const nag = reportNag(clock, dispatch, useServerNow())
  useReportRing(isOnDuty ? (nag?.times ?? 0) : 0)
  const send = (command: DutyCommand, body: Record<string, unknown> = {}, files: readonly Taken[] = []): void => {
    outbox.add({ ...about, command, body })
    // behind the act, and never in its way
    for (const file of files) sendTaken(parcels, about, file)
    setSheet(null)
  }
  const close = (): void => setSheet(null)
  return (
    <>
      <DutyHeader clock={clock} isReported={dispatch.reportedAt !== null} sos={sos} />
      <main className="duty-order">
        <FencedNotice dispatch={dispatch} onNot={() => send('retractArrival')} />
        {nag ? <ReportNagBanner nag={nag} /> : null}
        {others.length > 0 ? <OrderTabs orders={others} shownId={dispatch.id} onChoose={onChoose} /> : null}
        <OrderText order={order} words={words} />
        <Steps dispatch={dispatch} waiting={waiting} />
      </main>
      <footer className="duty-acts">
        {act === 'finish' ? (
          <div className="duty-acts__two">
            <Button look="primary" size="thumb" onClick={() => setSheet('settle')}>
              {t('duty.act.settle')}
            </Button>
            <Button size="thumb" onClick={() => setSheet('handback')}>
              {t('duty.act.handback')}
            </Button>
          </div>
        ) : (
          <Button
            look="primary"
            size="thumb"
            disabled={isResting}
            onClick={() =>
              act === 'report'
                ? setSheet('report')
                : send(act, act === 'arrive' ? arrivalBody(fix.current, Date.now()) : {})
            }
          >
            {t(`duty.act.${act}`)}
          </Button>
        )}
        <div className="duty-acts__rest">
          {dispatch.departedAt !== null || dispatch.arrivedAt !== null ? (
            <Button size="large" onClick={() => setSheet('backup')}>
              {t('duty.backup.act')}
            </Button>
          ) : null}
          {dispatch.arrivedAt === null ? (
            <Button size="large" onClick={() => setSheet('delay')}>
              {t('duty.act.delay')}
            </Button>
          ) : null}
          {mayDecline(dispatch) ? (
            <Button size="large" onClick={() => setSheet('decline')}>
              {t('duty.act.decline')}
            </Button>
          ) : null}
          {act === 'finish' ? (
            <Button size="large" onClick={() => setSheet('report')}>
              {t('duty.act.again')}
            </Button>
          ) : null}
        </div>
      </footer>
      {sheet === 'report' ? (
        <ReportSheet onSend={(body, files) => send('report', body, files)} onClose={close} />
      ) : null}
      {sheet === 'settle' ? (
        <SettleSheet onSend={(body, files) => send('settle', body, files)} onClose={close} />
      ) : null}
      {sheet === 'handback' ? (
        <HandbackSheet onSend={(body, files) => send('handback', body, files)} onClose={close} />
      ) : null}
      {sheet === 'backup' ? <BackupSheet onSend={(body) => send('callBackup', body)} onClose={close} /> : null}
      {sheet === 'decline' ? <DeclineSheet onSend={(body) => send('decline', body)} onClose={close} /> : null}
      {sheet === 'delay' ? <DelaySheet onSend={(body) => send('note', body)} onClose={close} /> : null}
    </>
  )
}

/** The next act comes up under the same thumb: it takes no press yet, so that a double tap does one thing. */
const REST_MS = 700

function useRest(act: PrimaryAct): boolean {
  const [rested, setRested] = useState(act)
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(act), REST_MS)
    return () => window.clearTimeout(timer)
  }, [act])
  return rested !== act
}

/** Grave, what, where, and what was said: in that order. */
function OrderText({ order: { incident, dispatch }, words }: { order: Order; words: OrderWords | undefined }) {
  const t = useT()
  const labelOf = useCategoryLabel()
  const { classification } = incident
  const code = classification?.subtype ?? classification?.category
  const linkedUntil = linkDueAt(incident)
  return (
    <>
      <div className="duty-order__what">
        <SeverityMark severity={incident.severity} />
        <span>{code === undefined ? t('wall.card.noCategory') : labelOf(code)}</span>
        {incident.exercise ? <span className="duty-order__drill">{t('vocab.exercise')}</span> : null}
        <span className="duty-order__no">{incident.no}</span>
      </div>
      {incident.police ? (
        <p className="duty-order__lead">
          <b>{t('duty.police.lead')}</b>
          <span>
            {linkedUntil === undefined
              ? t('duty.police.support')
              : t('duty.police.until', { at: `${formatDay(linkedUntil).slice(5)} ${formatTime(linkedUntil)}` })}
          </span>
        </p>
      ) : null}
      <h1 className="duty-order__where">{incident.address ?? incident.place?.name ?? t('duty.noAddress')}</h1>
      <OrderLinks incident={incident} words={words} />
      {words?.content ? (
        <section className="duty-order__content">
          <h2>{t('duty.content')}</h2>
          <p>{words.content}</p>
        </section>
      ) : null}
      <section className="duty-order__said">
        <h2>{t('duty.narrative')}</h2>
        {words === undefined ? (
          <>
            <p>{incident.summary ?? ''}</p>
            <p className="duty-order__hint">{t('duty.narrative.loading')}</p>
          </>
        ) : (
          words.alerts.map((alert) => <p key={alert.id}>{alert.narrative}</p>)
        )}
      </section>
      {incident.backup ? (
        <p className="duty-order__delay">{t('duty.backup.called', { time: formatTime(incident.backup.at) })}</p>
      ) : null}
      {dispatch.delayReason ? (
        <p className="duty-order__delay">{t('duty.delayed', { reason: dispatch.delayReason })}</p>
      ) : null}
    </>
  )
}

/** The times of this order; what waits in the outbox says so. */
function Steps({ dispatch, waiting }: { dispatch: Dispatch; waiting: readonly OutboxItem[] }) {
  const t = useT()
  const isWaiting = (command: string): boolean =>
    waiting.some((i) => i.dispatchId === dispatch.id && i.command === command)
  return (
    <ol className="duty-steps">
      <li>
        {t('duty.step.issued')} <time dateTime={dispatch.issuedAt}>{formatTime(dispatch.issuedAt)}</time>
      </li>
      {STEPS.map(([command, field]) => {
        const at = dispatch[field]
        return at === null ? null : (
          <li key={command} className={isWaiting(command) ? 'duty-steps__waiting' : undefined}>
            {t(`duty.step.${command}`)} <time dateTime={at}>{formatTime(at)}</time>
            {isWaiting(command) ? <small>{t('duty.step.waiting')}</small> : null}
          </li>
        )
      })}
    </ol>
  )
}

function OrderTabs({
  orders,
  shownId,
  onChoose,
}: {
  orders: readonly Order[]
  shownId: string
  onChoose: (id: string) => void
}) {
  const t = useT()
  return (
    <div className="duty-tabs" role="group" aria-label={t('duty.orders')}>
      {orders.map((order, n) => (
        <button
          key={order.dispatch.id}
          type="button"
          aria-pressed={order.dispatch.id === shownId}
          onClick={() => onChoose(order.dispatch.id)}
        >
          <SeverityMark severity={order.incident.severity} compact />
          {t('duty.order', { n: n + 1 })}
        </button>
      ))}
    </div>
  )
}
