import type { CommandName } from '@liandong/shared/cases/incident/lifecycle.ts'
import { isWorthRetrying, type Answer, type Problem } from '../api/answer.ts'

/** What a phone can say about an order. */
export type DutyCommand = Extract<
  CommandName,
  'deliver' | 'see' | 'acknowledge' | 'decline' | 'depart' | 'arrive' | 'report' | 'settle' | 'handback' | 'note'
>

export type OutboxItem = {
  /** The Idempotency-Key: made once, kept over every attempt and every reload. */
  key: string
  incidentId: string
  incidentNo: string
  dispatchId: string
  command: DutyCommand
  body: Record<string, unknown>
  /** When the button was pressed, by this phone's clock; `sentAt` of each attempt lets the server correct that clock. */
  occurredAt: string
}

export type RefusedItem = { item: OutboxItem; problem: Problem }

export type OutboxState = {
  waiting: readonly OutboxItem[]
  /** What the server did not take, until somebody has read why. */
  refused: readonly RefusedItem[]
}

export type OutboxWorld = {
  load: () => string | null
  save: (text: string) => void
  send: (item: OutboxItem, body: Record<string, unknown>) => Promise<Answer<unknown>>
  /** This phone's clock, ISO. */
  now: () => string
  newKey: () => string
  setTimer: (run: () => void, ms: number) => void
  onSent: (item: OutboxItem) => void
}

export type Outbox = {
  add: (item: Omit<OutboxItem, 'key' | 'occurredAt'>) => void
  dismiss: (key: string) => void
  /** The network is back: try at once. */
  nudge: () => void
  subscribe: (listener: () => void) => () => void
  getState: () => OutboxState
}

const RETRY_MS = [1_000, 2_000, 5_000, 10_000]

/** Receipts of the device: nobody pressed them, so nobody is told when they come too late. */
const SILENT: readonly DutyCommand[] = ['deliver', 'see']

/**
 * `createOutbox` keeps what was pressed until the server has it: written down before anything is sent, sent one after
 * the other in the order of pressing, through reloads and dead zones. A refusal takes its own item out and no other.
 */
export function createOutbox(world: OutboxWorld): Outbox {
  let state = read(world.load())
  let isSending = false
  let failures = 0
  const listeners = new Set<() => void>()

  const set = (next: OutboxState): void => {
    state = next
    world.save(JSON.stringify(state))
    for (const listener of listeners) listener()
  }

  const pump = async (): Promise<void> => {
    if (isSending) return
    isSending = true
    for (let item = state.waiting[0]; item !== undefined; item = state.waiting[0]) {
      const answer = await world.send(item, {
        ...item.body,
        dispatchId: item.dispatchId,
        occurredAt: item.occurredAt,
        sentAt: world.now(),
      })
      if (!answer.ok && (isWorthRetrying(answer.problem) || answer.problem.status === 401)) {
        world.setTimer(() => void pump(), RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)] as number)
        break
      }
      failures = 0
      settle(item, answer)
    }
    isSending = false
  }

  const settle = (item: OutboxItem, answer: Answer<unknown>): void => {
    const waiting = state.waiting.filter((other) => other.key !== item.key)
    const isDone = answer.ok || isOwnRepeat(answer.problem)
    const refused =
      isDone || SILENT.includes(item.command) ? state.refused : [...state.refused, { item, problem: answer.problem }]
    set({ waiting, refused })
    world.onSent(item)
  }

  return {
    add(item) {
      set({ ...state, waiting: [...state.waiting, { ...item, key: world.newKey(), occurredAt: world.now() }] })
      void pump()
    },
    dismiss: (key) => set({ ...state, refused: state.refused.filter((r) => r.item.key !== key) }),
    nudge: () => void pump(),
    subscribe: (listener) => (listeners.add(listener), () => listeners.delete(listener)),
    getState: () => state,
  }
}

/** The key is random and ours: a server that knows it with another `sentAt` has taken an earlier attempt of this item. */
const isOwnRepeat = (problem: Problem): boolean => problem.code === 'idempotencyMismatch'

function read(text: string | null): OutboxState {
  if (text === null) return { waiting: [], refused: [] }
  try {
    return JSON.parse(text) as OutboxState
  } catch {
    return { waiting: [], refused: [] }
  }
}
