import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { SlaBook } from '@liandong/shared/clocks/sla.ts'
import type { AlertView } from '@liandong/shared/wire/incident-detail.ts'

/** What a phone knew last, for a start without network: never an empty list where there was an order. */
export type StoredOrders = {
  savedAt: string
  incidents: IncidentState[]
  words: Record<string, OrderWords>
  /** Absent in what an earlier version stored. */
  sla?: SlaBook
}
/** What was said, verbatim, and what the room said with the order. */
export type OrderWords = { alerts: AlertView[]; content: string | null }

const NONE: StoredOrders = { savedAt: '', incidents: [], words: {} }
const paperOf = (userId: string): string => `liandong.orders.${userId}`

export function readStoredOrders(userId: string): StoredOrders {
  const text = localStorage.getItem(paperOf(userId))
  if (text === null) return NONE
  try {
    return JSON.parse(text) as StoredOrders
  } catch {
    return NONE
  }
}

/** Words of orders that are over leave with them: a phone keeps nobody's words longer than it must. */
export function storeOrders(
  userId: string,
  incidents: IncidentState[],
  words: Record<string, OrderWords>,
  sla: SlaBook,
): void {
  const kept = Object.fromEntries(Object.entries(words).filter(([id]) => incidents.some((i) => i.id === id)))
  const stored = { savedAt: new Date().toISOString(), incidents, words: kept, sla } satisfies StoredOrders
  localStorage.setItem(paperOf(userId), JSON.stringify(stored))
}
