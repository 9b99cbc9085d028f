import { distanceM, type GeoPoint } from '../geo/point.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS, toMs } from '../time.ts'

/** How an arrival is known, counted apart (domain.md §3.2): the strongest first. */
export const ARRIVAL_PROOFS = ['gps', 'geofence', 'button', 'manual'] as const
export type ArrivalProof = (typeof ARRIVAL_PROOFS)[number]

/** How near counts as there, unless an installation says otherwise (design). */
export const ARRIVAL_RADIUS_M = 150
/** A fix vaguer than this makes the radius no wider: else a phone that knows only its cell would be everywhere. */
const MOST_VAGUE_M = 100

export type Fix = GeoPoint & { accuracyM?: number | undefined }

/** `wayToScene` is how far a fix is from where the alert is, in whole metres, and whether that counts as there. */
export function wayToScene(fix: Fix, scene: GeoPoint, radiusM: number): { distanceM: number; isThere: boolean } {
  const metres = distanceM(fix, scene)
  return { distanceM: Math.round(metres), isThere: metres <= radiusM + Math.min(fix.accuracyM ?? 0, MOST_VAGUE_M) }
}

/** A tracker that stores while it has no signal sends old fixes; they tell where somebody was, not that they are there. */
const OLDEST_FIX_MS = HOUR_MS
/** Clocks of devices differ by seconds; a fix from further ahead is from a wrong clock. */
const CLOCKS_DIFFER_MS = 30 * SECOND_MS

/** `judgeFixAge` says whether a fix of a device that names its time may prove an arrival. */
export function judgeFixAge(at: number, now: number): 'fresh' | 'old' | 'ahead' {
  if (at > now + CLOCKS_DIFFER_MS) return 'ahead'
  return now - at > OLDEST_FIX_MS ? 'old' : 'fresh'
}

/** What is remembered of a unit on its way, between one fix and the next. */
export type FenceState = { dispatchId: string; insideSince: number | null; lastAt: number }

/** Two fixes in the circle that lie so far apart are no car that drives by. */
export const FENCE_STAY_MS = 5 * SECOND_MS

/**
 * `stepFence` follows a unit into the circle around its scene. It has arrived with the second fix inside, five seconds
 * or more after the first; the time of arrival is that of the first. One fix outside begins anew.
 */
export function stepFence(
  before: FenceState | undefined,
  { dispatchId, isThere, at }: { dispatchId: string; isThere: boolean; at: number },
): { state: FenceState; arrivedAt?: number } {
  const known = before?.dispatchId === dispatchId ? before : undefined
  // a fix that was overtaken by a newer one tells nothing new
  if (known && at < known.lastAt) return { state: known }
  if (!isThere) return { state: { dispatchId, insideSince: null, lastAt: at } }
  const insideSince = known?.insideSince ?? at
  const state = { dispatchId, insideSince, lastAt: at }
  return at - insideSince >= FENCE_STAY_MS ? { state, arrivedAt: insideSince } : { state }
}

/** So long after the product has said "arrived" may the unit itself say that it was not. */
export const RETRACT_MS = 5 * MINUTE_MS

type Arrival = { stage: string; arrivalProof: ArrivalProof | null; fencedAt?: string; reportedAt: string | null }

/**
 * `mayRetractArrival` says whether an arrival may be taken back: one that the circle gave alone, for nobody takes back
 * what a person has said; and never once something was reported from the scene.
 */
export function mayRetractArrival(
  { stage, arrivalProof, fencedAt, reportedAt }: Arrival,
  { isUnit, at }: { isUnit: boolean; at: number },
): 'yes' | 'notByCircle' | 'reported' | 'tooLate' {
  if (arrivalProof !== 'geofence' || fencedAt === undefined) return 'notByCircle'
  if (stage !== 'arrived' || reportedAt !== null) return 'reported'
  return isUnit && at - toMs(fencedAt) > RETRACT_MS ? 'tooLate' : 'yes'
}
