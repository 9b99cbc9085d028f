import { useMemo, useState } from 'react'
import { useUser } from '../api/session-store.ts'
import type { Act } from '../case/acts.ts'
import { CaseDialogs } from '../case/CaseDialogs.tsx'
import { turnsRound } from '../case/classify-turn.ts'
import { IncidentPane } from '../case/IncidentPane.tsx'
import { useCommand } from '../case/use-command.ts'
import { useIncidentDetail } from '../case/use-incident-detail.ts'
import { useT } from '../i18n/language.ts'
import { FreshnessBadge } from '../live/FreshnessBadge.tsx'
import { useFeed, useServerNow } from '../live/live.ts'
import { alarmsOf } from '../sound/alarms.ts'
import { SoundBanner, SoundControl } from '../sound/SoundControl.tsx'
import { useAlarmSound } from '../sound/use-alarm-sound.ts'
import { Button } from '../ui/Button.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { EmptyState, ErrorState, LoadingState, StaleNote } from '../ui/Panel.tsx'
import { BreachList } from './BreachList.tsx'
import { needsOf } from './needs.ts'
import { NeedRow, type NeedAct } from './NeedRow.tsx'
import { SosBanner } from '../case/SosBanner.tsx'
import { PaceNotice } from './PaceNotice.tsx'
import { RotaNotice } from './RotaNotice.tsx'
import { SegmentStrips } from './SegmentStrips.tsx'
import { useDayRecord } from './use-day-record.ts'
import './supervise.css'

const NOTHING: readonly never[] = []
/** More than this in one list is a flood; the rest is counted. */
const MOST_NEEDS = 200

/** `/supervise`: one list of what needs me, and the day it comes from. */
export function SupervisePage() {
  const t = useT()
  const user = useUser()
  const { board, problem, freshness } = useFeed()
  const now = useServerNow()
  const record = useDayRecord()
  useAlarmSound()
  const [selectedId, setSelected] = useState<string | null>(null)
  const [clock, setClock] = useState<string | null>(null)
  const [act, setAct] = useState<{ act: Act; dispatchId?: string; text?: string } | null>(null)

  const incidents = board?.incidents ?? NOTHING
  const sources = board?.sources ?? NOTHING
  const units = board?.units ?? NOTHING
  const notices = (board?.gaps?.length ?? 0) + (board?.unsignedTurn ? 1 : 0)
  const needs = useMemo(() => needsOf(incidents, sources, now, units), [incidents, sources, now, units])
  const alarms = useMemo(
    () => alarmsOf(incidents).flatMap((a) => (a.incidentId === selectedId ? [a.alarm] : [])),
    [incidents, selectedId],
  )
  const version = incidents.find((incident) => incident.id === selectedId)?.version ?? null
  const { detail, problem: detailProblem, read } = useIncidentDetail(selectedId, version)
  const runner = useCommand(selectedId, read)
  const breaches = (record.breaches ?? NOTHING).filter((row) => clock === null || row.clock === clock)

  const onNeed = (id: string | null, what: NeedAct): void => {
    runner.clear()
    setSelected(id)
    if (what === 'nudge') setAct({ act: 'note', text: t('supervise.nudge') })
    if (what === 'confirmCancel') setAct({ act: 'cancel' })
  }
  const onAct = (name: Act): void => {
    runner.clear()
    if ((name === 'police' || name === 'nonPolice') && detail && !turnsRound(detail.classification, name))
      void runner.run('classify', { police: name })
    else setAct({ act: name })
  }
  const hear = async (): Promise<void> => {
    for (const alarm of alarms) await runner.run('attend', { alarm })
  }

  return (
    <div className="supervise" data-freshness={freshness}>
      <PageHead user={user} href="/supervise" title={t('supervise.title')} now={now} status={<FreshnessBadge />}>
        <SoundControl />
      </PageHead>
      <SoundBanner />
      <PaceNotice />
      <SosBanner units={board?.units ?? []} />
      <main className="supervise__panes">
        <section className="supervise__needs" aria-label={t('supervise.needs')}>
          <h2>
            {t('supervise.needs')} <b>{needs.length + notices}</b>
          </h2>
          {freshness === 'amber' || freshness === 'red' ? <StaleNote /> : null}
          {board === null ? (
            problem ? (
              <ErrorState problem={problem} title={t('live.load.failed')} />
            ) : (
              <LoadingState />
            )
          ) : null}
          {board ? <RotaNotice board={board} /> : null}
          {board !== null && needs.length + notices === 0 ? (
            <EmptyState title={t('supervise.quiet')}>{t('supervise.quietText')}</EmptyState>
          ) : null}
          <ul className="needs">
            {needs.slice(0, MOST_NEEDS).map((need) => (
              <NeedRow
                key={need.key}
                need={need}
                now={now}
                isSelected={need.incident !== null && need.incident.id === selectedId}
                canConfirmCancel={user.role === 'leader' && need.incident?.cancelProposal?.by !== user.id}
                isBusy={runner.busy !== null && need.incident?.id === selectedId}
                onOpen={() => setSelected(need.incident?.id ?? null)}
                onAct={(what) => onNeed(need.incident?.id ?? null, what)}
              />
            ))}
          </ul>
          {needs.length > MOST_NEEDS ? (
            <p className="supervise__more">{t('supervise.more', { n: needs.length - MOST_NEEDS })}</p>
          ) : null}
        </section>
        <section className="supervise__day" aria-label={t('supervise.day')} tabIndex={0}>
          <h2>{t('supervise.day')}</h2>
          <div className="segments__head" aria-hidden="true">
            <span />
            <span />
            <span>P50</span>
            <span>P90</span>
            <span>{t('desk.count.breached')}</span>
            <span>{t('supervise.segment.count')}</span>
          </div>
          {record.segments ? (
            <SegmentStrips segments={record.segments} chosenClock={clock} onClock={setClock} />
          ) : record.problem ? (
            <ErrorState problem={record.problem} onRetry={record.read} />
          ) : (
            <LoadingState />
          )}
          {record.segments && record.problem ? <StaleNote /> : null}
          <h2>
            {clock === null
              ? t('supervise.breaches.title')
              : t('supervise.breaches.of', { clock: t(`vocab.clock.${clock as 'K1'}`) })}{' '}
            <b>{breaches.length}</b>
            {clock === null ? null : (
              <Button size="small" look="quiet" onClick={() => setClock(null)}>
                {t('supervise.breaches.all')}
              </Button>
            )}
          </h2>
          {record.breaches ? (
            <BreachList breaches={breaches} now={now} onOpen={setSelected} />
          ) : record.problem ? null : (
            <LoadingState />
          )}
        </section>
        {selectedId !== null ? (
          <aside className="supervise__case" aria-label={t('desk.pane.title')}>
            <Button size="small" look="quiet" onClick={() => setSelected(null)}>
              {t('supervise.closePane')}
            </Button>
            {!detail ? detailProblem ? <ErrorState problem={detailProblem} onRetry={read} /> : <LoadingState /> : null}
            {detail ? (
              <IncidentPane
                detail={detail}
                runner={runner}
                busyUnitId={null}
                unitName={(id) => units.find((unit) => unit.id === id)?.name}
                onAct={onAct}
                onRadio={(name, dispatchId) =>
                  name === 'acknowledge' || name === 'retractArrival'
                    ? void runner.run(name, { dispatchId })
                    : setAct({ act: name, dispatchId })
                }
                onSend={() => setAct({ act: 'dispatch' })}
                onHear={() => void hear()}
                onHover={() => undefined}
                alarms={alarms}
              />
            ) : null}
          </aside>
        ) : null}
      </main>
      {act && detail ? (
        <CaseDialogs
          act={act.act}
          detail={detail}
          units={units}
          others={incidents}
          runner={runner}
          userId={user.id}
          dispatchId={act.dispatchId}
          text={act.text}
          onClose={() => setAct(null)}
        />
      ) : null}
    </div>
  )
}
