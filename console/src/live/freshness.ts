import { SECOND_MS } from '@liandong/shared/time.ts'

/** The server beats every 2 s. Ten seconds of silence is amber, thirty red (look.md; domain §4.4). */
export const AMBER_AFTER_MS = 10 * SECOND_MS
export const RED_AFTER_MS = 30 * SECOND_MS
/** A socket that looks open and says nothing for four beats is given up. */
export const SILENT_SOCKET_MS = 8 * SECOND_MS
/** A timer this late means that the tab was frozen or the machine asleep: nothing on screen is known to be true. */
export const FROZEN_AFTER_MS = 4 * SECOND_MS

export type Freshness = 'starting' | 'live' | 'amber' | 'red'

/**
 * `freshnessOf` knows one thing only: how long ago the server was heard. Why it fell silent (a clean close, a pulled
 * cable, a stopped server, a frozen tab) makes no difference to how old the picture is.
 */
export function freshnessOf(silentMs: number, everHeard: boolean, isSuspect: boolean): Freshness {
  if (silentMs >= RED_AFTER_MS) return 'red'
  if (silentMs >= AMBER_AFTER_MS || (isSuspect && everHeard)) return 'amber'
  return everHeard ? 'live' : 'starting'
}
