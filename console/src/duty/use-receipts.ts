import { useEffect } from 'react'
import type { Outbox } from './use-outbox.ts'
import type { Order } from './orders.ts'

/** Sent already on this page: the event that says so may still be on its way. */
const given = new Set<string>()

/** D9: an order is delivered when it reaches the phone, and seen when it is on a screen that is lit. */
export function useReceipts(
  orders: readonly Order[],
  shown: Order | undefined,
  outbox: Outbox,
  isKnown: boolean,
): void {
  useEffect(() => {
    if (!isKnown) return undefined
    const give = (order: Order, command: 'deliver' | 'see'): void => {
      const mark = `${order.dispatch.id}/${command}`
      if (given.has(mark)) return
      given.add(mark)
      outbox.add({
        incidentId: order.incident.id,
        incidentNo: order.incident.no,
        dispatchId: order.dispatch.id,
        command,
        body: {},
      })
    }
    const look = (): void => {
      if (document.visibilityState === 'visible' && shown && shown.dispatch.seenAt === null) give(shown, 'see')
    }
    for (const order of orders) if (order.dispatch.deliveredAt === null) give(order, 'deliver')
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [orders, shown, outbox, isKnown])
}
