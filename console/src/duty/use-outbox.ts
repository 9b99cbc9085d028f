import { useSyncExternalStore } from 'react'
import * as shared from '@liandong/shared/duty/outbox.ts'
import { isWorthRetrying, type Answer, type Problem } from '../api/answer.ts'
import { newKey } from '../api/command.ts'
import { api } from '../api/client.ts'
import { rollCallApi } from '../api/roll-call.ts'
import { getSession, useUser } from '../api/session-store.ts'
import { feed } from '../live/live.ts'
import { useNudges } from './use-nudges.ts'
import { openOutboxStore } from './outbox-store.ts'

export type Outbox = shared.Outbox<Problem>
export type OutboxState = shared.OutboxState<Problem>
export type RefusedItem = shared.RefusedItem<Problem>

/** One outbox a person: on a shared phone nobody sends what another pressed. */
const outboxes = new Map<string, Outbox>()

/** Somebody who has been signed out signs in again and goes on; a key the server knows already has arrived before. */
export function toAttempt(answer: Answer<unknown>): shared.Attempt<Problem> {
  if (answer.ok || answer.problem.code === 'idempotencyMismatch') return 'taken'
  return isWorthRetrying(answer.problem) || answer.problem.status === 401 ? 'later' : { refused: answer.problem }
}

export function outboxOf(userId: string): Outbox {
  const known = outboxes.get(userId)
  if (known) return known
  const made = shared.createOutbox<Problem>({
    store: openOutboxStore(userId),
    send: async (item, body) => {
      const session = getSession()
      if (session.phase !== 'signedIn' || session.user.id !== userId) return 'later'
      if (item.command === 'sos') return toAttempt(await api.callSos(item.key, body))
      if (item.command === 'rollCall') {
        const { rollCallId, ...answer } = body as { rollCallId: string }
        return toAttempt(await rollCallApi.answer(rollCallId, answer))
      }
      // one attempt: this queue has its own patience
      return toAttempt(await api.command(item.incidentId, item.command, body as never, { key: item.key, attempts: 1 }))
    },
    now: () => new Date().toISOString(),
    newKey,
    setTimer: (run, ms) => void window.setTimeout(run, ms),
    // the event comes by the feed; where it does not, the state is read
    onSent: (item) => {
      if (item.incidentId !== '') feed.check(item.incidentId)
    },
  })
  outboxes.set(userId, made)
  return made
}

export function useOutbox(): { outbox: Outbox; state: OutboxState } {
  const outbox = outboxOf(useUser().id)
  const state = useSyncExternalStore(outbox.subscribe, outbox.getState)
  useNudges(outbox)
  return { outbox, state }
}
