/** Widths of the side panes, px, and which are folded away; the map takes what is left. */
export type DeskLayout = { queue: number; incident: number; isQueueFolded: boolean; isIncidentFolded: boolean }

/** look.md: queue 420, incident 500 on 1920. */
export const DEFAULT_LAYOUT: DeskLayout = { queue: 420, incident: 500, isQueueFolded: false, isIncidentFolded: false }

export const PANE_LIMITS = { queue: { min: 320, max: 760 }, incident: { min: 400, max: 860 } } as const

export const fitWidth = (pane: 'queue' | 'incident', width: number): number =>
  Math.round(Math.min(Math.max(width, PANE_LIMITS[pane].min), PANE_LIMITS[pane].max))

const keyOf = (userId: string): string => `liandong.desk.${userId}`

/** Each person's own layout on this device; what is damaged or of an older shape is left aside. */
export function readLayout(userId: string, store: Pick<Storage, 'getItem'>): DeskLayout {
  try {
    const held = JSON.parse(store.getItem(keyOf(userId)) ?? '{}') as Partial<DeskLayout>
    return {
      queue: typeof held.queue === 'number' ? fitWidth('queue', held.queue) : DEFAULT_LAYOUT.queue,
      incident: typeof held.incident === 'number' ? fitWidth('incident', held.incident) : DEFAULT_LAYOUT.incident,
      isQueueFolded: held.isQueueFolded === true,
      isIncidentFolded: held.isIncidentFolded === true,
    }
  } catch {
    return DEFAULT_LAYOUT
  }
}

export const writeLayout = (userId: string, layout: DeskLayout, store: Pick<Storage, 'setItem'>): void =>
  store.setItem(keyOf(userId), JSON.stringify(layout))
