import { useSyncExternalStore } from 'react'
import * as shared from '@liandong/shared/duty/parcels.ts'
import { api } from '../../api/client.ts'
import type { Problem } from '../../api/answer.ts'
import { getSession, useUser } from '../../api/session-store.ts'
import { outboxOf, toAttempt } from '../use-outbox.ts'
import { useNudges } from '../use-nudges.ts'
import { openParcelStore } from './parcel-store.ts'

export type Parcels = shared.Parcels<Problem, Blob>
export type ParcelState = shared.ParcelState<Problem>
export type RefusedParcel = shared.RefusedParcel<Problem>

/** As the outbox: one a person, so that on a shared phone nobody sends what another took. */
const known = new Map<string, Parcels>()

function parcelsOf(userId: string): Parcels {
  const had = known.get(userId)
  if (had) return had
  const outbox = outboxOf(userId)
  const made = shared.createParcels<Problem, Blob>({
    store: openParcelStore(userId),
    send: async (parcel, bytes) => {
      const session = getSession()
      if (session.phase !== 'signedIn' || session.user.id !== userId) return 'later'
      return toAttempt(await api.attach(parcel, bytes, new Date().toISOString()))
    },
    mayGo: (incidentId) => {
      const { isRead, waiting } = outbox.getState()
      return isRead && !waiting.some((item) => item.incidentId === incidentId)
    },
    setTimer: (run, ms) => void window.setTimeout(run, ms),
  })
  // the last act of a case has gone: what hangs on it may follow
  outbox.subscribe(made.nudge)
  known.set(userId, made)
  return made
}

export function useParcels(): { parcels: Parcels; state: ParcelState } {
  const parcels = parcelsOf(useUser().id)
  const state = useSyncExternalStore(parcels.subscribe, parcels.getState)
  useNudges(parcels)
  return { parcels, state }
}
