import type { TrackLine } from './track-line.ts'

/** What a page gives the map, and what the map tells the page. */
export type MapMode = 'desk' | 'wall'
export type MapWords = { minutes: (n: number) => string }
export type MapEvents = {
  onSelect: (id: string) => void
  onHover: (id: string | null) => void
  onUnit: (id: string) => void
  onLock: (locked: boolean, canGoBack: boolean) => void
  now: () => number
}
export type MapLooks = {
  heat: readonly { lat: number; lon: number }[]
  selectedId: string | null
  hoveredId: string | null
  alarmIds: readonly string[]
  /** 行踪: at the desk alone, and only when somebody has asked for them. */
  tracks: readonly TrackLine[]
}
