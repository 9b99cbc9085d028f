/**
 * Instants: ISO 8601 strings in UTC on the wire and in states, epoch milliseconds in arithmetic.
 * The only file of the rule book that may touch Date, and only to read and print a given instant.
 */
export const SECOND_MS = 1_000
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** Shanghai has been UTC+8 without summer time since 1991. */
export const SHANGHAI_OFFSET_MS = 8 * HOUR_MS

/** `toMs('2026-11-24T06:00:00Z')` is the epoch in milliseconds; NaN for what is no instant. */
export const toMs = (iso: string): number => Date.parse(iso)

/** `toIso` prints an instant in UTC with milliseconds, so that equal instants are equal strings. */
export const toIso = (ms: number): string => new Date(ms).toISOString()

const OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/

/** `parseInstant` accepts ISO 8601 with an offset alone; a time without one names no instant (contract.md). */
export function parseInstant(text: string): number | undefined {
  if (!OFFSET.test(text)) return undefined
  const ms = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))
  return Number.isNaN(ms) ? undefined : ms
}
