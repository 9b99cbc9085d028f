import { newKey } from '../../api/command.ts'
import type { Parcels } from './use-parcels.ts'

/** A photo or a voice note that was taken and not yet sent off. */
export type Taken = { id: string; kind: 'photo' | 'voice'; bytes: Blob; takenAt: string }

/** More at once is a mistake, and a long evening on a thin network. */
export const MOST_AT_ONCE = 6

export const toTaken = (kind: Taken['kind'], bytes: Blob): Taken => ({
  id: newKey(),
  kind,
  bytes,
  takenAt: new Date().toISOString(),
})

/** Hands one over to be sent: it is kept from now on, whatever becomes of the page. */
export function sendTaken(
  parcels: Parcels,
  about: { incidentId: string; incidentNo: string; dispatchId: string },
  { id, kind, bytes, takenAt }: Taken,
): void {
  parcels.add({ ...about, id, kind, mediaType: bytes.type, size: bytes.size, occurredAt: takenAt }, bytes)
}
