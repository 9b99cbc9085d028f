import { isActiveDispatch } from '@liandong/shared/cases/incident/lifecycle.ts'
import type { Dispatch } from '@liandong/shared/cases/incident/state.ts'
import type { ArrivalProof } from '@liandong/shared/duty/arrival.ts'
import type { CommandOffer } from '@liandong/shared/wire/incident-detail.ts'
import { isAllowed, type Act } from './acts.ts'
import { metreWords } from './suggestion-words.ts'
import { formatClock, formatTime } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { Button } from '../ui/Button.tsx'

type Props = {
  dispatches: readonly Dispatch[]
  offers: readonly CommandOffer[]
  isBusy: boolean
  onRadio: (act: Act, dispatchId: string) => void
}

/** The next thing a unit would say; the room enters it when it comes over the radio. */
function radioActs(d: Dispatch): readonly Act[] {
  if (!isActiveDispatch(d)) return []
  if (d.arrivedAt !== null && d.reportedAt !== null) return ['handback']
  if (d.arrivalProof === 'geofence') return ['report', 'handback', 'retractArrival']
  if (d.arrivedAt !== null) return ['report', 'handback']
  if (d.acknowledgedAt === null) return ['acknowledge', 'arrive', 'decline']
  return d.departedAt === null ? ['depart', 'arrive', 'decline'] : ['arrive']
}

/** The orders of an incident: who, how far, and the times of D9, with radio entries for a unit without a phone. */
export function OrderList({ dispatches, offers, isBusy, onRadio }: Props) {
  const t = useT()
  return (
    <ul className="orders" aria-label={t('case.orders')}>
      {dispatches.toReversed().map((d) => (
        <li key={d.id} className={isActiveDispatch(d) ? '' : 'is-over'}>
          <span className="orders__unit">
            {d.unit.name}
            {d.lead ? <small>{t('case.order.lead')}</small> : null}
          </span>
          <span className="orders__stage">{t(`vocab.dispatchStage.${d.stage}`)}</span>
          <span className="orders__times">
            {timesOf(d, t)}
            {d.arrivedAt !== null && d.arrivalProof !== null ? <ProofMark order={d} proof={d.arrivalProof} /> : null}
          </span>
          <span className="orders__receipts">
            {receiptsOf(d, t).map(([word, at]) => (
              <span key={word} className={at === null ? 'is-open' : ''}>
                {word} {at === null ? '—' : formatClock(at)}
              </span>
            ))}
          </span>
          <span className="orders__radio">
            {radioActs(d)
              .filter((act) => isAllowed(offers, act as 'report'))
              .map((act) => (
                <Button
                  key={act}
                  size="small"
                  look="quiet"
                  disabled={isBusy}
                  title={t('case.radio.note')}
                  onClick={() => onRadio(act, d.id)}
                >
                  {act === 'retractArrival'
                    ? t('case.order.retract')
                    : t('case.order.radio', { act: t(`case.act.${act}`) })}
                </Button>
              ))}
          </span>
          {d.arrivalsRetracted && d.arrivedAt === null ? (
            <span className="orders__why">{t('case.order.retracted')}</span>
          ) : null}
          {d.declineReason || d.delayReason ? (
            <span className="orders__why">{d.declineReason ?? d.delayReason}</span>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

/** The stronger the proof, the fuller the shape; the word says it too. */
const SHAPES: Record<ArrivalProof, string> = { gps: '●', geofence: '◉', button: '○', manual: '□' }

function ProofMark({ order, proof }: { order: Dispatch; proof: ArrivalProof }) {
  const t = useT()
  const isFar = proof === 'button' && order.arrivalDistanceM !== undefined
  return (
    <span className={`orders__proof${isFar ? ' is-far' : ''}`}>
      <span aria-hidden="true">{SHAPES[proof]}</span> {t(`vocab.arrivalProof.${proof}`)}
      {isFar ? t('case.order.away', { way: metreWords(order.arrivalDistanceM as number, t) }) : null}
    </span>
  )
}

/** D9: four times, each by itself; one that has not come yet is in sight as such. */
const receiptsOf = (d: Dispatch, t: ReturnType<typeof useT>): [string, string | null][] => [
  [t('case.receipt.issued'), d.issuedAt],
  [t('vocab.dispatchStage.delivered'), d.deliveredAt],
  [t('vocab.dispatchStage.seen'), d.seenAt],
  [t('vocab.dispatchStage.acknowledged'), d.acknowledgedAt],
]

function timesOf(d: Dispatch, t: ReturnType<typeof useT>): string {
  const times: [string, string | null][] = [
    [t('case.act.depart'), d.departedAt],
    [t('vocab.clock.K4'), d.arrivedAt],
    [t('vocab.clock.K5'), d.reportedAt],
  ]
  return times.flatMap(([word, at]) => (at ? [`${word} ${formatTime(at)}`] : [])).join('  ')
}
