/** domain §4.3: a position older than this is drawn grey, with its age beside it. */
export const FRESH_FIX_MS = 60_000

export type FixAge = { fresh: boolean; ageMs: number | null }

/** A fix from the future (a phone's clock) counts as of now. */
export function fixAge(locationAt: string | null, nowMs: number): FixAge {
  if (locationAt === null) return { fresh: false, ageMs: null }
  const ageMs = Math.max(0, nowMs - Date.parse(locationAt))
  return { fresh: ageMs <= FRESH_FIX_MS, ageMs }
}

/** Short enough to stand under a head on the map: 42″, 3′, 2h. */
export function shortAge(ageMs: number): string {
  if (ageMs < 60_000) return `${Math.floor(ageMs / 1_000)}″`
  if (ageMs < 3_600_000) return `${Math.floor(ageMs / 60_000)}′`
  return `${Math.floor(ageMs / 3_600_000)}h`
}
