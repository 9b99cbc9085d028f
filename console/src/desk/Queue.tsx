import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef } from 'react'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { CaseRow } from '../case/CaseRow.tsx'
import { QUEUE_TABS, type Queues, type QueueTab } from '../case/queue-order.ts'
import { useT } from '../i18n/language.ts'
import { useServerNow } from '../live/live.ts'
import { EmptyState } from '../ui/Panel.tsx'

export const ROW_PX = 68
const rowPx = (): number => ROW_PX

type Props = {
  queues: Queues
  tab: QueueTab
  onTab: (tab: QueueTab) => void
  selectedId: string | null
  hoveredId: string | null
  newIds: ReadonlySet<string>
  onOpen: (id: string) => void
  onHover: (id: string | null) => void
  /** What an empty list means for this person. */
  emptyText: string
}

/** The queue: three lists, worst first. Only the rows in sight exist, so fourteen thousand scroll like fourteen. */
export function Queue({ queues, tab, onTab, selectedId, hoveredId, newIds, onOpen, onHover, emptyText }: Props) {
  const t = useT()
  return (
    <section className="queue" aria-label={t('desk.queue.title')}>
      <div className="queue__tabs" role="tablist" aria-label={t('desk.queue.title')}>
        {QUEUE_TABS.map((id) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-selected={tab === id}
            aria-controls="queue-panel"
            tabIndex={tab === id ? 0 : -1}
            onClick={() => onTab(id)}
            onKeyDown={(event) => {
              const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
              if (step !== 0)
                onTab(QUEUE_TABS[(QUEUE_TABS.indexOf(tab) + step + QUEUE_TABS.length) % QUEUE_TABS.length] as QueueTab)
            }}
          >
            {t(`desk.tab.${id}`)} <b>{queues[id].length}</b>
          </button>
        ))}
      </div>
      <div id="queue-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} className="queue__panel">
        {queues[tab].length === 0 ? (
          <EmptyState title={t(`desk.empty.${tab}`)}>{emptyText}</EmptyState>
        ) : (
          <Rows key={tab} incidents={queues[tab]} {...{ selectedId, hoveredId, newIds, onOpen, onHover }} />
        )}
      </div>
    </section>
  )
}

type RowsProps = Pick<Props, 'selectedId' | 'hoveredId' | 'newIds' | 'onOpen' | 'onHover'> & {
  incidents: readonly IncidentState[]
}

function Rows({ incidents, selectedId, hoveredId, newIds, onOpen, onHover }: RowsProps) {
  const t = useT()
  const now = useServerNow()
  const scroller = useRef<HTMLDivElement>(null)
  // a new function here makes the library measure every row again: fourteen thousand a second
  const keyOf = useCallback((index: number) => incidents[index]?.id ?? index, [incidents])
  const virtual = useVirtualizer({
    count: incidents.length,
    getScrollElement: () => scroller.current,
    estimateSize: rowPx,
    getItemKey: keyOf,
    overscan: 6,
  })
  const selectedIndex = incidents.findIndex((incident) => incident.id === selectedId)
  useEffect(() => {
    if (selectedIndex >= 0) virtual.scrollToIndex(selectedIndex, { align: 'auto' })
    // only when somebody selects: a row that moves by itself does not drag the list along
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selectedId])
  return (
    <div
      ref={scroller}
      className="queue__scroll"
      role="listbox"
      tabIndex={0}
      aria-label={t('desk.queue.list', { n: incidents.length })}
      aria-activedescendant={selectedIndex >= 0 ? `row-${selectedId}` : undefined}
    >
      <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const incident = incidents[item.index]
          if (incident === undefined) return null
          return (
            <div
              key={item.key}
              id={`row-${incident.id}`}
              role="option"
              aria-selected={incident.id === selectedId}
              aria-posinset={item.index + 1}
              aria-setsize={incidents.length}
              className="queue__row"
              style={{ transform: `translateY(${item.start}px)` }}
              onClick={() => onOpen(incident.id)}
              onMouseEnter={() => onHover(incident.id)}
              onMouseLeave={() => onHover(null)}
            >
              <CaseRow
                incident={incident}
                now={now}
                isSelected={incident.id === selectedId}
                isHovered={incident.id === hoveredId}
                isNew={newIds.has(incident.id)}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}
