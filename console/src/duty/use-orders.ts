import { useEffect, useMemo, useState } from 'react'
import type { SlaBook } from '@liandong/shared/clocks/sla.ts'
import { toMs } from '@liandong/shared/time.ts'
import { api } from '../api/client.ts'
import { useUser } from '../api/session-store.ts'
import { feed, useFeedPart } from '../live/live.ts'
import { ordersOf, type Order } from './orders.ts'
import { readStoredOrders, storeOrders, type OrderWords } from './stored-orders.ts'

/** An order that ended without word (a lost event) must not send anybody out: the state is read again this often. */
const CHECK_MS = 60_000
const WORDS_RETRY_MS = 5_000
/** Nothing is known yet: the rule book as delivered. */
const NO_SLA: SlaBook = []

export type MyOrders = {
  orders: readonly Order[]
  words: Record<string, OrderWords>
  /** The targets a clock that starts here falls under. */
  sla: SlaBook
  /** Set while the board has not been read: when the stored orders were true (epoch ms). */
  storedAt: number | null
  isKnown: boolean
}

/** The orders of the signed-in unit: from the board, or from the last time there was one. */
export function useOrders(): MyOrders {
  const user = useUser()
  const board = useFeedPart((s) => s.board)
  const [stored] = useState(() => readStoredOrders(user.id))
  const [words, setWords] = useState(stored.words)
  const orders = useMemo(
    () => ordersOf(board?.incidents ?? stored.incidents, user.unitId),
    [board?.incidents, stored, user.unitId],
  )
  const ids = orders.map((o) => o.incident.id).join()
  const isLive = board !== null
  const sla = board?.sla ?? stored.sla ?? NO_SLA

  useEffect(() => {
    if (!isLive) return undefined
    let isGone = false
    const read = async (id: string): Promise<void> => {
      const answer = await api.incident(id)
      if (isGone) return
      if (answer.ok) {
        const ordered = answer.value.events.findLast(
          (e) => e.type === 'incident.dispatched' && e.data.unitId === user.unitId,
        )
        const content = typeof ordered?.data.content === 'string' ? ordered.data.content : null
        setWords((known) => ({ ...known, [id]: { alerts: answer.value.alerts, content } }))
      } else if (answer.problem.status !== 404) window.setTimeout(() => !isGone && void read(id), WORDS_RETRY_MS)
    }
    for (const id of ids === '' ? [] : ids.split(',')) void read(id)
    return () => {
      isGone = true
    }
  }, [ids, isLive, user.unitId])

  useEffect(() => {
    if (isLive)
      storeOrders(
        user.id,
        orders.map((o) => o.incident),
        words,
        sla,
      )
  }, [isLive, orders, words, sla, user.id])

  useEffect(() => {
    const check = (): void => {
      if (ids !== '' && document.visibilityState === 'visible') for (const id of ids.split(',')) feed.check(id)
    }
    const timer = window.setInterval(check, CHECK_MS)
    document.addEventListener('visibilitychange', check)
    return () => {
      window.clearInterval(timer)
      document.removeEventListener('visibilitychange', check)
    }
  }, [ids])

  const storedAt = isLive || stored.savedAt === '' ? null : toMs(stored.savedAt)
  return { orders, words, sla, storedAt, isKnown: isLive }
}
