import type { Attempt } from './outbox.ts'

/** A picture or a voice note on its way: what is known of it without its bytes. */
export type Parcel = {
  /** Made once by this phone; the server keeps it under the same id, so that a repeat is the same one. */
  id: string
  incidentId: string
  incidentNo: string
  dispatchId: string
  kind: 'photo' | 'voice'
  mediaType: string
  /** Bytes. */
  size: number
  /** When it was taken, by this phone's clock. */
  occurredAt: string
}

export type RefusedParcel<P> = { parcel: Parcel; problem: P }

export type ParcelState<P> = {
  waiting: readonly Parcel[]
  refused: readonly RefusedParcel<P>[]
  isRead: boolean
  /** The phone has no room for it: it would be gone with the page. */
  isUnsafe: boolean
}

/** `B` are the bytes: a Blob on a phone. */
export type ParcelStore<P, B> = {
  read: () => Promise<{ waiting: readonly Parcel[]; refused: readonly RefusedParcel<P>[] }>
  add: (parcel: Parcel, bytes: B) => Promise<void>
  bytes: (id: string) => Promise<B | undefined>
  /** The bytes of what was refused are of no more use, and go. */
  refuse: (id: string, problem: P) => Promise<void>
  remove: (id: string) => Promise<void>
}

export type ParcelWorld<P, B> = {
  store: ParcelStore<P, B>
  send: (parcel: Parcel, bytes: B) => Promise<Attempt<P>>
  /** Whether everything that was pressed about a case has gone: small things go before large ones. */
  mayGo: (incidentId: string) => boolean
  setTimer: (run: () => void, ms: number) => void
}

export type Parcels<P, B> = {
  add: (parcel: Parcel, bytes: B) => void
  dismiss: (id: string) => void
  /** The network is back, or an act has gone: try at once. */
  nudge: () => void
  subscribe: (listener: () => void) => () => void
  getState: () => ParcelState<P>
}

const RETRY_MS = [2_000, 5_000, 15_000, 30_000]

/**
 * `createParcels` keeps pictures and voice notes until the server has them: one after the other, each behind what was
 * pressed about its case, through reloads and dead zones. None holds another up: what is refused is told and taken out.
 */
export function createParcels<P, B>(world: ParcelWorld<P, B>): Parcels<P, B> {
  let state: ParcelState<P> = { waiting: [], refused: [], isRead: false, isUnsafe: false }
  /** What this page still holds in its own hands, should the phone not have kept it. */
  const held = new Map<string, B>()
  const listeners = new Set<() => void>()
  let written: Promise<void> = Promise.resolve()
  let isBusy = false
  let failures = 0

  const set = (change: Partial<ParcelState<P>>): void => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const write = (run: (store: ParcelStore<P, B>) => Promise<void>, done: () => void = () => undefined): void =>
    void (written = written.then(() => run(world.store)).then(done, () => set({ isUnsafe: true })))

  const without = (id: string): readonly Parcel[] => state.waiting.filter((other) => other.id !== id)
  const next = (): Parcel | undefined => state.waiting.find((parcel) => world.mayGo(parcel.incidentId))

  const attemptOf = async (parcel: Parcel): Promise<Attempt<P>> => {
    try {
      const bytes = held.get(parcel.id) ?? (await world.store.bytes(parcel.id))
      // another page of this phone has sent it
      return bytes === undefined ? 'taken' : await world.send(parcel, bytes)
    } catch {
      return 'later'
    }
  }

  const pump = async (): Promise<void> => {
    if (isBusy || !state.isRead) return
    isBusy = true
    for (let parcel = next(); parcel !== undefined; parcel = next()) {
      const { id } = parcel
      const attempt = await attemptOf(parcel)
      if (attempt === 'later') {
        world.setTimer(() => void pump(), RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)] as number)
        break
      }
      failures = 0
      held.delete(id)
      if (attempt === 'taken') {
        set({ waiting: without(id) })
        write((store) => store.remove(id))
      } else {
        set({ waiting: without(id), refused: [...state.refused, { parcel, problem: attempt.refused }] })
        write((store) => store.refuse(id, attempt.refused))
      }
    }
    isBusy = false
  }

  void world.store
    .read()
    .then(
      ({ waiting, refused }) =>
        set({ waiting: [...waiting, ...state.waiting], refused: [...refused, ...state.refused], isRead: true }),
      () => set({ isRead: true, isUnsafe: true }),
    )
    .then(pump)

  return {
    add(parcel, bytes) {
      held.set(parcel.id, bytes)
      set({ waiting: [...state.waiting, parcel] })
      // once it is on the disk the page lets go of it: ten photos are a lot of memory for a cheap phone
      write(
        (store) => store.add(parcel, bytes),
        () => void held.delete(parcel.id),
      )
      void pump()
    },
    dismiss(id) {
      set({ refused: state.refused.filter((one) => one.parcel.id !== id) })
      write((store) => store.remove(id))
    },
    nudge: () => void pump(),
    subscribe: (listener) => (listeners.add(listener), () => listeners.delete(listener)),
    getState: () => state,
  }
}
