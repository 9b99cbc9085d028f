import { useEffect, useSyncExternalStore } from 'react'
import { newKey } from '../api/command.ts'
import { api } from '../api/client.ts'
import { getSession, useUser } from '../api/session-store.ts'
import { feed } from '../live/live.ts'
import { createOutbox, type Outbox, type OutboxState } from './outbox.ts'

/** One outbox a person: on a shared phone nobody sends what another pressed. */
const outboxes = new Map<string, Outbox>()

export function outboxOf(userId: string): Outbox {
  const known = outboxes.get(userId)
  if (known) return known
  const paper = `liandong.outbox.${userId}`
  const made = createOutbox({
    load: () => localStorage.getItem(paper),
    save: (text) => localStorage.setItem(paper, text),
    send: async (item, body) => {
      const session = getSession()
      if (session.phase !== 'signedIn' || session.user.id !== userId)
        return { ok: false, problem: { code: 'notSignedIn', status: 401, facts: {} } }
      // one attempt: this queue has its own patience
      return api.command(item.incidentId, item.command, body as never, { key: item.key, attempts: 1 })
    },
    now: () => new Date().toISOString(),
    newKey,
    setTimer: (run, ms) => void window.setTimeout(run, ms),
    // the event comes by the feed; where it does not, the state is read
    onSent: (item) => feed.check(item.incidentId),
  })
  outboxes.set(userId, made)
  return made
}

export function useOutbox(): { outbox: Outbox; state: OutboxState } {
  const outbox = outboxOf(useUser().id)
  const state = useSyncExternalStore(outbox.subscribe, outbox.getState)
  useEffect(() => {
    const nudge = (): void => outbox.nudge()
    nudge()
    window.addEventListener('online', nudge)
    document.addEventListener('visibilitychange', nudge)
    return () => {
      window.removeEventListener('online', nudge)
      document.removeEventListener('visibilitychange', nudge)
    }
  }, [outbox])
  return { outbox, state }
}
