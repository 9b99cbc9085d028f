import { useMemo, useState } from 'react'
import { useUser } from '../api/session-store.ts'
import type { Act } from '../case/acts.ts'
import { CaseDialogs } from '../case/CaseDialogs.tsx'
import { turnsRound } from '../case/classify-turn.ts'
import { IncidentPane } from '../case/IncidentPane.tsx'
import { useCommand } from '../case/use-command.ts'
import { useIncidentDetail } from '../case/use-incident-detail.ts'
import { formatClock } from '../i18n/format.ts'
import { useT } from '../i18n/language.ts'
import { FreshnessBadge } from '../live/FreshnessBadge.tsx'
import { useFeed, useServerNow } from '../live/live.ts'
import { alarmsOf } from '../sound/alarms.ts'
import { SoundBanner, SoundControl } from '../sound/SoundControl.tsx'
import { useAlarmSound } from '../sound/use-alarm-sound.ts'
import { AccountMenu } from '../ui/AccountMenu.tsx'
import { Button } from '../ui/Button.tsx'
import { Mark } from '../ui/Mark.tsx'
import { EmptyState, ErrorState, LoadingState, StaleNote } from '../ui/Panel.tsx'
import { BreachList } from './BreachList.tsx'
import { needsOf } from './needs.ts'
import { NeedRow, type NeedAct } from './NeedRow.tsx'
import { PaceNotice } from './PaceNotice.tsx'
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
  const needs = useMemo(() => needsOf(incidents, sources, now), [incidents, sources, now])
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
      <header className="supervise-head">
        <a href="/supervise" className="supervise-head__name">
          <Mark />
          <span>{t('app.name')}</span>
        </a>
        <h1>{t('supervise.title')}</h1>
        <FreshnessBadge />
        <span className="supervise-head__gap" />
        <SoundControl />
        <time className="supervise-head__clock" dateTime={new Date(now).toISOString()}>
          {formatClock(now)}
        </time>
        <AccountMenu user={user} />
      </header>
      <SoundBanner />
      <PaceNotice />
      <main className="supervise__panes">
        <section className="supervise__needs" aria-label={t('supervise.needs')}>
          <h2>
            {t('supervise.needs')} <b>{needs.length}</b>
          </h2>
          {freshness === 'amber' || freshness === 'red' ? <StaleNote /> : null}
          {board === null ? (
            problem ? (
              <ErrorState problem={problem} title={t('live.load.failed')} />
            ) : (
              <LoadingState />
            )
          ) : null}
          {board !== null && needs.length === 0 ? (
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
                  name === 'acknowledge'
                    ? void runner.run('acknowledge', { dispatchId })
                    : setAct({ act: name, dispatchId })
                }
                onSend={() => setAct({ act: 'dispatch' })}
                onBackup={() => undefined}
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
