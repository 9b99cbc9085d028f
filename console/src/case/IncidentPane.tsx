import type { IncidentDetail, UnitSuggestion } from '@liandong/shared/wire/incident-detail.ts'
import { useCategoryLabel } from '../api/category-store.ts'
import { ActionBar } from './ActionBar.tsx'
import { isAllowed, type Act } from './acts.ts'
import { AlertText } from './AlertText.tsx'
import { Attachments } from './Attachments.tsx'
import { ballOf, type NextAct } from './ball.ts'
import { flagWord, placeWords } from './CaseRow.tsx'
import { BackupNotice } from './BackupNotice.tsx'
import { ClockRow } from './ClockRow.tsx'
import { PoliceLead } from './PoliceLead.tsx'
import { OffDuty, Suggestions } from './Suggestions.tsx'
import { TicketDue } from './TicketDue.tsx'
import { lateReports } from '@liandong/shared/clocks/report-nag.ts'
import { unansweredOrders } from '@liandong/shared/clocks/unanswered.ts'
import { UnansweredOrder } from './UnansweredOrder.tsx'
import { Timeline } from './Timeline.tsx'
import type { CommandRunner } from './use-command.ts'
import { formatClock, formatDay } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { useServerNow } from '../live/live.ts'
import { Age } from '../ui/Age.tsx'
import { Button } from '../ui/Button.tsx'
import { SeverityMark } from '../ui/SeverityMark.tsx'
import { DepartmentNotices } from './DepartmentNotices.tsx'
import { NotifyNote } from './NotifyNote.tsx'
import { OrderList } from './OrderList.tsx'
import { vehicleWords } from './suggestion-words.ts'
import './incident-pane.css'

type Props = {
  detail: IncidentDetail
  runner: CommandRunner
  busyUnitId: string | null
  unitName: (id: string) => string | undefined
  onAct: (act: Act) => void
  onRadio: (act: Act, dispatchId: string) => void
  onSend: (suggestion: UnitSuggestion) => void
  /** One more: beside whoever is there, or instead of the order that nobody answers. Absent where nobody may send. */
  onBackup?: (suggestion: UnitSuggestion, replaces?: string) => void
  onHear: () => void
  onHover: (unitId: string | null) => void
  /** Alarms of this incident nobody has answered. */
  alarms: readonly string[]
}

/** The act the work waits for, drawn as the one to press. */
const NEXT: Partial<Record<NextAct, Act>> = {
  order: 'dispatch',
  ticket: 'issueTicket',
  visit: 'visit',
  close: 'close',
  settle: 'settle',
}

/** Everything about one incident on one pane, in the order a decision needs it. */
export function IncidentPane({
  detail,
  runner,
  busyUnitId,
  unitName,
  onAct,
  onRadio,
  onSend,
  onBackup,
  onHear,
  onHover,
  alarms,
}: Props) {
  const t = useT()
  // the lines of the timeline have words of categories in them
  useCategoryLabel()
  const now = useServerNow()
  const ball = ballOf(detail)
  const reasons = detail.classification?.reasons ?? []
  const canSend = isAllowed(detail.commands, 'dispatch')
  return (
    <>
      <Head detail={detail} onAct={onAct} />
      {alarms.length > 0 && isAllowed(detail.commands, 'attend') ? (
        <p className="pane__alarm" role="status">
          <span>{t('case.alarm.running', { n: alarms.length })}</span>
          <Button size="small" keyCap="h" isBusy={runner.busy === 'attend'} onClick={onHear}>
            {t('case.act.attend')}
          </Button>
        </p>
      ) : null}
      <BackupNotice
        detail={detail}
        isBusy={busyUnitId !== null}
        unitName={unitName}
        onSend={canSend ? onBackup : undefined}
      />
      {detail.cancelProposal ? (
        <p className="pane__notice">{t('case.cancel.waiting', { at: formatClock(detail.cancelProposal.at) })}</p>
      ) : null}
      <section className="pane__part" aria-label={t('case.pane.words')}>
        {detail.erasedAt ? (
          <p className="pane__notice">{t('case.erased', { at: formatDay(detail.erasedAt) })}</p>
        ) : null}
        {detail.alerts.map((alert, i) => (
          <AlertText key={alert.id} incident={detail} alert={alert} reasons={i === 0 ? reasons : []} />
        ))}
        {detail.alerts.length === 0 ? <p>{detail.summary ?? t('case.noSummary')}</p> : null}
      </section>
      <Where detail={detail} />
      <section className="pane__part">
        <ClockRow clocks={detail.clocks} now={now} />
        <p className="pane__ball">
          {t('case.pane.ball', { who: ball.name ?? t(`case.who.${ball.who}`), next: t(`case.next.${ball.next}`) })} ·{' '}
          <Age at={ball.since} now={now} />
        </p>
        {lateReports(detail).map(({ dispatch, isLate, clock }) => (
          <p key={dispatch.id} className={isLate ? 'pane__late' : 'pane__remind'} role="status">
            {t(isLate ? 'case.report.lateOf' : 'case.report.remindOf', { name: dispatch.unit.name })} ·{' '}
            <Age at={clock.startedAt} now={now} />
          </p>
        ))}
        <PoliceLead incident={detail} />
      </section>
      <section className="pane__part" aria-label={t('case.acts')}>
        <ActionBar offers={detail.commands} busy={runner.busy} onAct={onAct} next={NEXT[ball.next] ?? null} />
      </section>
      {detail.notices && detail.notices.length > 0 ? (
        <section className="pane__part">
          <DepartmentNotices detail={detail} runner={runner} />
        </section>
      ) : null}
      {detail.dispatches.length > 0 ? (
        <section className="pane__part">
          <OrderList
            dispatches={detail.dispatches}
            offers={detail.commands}
            isBusy={runner.busy !== null}
            onRadio={onRadio}
          />
          {isAllowed(detail.commands, 'call')
            ? unansweredOrders(detail).map((one) => (
                <UnansweredOrder
                  key={one.dispatch.id}
                  unanswered={one}
                  runner={runner}
                  next={detail.suggestions[0]}
                  onBackup={(unit, how) => onBackup?.(unit, how === 'replace' ? one.dispatch.id : undefined)}
                />
              ))
            : null}
        </section>
      ) : null}
      {(detail.attachments ?? []).length > 0 ? (
        <Attachments incidentId={detail.id} items={detail.attachments ?? []} />
      ) : null}
      {(detail.tickets ?? []).length > 0 ? (
        <section className="pane__part pane__tickets" aria-label={t('case.pane.tickets')}>
          {detail.tickets?.map((one) => (
            <p key={one.id}>
              <b>{t('case.ticket.line', { no: one.no, organisation: one.organisationName })}</b>{' '}
              <TicketDue dueAt={one.dueAt} isProvisional={one.dueProvisional === true} />
            </p>
          ))}
        </section>
      ) : null}
      {canSend ? (
        <section className="pane__part">
          <h3>
            {t('case.pane.suggestions')}
            {detail.vehicles ? <small className="pane__vehicles">{vehicleWords(detail.vehicles, t)}</small> : null}
          </h3>
          <NotifyNote detail={detail} />
          <Suggestions
            suggestions={detail.suggestions}
            isOpen={canSend}
            busyUnitId={busyUnitId}
            onSend={onSend}
            onHover={onHover}
          />
          <OffDuty units={detail.offDuty ?? []} isOpen={canSend} busyUnitId={busyUnitId} onSend={onSend} />
        </section>
      ) : null}
      <section className="pane__part">
        <h3>{t('case.pane.timeline')}</h3>
        <Timeline events={detail.events} notifications={detail.notifications} unitName={unitName} />
      </section>
    </>
  )
}

function Head({ detail, onAct }: { detail: IncidentDetail; onAct: (act: Act) => void }) {
  const t = useT()
  const labelOf = useCategoryLabel()
  const c = detail.classification
  return (
    <header className="pane__head">
      <h2 tabIndex={-1} id="pane-title">
        <span title={detail.no}>{detail.no.slice(-4)}</span>
        <SeverityMark severity={detail.severity} />
        {c ? (
          <span>
            {t(`vocab.police.${c.police}`)}
            {[c.category, c.subtype].filter(Boolean).map((code) => ` · ${labelOf(code as string)}`)}
          </span>
        ) : (
          <span>{t('case.classify.none.yet')}</span>
        )}
      </h2>
      <div className="pane__marks">
        {c ? (
          <span>
            {detail.classifiedBy === 'person'
              ? t('case.classify.byPerson')
              : t('case.classify.confidence', { n: c.confidence.toFixed(2) })}
          </span>
        ) : null}
        <b>{t(`vocab.stage.${detail.stage}`)}</b>
        {detail.exercise ? <b className="case-row__tag">{t('vocab.exercise')}</b> : null}
        {detail.flags.map((flag) => (
          <b key={flag} className="case-row__tag">
            {flagWord(t, flag)}
          </b>
        ))}
        {isAllowed(detail.commands, 'classify') ? (
          <Button size="small" look="quiet" onClick={() => onAct('reclassify')}>
            {t('case.act.reclassify')}
          </Button>
        ) : null}
      </div>
    </header>
  )
}

function Where({ detail }: { detail: IncidentDetail }) {
  const t = useT()
  const labelOf = useCategoryLabel()
  const { place } = detail
  return (
    <section className="pane__part pane__where" aria-label={t('case.pane.where')}>
      <p>
        <b>{placeWords(detail, t)}</b>
        {detail.address && detail.address !== place?.name ? <span>{detail.address}</span> : null}
        {detail.location === null ? <span className="pane__missing">{t('case.pane.noPosition')}</span> : null}
        {place?.area === 'outside' ? <span className="pane__missing">{t('case.pane.outside')}</span> : null}
        <span>{t(`vocab.channel.${detail.channel}`)}</span>
      </p>
      {detail.earlier.length > 0 ? (
        <details>
          <summary>{t('case.pane.earlier', { n: detail.earlier.length })}</summary>
          <ul>
            {detail.earlier.map((earlier) => (
              <li key={earlier.id}>
                {formatDay(earlier.reportedAt)} · {earlier.no.slice(-4)} ·{' '}
                {earlier.category === null ? '' : labelOf(earlier.category)}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}
