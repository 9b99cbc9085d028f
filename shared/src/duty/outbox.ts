import type { CommandName } from '../cases/incident/lifecycle.ts'

/** What a phone can say about an order, and the one thing it can say without one. */
export type DutyCommand = Extract<
  CommandName,
  | 'deliver'
  | 'see'
  | 'acknowledge'
  | 'decline'
  | 'depart'
  | 'arrive'
  | 'retractArrival'
  | 'report'
  | 'settle'
  | 'handback'
  | 'note'
  | 'callBackup'
>

export type PhoneAct = DutyCommand | 'sos' | 'rollCall'

export type OutboxItem = {
  /** The Idempotency-Key: made once, kept over every attempt and every reload. */
  key: string
  /** Empty where it is about no case: SOS, and the answer to a roll-call. */
  incidentId: string
  incidentNo: string
  dispatchId: string
  command: PhoneAct
  body: Record<string, unknown>
  /** When the button was pressed, by this phone's clock; `sentAt` of each attempt lets the server correct that clock. */
  occurredAt: string
}

/** `P` is the problem the server gave, as the page reads problems. */
export type RefusedItem<P> = { item: OutboxItem; problem: P }

/** What came of an attempt: the server has it, it has to be tried again, or the server said no. */
export type Attempt<P> = 'taken' | 'later' | { refused: P }

export type Kept<P> = {
  waiting: readonly OutboxItem[]
  /** What the server did not take, until somebody has read why. */
  refused: readonly RefusedItem<P>[]
}

export type OutboxState<P> = Kept<P> & {
  /** False until what the phone kept from before has been read. */
  isRead: boolean
  /** The phone cannot keep anything (no room, private window): it would be gone with the page. */
  isUnsafe: boolean
}

/** What outlives the page, a closed browser and an empty battery. */
export type OutboxStore<P> = {
  read: () => Promise<Kept<P>>
  add: (item: OutboxItem) => Promise<void>
  refuse: (key: string, problem: P) => Promise<void>
  remove: (key: string) => Promise<void>
}

export type OutboxWorld<P> = {
  store: OutboxStore<P>
  send: (item: OutboxItem, body: Record<string, unknown>) => Promise<Attempt<P>>
  /** This phone's clock, ISO. */
  now: () => string
  newKey: () => string
  setTimer: (run: () => void, ms: number) => void
  onSent: (item: OutboxItem) => void
}

export type Outbox<P> = {
  add: (item: Omit<OutboxItem, 'key' | 'occurredAt'>) => void
  dismiss: (key: string) => void
  /** The network is back: try at once. */
  nudge: () => void
  subscribe: (listener: () => void) => () => void
  getState: () => OutboxState<P>
}

/** What waits for what: the acts on one case; a call for help waits for nothing, least of all for a roll-call. */
const laneOf = ({ incidentId, command }: Pick<OutboxItem, 'incidentId' | 'command'>): string =>
  incidentId === '' ? command : incidentId

const RETRY_MS = [1_000, 2_000, 5_000, 10_000]

/** Receipts of the device: nobody pressed them, so nobody is told when they come too late. */
const SILENT: readonly PhoneAct[] = ['deliver', 'see']

/**
 * `createOutbox` keeps what was pressed until the server has it: written down before anything is sent, sent in the order
 * of pressing within a case, through reloads and dead zones; one case never waits for another. A refusal takes its own
 * item out and no other.
 */
export function createOutbox<P>(world: OutboxWorld<P>): Outbox<P> {
  let state: OutboxState<P> = { waiting: [], refused: [], isRead: false, isUnsafe: false }
  const busy = new Set<string>()
  const failures = new Map<string, number>()
  /** One write after the other: what is taken out was put in before. */
  let written: Promise<void> = Promise.resolve()
  const listeners = new Set<() => void>()

  const set = (change: Partial<OutboxState<P>>): void => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const write = (run: (store: OutboxStore<P>) => Promise<void>): Promise<void> =>
    (written = written.then(() => run(world.store)).catch(() => set({ isUnsafe: true })))

  const first = (lane: string): OutboxItem | undefined => state.waiting.find((item) => laneOf(item) === lane)

  const pump = async (lane: string): Promise<void> => {
    if (busy.has(lane) || !state.isRead) return
    busy.add(lane)
    for (let item = first(lane); item !== undefined; item = first(lane)) {
      await written
      const attempt = await world.send(item, {
        ...item.body,
        ...(item.dispatchId === '' ? {} : { dispatchId: item.dispatchId }),
        occurredAt: item.occurredAt,
        sentAt: world.now(),
      })
      if (attempt === 'later') {
        const times = failures.get(lane) ?? 0
        failures.set(lane, times + 1)
        world.setTimer(() => void pump(lane), RETRY_MS[Math.min(times, RETRY_MS.length - 1)] as number)
        break
      }
      failures.delete(lane)
      settle(item, attempt)
    }
    busy.delete(lane)
  }
  const pumpAll = (): void => {
    for (const lane of new Set(state.waiting.map(laneOf))) void pump(lane)
  }

  const settle = (item: OutboxItem, attempt: 'taken' | { refused: P }): void => {
    const { key } = item
    const waiting = state.waiting.filter((other) => other.key !== key)
    if (attempt === 'taken' || SILENT.includes(item.command)) {
      set({ waiting })
      void write((store) => store.remove(key))
    } else {
      set({ waiting, refused: [...state.refused, { item, problem: attempt.refused }] })
      void write((store) => store.refuse(key, attempt.refused))
    }
    world.onSent(item)
  }

  void world.store
    .read()
    .then(
      ({ waiting, refused }) =>
        set({ waiting: [...waiting, ...state.waiting], refused: [...refused, ...state.refused], isRead: true }),
      () => set({ isRead: true, isUnsafe: true }),
    )
    .then(pumpAll)

  return {
    add(given) {
      const item = { ...given, key: world.newKey(), occurredAt: world.now() }
      set({ waiting: [...state.waiting, item] })
      void write((store) => store.add(item))
      void pump(laneOf(item))
    },
    dismiss(key) {
      set({ refused: state.refused.filter((r) => r.item.key !== key) })
      void write((store) => store.remove(key))
    },
    nudge: pumpAll,
    subscribe: (listener) => (listeners.add(listener), () => listeners.delete(listener)),
    getState: () => state,
  }
}
