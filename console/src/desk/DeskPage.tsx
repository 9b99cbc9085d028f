import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import type { UnitSuggestion } from '@liandong/shared/wire/incident-detail.ts'
import { may } from '@liandong/shared/access/permissions.ts'
import { isActiveDispatch } from '@liandong/shared/cases/incident/lifecycle.ts'
import { useUser } from '../api/session-store.ts'
import { usePlace } from '../api/place-store.ts'
import { commandOf, isAllowed, type Act } from '../case/acts.ts'
import { CaseDialogs } from '../case/CaseDialogs.tsx'
import { IncidentPane } from '../case/IncidentPane.tsx'
import { SosBanner } from '../case/SosBanner.tsx'
import { turnsRound } from '../case/classify-turn.ts'
import { countDesk, tabOf, toQueues, type QueueTab } from '../case/queue-order.ts'
import { useCommand } from '../case/use-command.ts'
import { useIncidentDetail } from '../case/use-incident-detail.ts'
import { useT } from '../i18n/language.ts'
import { serverNow, useFeed } from '../live/live.ts'
import { MapView, type MapHandle } from '../map/MapView.tsx'
import { alarmsOf } from '../sound/alarms.ts'
import { SoundBanner } from '../sound/SoundControl.tsx'
import { useAlarmSound } from '../sound/use-alarm-sound.ts'
import { EmptyState, ErrorState, LoadingState, StaleNote } from '../ui/Panel.tsx'
import { showToast } from '../ui/toast-store.ts'
import { unansweredOrders } from '@liandong/shared/clocks/unanswered.ts'
import { CallTasks } from './CallTasks.tsx'
import { CommandBar, type CommandBarHandle } from './CommandBar.tsx'
import type { Order } from './command-line.ts'
import { needsDetail, useDeskKeys, type DeskKey } from './desk-keys.ts'
import { fitWidth, PANE_LIMITS, readLayout, writeLayout, type DeskLayout } from './desk-layout.ts'
import { DeskHeader } from './DeskHeader.tsx'
import { HelpOverlay } from './HelpOverlay.tsx'
import { NewAlertDialog } from './NewAlertDialog.tsx'
import { Queue } from './Queue.tsx'
import { SearchResults } from './SearchResults.tsx'
import { Splitter } from './Splitter.tsx'
import { useHeat } from './use-heat.ts'
import { useNewIds } from './use-new-ids.ts'
import { useTrack } from './use-track.ts'
import './desk.css'

type Opened =
  | { kind: 'act'; act: Act; dispatchId?: string }
  | { kind: 'help' }
  | { kind: 'newAlert' }
  | { kind: 'search'; words: string }
  | null

const NOBODY: readonly never[] = []

/** `/desk`: queue, map, incident, command bar. Keyboard first. */
/** Beside who is there already, instead of an order, or although not on duty. */
type SendAs = { support?: true; replaces?: string; evenOffDuty?: true; notify?: string[] }

export function DeskPage() {
  const t = useT()
  const user = useUser()
  const { board, problem, freshness, beat } = useFeed()
  const place = usePlace()
  const newIds = useNewIds()
  const heat = useHeat(user.role !== 'police')
  useAlarmSound()

  const [tab, setTab] = useState<QueueTab>('waiting')
  const [selectedId, setSelected] = useState<string | null>(null)
  const [hoveredId, setHovered] = useState<string | null>(null)
  const [opened, setOpened] = useState<Opened>(null)
  const [busyUnitId, setBusyUnit] = useState<string | null>(null)
  const [layout, setLayout] = useState<DeskLayout>(() => readLayout(user.id, localStorage))
  const map = useRef<MapHandle>(null)
  const bar = useRef<CommandBarHandle>(null)
  const ahead = useRef<{ id: string; key: DeskKey } | null>(null)

  const incidents = board?.incidents ?? NOBODY
  const units = board?.units ?? NOBODY
  const queues = useMemo(() => toQueues(incidents), [incidents])
  const counts = useMemo(() => countDesk(incidents), [incidents])
  const alarms = useMemo(() => alarmsOf(incidents), [incidents])
  const alarmIds = useMemo(
    () => [...new Set(alarms.filter((a) => a.alarm === 'new').map((a) => a.incidentId))],
    [alarms],
  )
  const byId = useMemo(() => new Map(incidents.map((incident) => [incident.id, incident])), [incidents])
  const inUrgency = useMemo(() => [...queues.waiting, ...queues.working, ...queues.watched], [queues])
  const unitName = useCallback((id: string) => units.find((unit) => unit.id === id)?.name, [units])

  const selected = selectedId === null ? undefined : byId.get(selectedId)
  const { detail, problem: detailProblem, isReading, read } = useIncidentDetail(selectedId, selected?.version ?? null)
  const runner = useCommand(selectedId, read)
  const track = useTrack(detail)
  const mayTrack = may(user.role, 'track.read')
  const ownAlarms = useMemo(
    () => alarms.filter((a) => a.incidentId === selectedId).map((a) => a.alarm),
    [alarms, selectedId],
  )

  const changeLayout = (change: Partial<DeskLayout>): void => {
    const next = { ...layout, ...change }
    setLayout(next)
    writeLayout(user.id, next, localStorage)
  }
  const open = useCallback(
    (id: string): void => {
      const incident = byId.get(id)
      if (incident) setTab(tabOf(incident))
      setSelected(id)
    },
    [byId],
  )
  const say = (what: string): void => showToast({ tone: 'problem', what })

  const send = async (unitId: string, name: string, as: SendAs = {}, incidentId = selectedId): Promise<void> => {
    setBusyUnit(unitId)
    await runner.run('dispatch', { unitId, ...as }, { about: name, ...(incidentId ? { incidentId } : {}) })
    setBusyUnit(null)
  }
  const sendSuggestion = (s: UnitSuggestion | undefined): void => {
    if (!detail) return
    if (!isAllowed(detail.commands, 'dispatch')) return say(t('desk.refused', { act: t('case.act.dispatch') }))
    if (!s) return say(t('case.send.none'))
    // somebody is on the way already: whether this one supports or replaces is a question, not a guess
    if (detail.dispatches.some(isActiveDispatch)) return setOpened({ kind: 'act', act: 'dispatch' })
    // for danger the department that has to end it is told by the same key; the pane says so above the list
    const told = detail.notify?.proposed?.organisationId
    const as: SendAs = {
      ...(s.phone === undefined ? {} : { evenOffDuty: true as const }),
      ...(told ? { notify: [told] } : {}),
    }
    void send(s.unitId, s.name, as)
  }
  const backup = (s: UnitSuggestion, replaces?: string): Promise<void> =>
    send(s.unitId, s.name, replaces === undefined ? { support: true } : { replaces })
  /** One key sends the best; where a backup is offered it goes besides the one that does not answer. */
  const sendBest = (): void => {
    const best = detail?.suggestions[0]
    const waiting = detail && unansweredOrders(detail).find((one) => one.isBackupOffered)
    if (best && waiting && isAllowed(detail.commands, 'dispatch')) return void backup(best)
    sendSuggestion(best)
  }
  const act = (name: Act): void => {
    if (!detail) return
    const offer = detail.commands.find((o) => o.name === commandOf(name))
    if (!offer?.allowed) return offer ? say(t('desk.refused', { act: t(`case.act.${name}`) })) : undefined
    runner.clear()
    if ((name === 'police' || name === 'nonPolice') && !turnsRound(detail.classification, name)) {
      void runner.run('classify', { police: name }, { about: t(`vocab.police.${name}`) })
    } else setOpened({ kind: 'act', act: name })
  }
  const radio = (name: Act, dispatchId: string): void => {
    runner.clear()
    if (name === 'acknowledge' || name === 'retractArrival') void runner.run(name, { dispatchId })
    else setOpened({ kind: 'act', act: name, dispatchId })
  }
  const hear = async (): Promise<void> => {
    for (const alarm of ownAlarms) await runner.run('attend', { alarm })
  }
  const move = (by: 1 | -1): void => {
    const list = queues[tab]
    const at = list.findIndex((incident) => incident.id === selectedId)
    const next = list[at < 0 ? 0 : Math.min(Math.max(at + by, 0), list.length - 1)]
    if (next) setSelected(next.id)
  }
  const onOrder = (order: Order): void => {
    if (order.kind === 'search') return setOpened(order)
    if (order.kind === 'newAlert') return setOpened(order)
    open(order.incidentId)
    if (order.kind === 'open') return
    if (order.act === 'dispatch' && order.unitId)
      return void send(order.unitId, unitName(order.unitId) ?? '', {}, order.incidentId)
    if (order.act === 'note' && order.text)
      return void runner.run('note', { text: order.text }, { incidentId: order.incidentId })
    if (order.incidentId === selectedId) return act(order.act)
    setOpened({ kind: 'act', act: order.act })
  }
  const onKey = (key: DeskKey): void => {
    // a quick hand is ahead of the wire: what needs the incident waits for it, and for no other
    if (selectedId !== null && !detail && needsDetail(key)) {
      ahead.current = { id: selectedId, key }
      return
    }
    ahead.current = null
    if (typeof key === 'object') return sendSuggestion(detail?.suggestions[key.send - 1])
    const does: Record<Exclude<DeskKey, object>, () => void> = {
      bar: () => bar.current?.open(),
      down: () => move(1),
      up: () => move(-1),
      open: () => {
        if (selectedId === null) move(1)
        document.getElementById('pane-title')?.focus()
        if (ownAlarms.includes('new')) void runner.run('attend', { alarm: 'new' })
      },
      dispatch: () => act('dispatch'),
      best: sendBest,
      police: () => act('police'),
      nonPolice: () => act('nonPolice'),
      ticket: () => act('issueTicket'),
      hear: () => void hear(),
      map: () => map.current?.focus(),
      track: () => (mayTrack ? track.toggle() : undefined),
      newAlert: () => setOpened({ kind: 'newAlert' }),
      help: () => setOpened({ kind: 'help' }),
    }
    does[key]()
  }
  useDeskKeys(onKey)
  const catchUp = useEffectEvent(() => {
    const waiting = ahead.current
    if (waiting && waiting.id === detail?.id) onKey(waiting.key)
  })
  useEffect(() => catchUp(), [detail?.id])

  const columns = `${layout.isQueueFolded ? 0 : layout.queue}px 7px minmax(0, 1fr) 7px ${layout.isIncidentFolded ? 0 : layout.incident}px`
  return (
    <div className="desk" data-freshness={freshness}>
      <DeskHeader user={user} board={board} beat={beat} counts={counts} selected={selected} />
      <SoundBanner />
      <SosBanner units={units} onOpen={open} />
      <main className="desk__panes" style={{ gridTemplateColumns: columns }}>
        <div className="desk__queue">
          {board === null ? (
            problem ? (
              <ErrorState problem={problem} title={t('live.load.failed')} />
            ) : (
              <LoadingState />
            )
          ) : null}
          {board !== null ? (
            <>
              {freshness === 'amber' || freshness === 'red' ? <StaleNote /> : null}
              {user.role === 'police' ? null : <CallTasks incidents={incidents} onOpen={open} />}
              <Queue
                queues={queues}
                tab={tab}
                onTab={setTab}
                {...{ selectedId, hoveredId, newIds }}
                onOpen={open}
                onHover={setHovered}
                emptyText={user.role === 'police' ? t('desk.empty.police') : t('desk.empty.text')}
              />
            </>
          ) : null}
        </div>
        <Splitter
          label={t('desk.split.queue')}
          value={layout.queue}
          {...PANE_LIMITS.queue}
          direction={1}
          onChange={(width) => changeLayout({ queue: fitWidth('queue', width), isQueueFolded: false })}
          onFold={() => changeLayout({ isQueueFolded: !layout.isQueueFolded })}
        />
        <section className="desk__map" aria-label={t('desk.map')}>
          <MapView
            ref={map}
            incidents={incidents}
            units={units}
            place={place}
            rotaGaps={board?.gaps ?? NOBODY}
            now={serverNow}
            {...{ selectedId, hoveredId, alarmIds, heat }}
            tracks={track.lines}
            trackOn={track.isOn}
            onTrack={mayTrack && detail && detail.dispatches.length > 0 ? track.toggle : undefined}
            onSelect={open}
            onHover={setHovered}
          />
        </section>
        <Splitter
          label={t('desk.split.incident')}
          value={layout.incident}
          {...PANE_LIMITS.incident}
          direction={-1}
          onChange={(width) => changeLayout({ incident: fitWidth('incident', width), isIncidentFolded: false })}
          onFold={() => changeLayout({ isIncidentFolded: !layout.isIncidentFolded })}
        />
        <aside className="desk__incident" aria-label={t('desk.pane.title')} aria-busy={isReading || undefined}>
          {selectedId === null ? <EmptyState title={t('desk.pane.none')}>{t('desk.pane.noneHint')}</EmptyState> : null}
          {selectedId !== null && !detail ? (
            detailProblem ? (
              <ErrorState problem={detailProblem} onRetry={read} />
            ) : (
              <LoadingState />
            )
          ) : null}
          {detail && detailProblem ? <StaleNote /> : null}
          {detail ? (
            <IncidentPane
              detail={detail}
              runner={runner}
              busyUnitId={busyUnitId}
              unitName={unitName}
              onAct={act}
              onRadio={radio}
              onSend={sendSuggestion}
              onBackup={(s, replaces) => void backup(s, replaces)}
              onHear={() => void hear()}
              onHover={setHovered}
              alarms={ownAlarms}
            />
          ) : null}
        </aside>
      </main>
      <CommandBar ref={bar} incidents={inUrgency} units={units} selectedId={selectedId} onOrder={onOrder} />
      {opened?.kind === 'act' && detail ? (
        <CaseDialogs
          act={opened.act}
          detail={detail}
          units={units}
          others={incidents}
          runner={runner}
          userId={user.id}
          dispatchId={opened.dispatchId}
          onClose={() => setOpened(null)}
        />
      ) : null}
      {opened?.kind === 'help' ? <HelpOverlay onClose={() => setOpened(null)} /> : null}
      {opened?.kind === 'newAlert' ? <NewAlertDialog onClose={() => setOpened(null)} /> : null}
      {opened?.kind === 'search' ? (
        <SearchResults
          words={opened.words}
          onClose={() => setOpened(null)}
          onOpen={(id) => {
            setOpened(null)
            open(id)
          }}
        />
      ) : null}
    </div>
  )
}
