import type { IncidentCommand } from '@liandong/shared/cases/incident/commands.ts'
import { isActiveDispatch } from '@liandong/shared/cases/incident/lifecycle.ts'
import type { Dispatch, IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { MINUTE_MS, toMs } from '@liandong/shared/time.ts'
import type { Temperament } from './temperament.ts'
import { firstReport, handbackForm, settlement } from './what-they-say.ts'

/** What a virtual unit does next about one order: a command now, a way to go, or nothing yet. */
export type NextStep = { do: IncidentCommand } | { travel: true } | undefined

/** Without a position to travel to somebody asks around; that long after departing they are there. */
const SEARCH_MS = 4 * MINUTE_MS

/**
 * What the unit knows beside its order. `isThere` is null where nobody knows where the incident is; `withPerson` says
 * that somebody real has an order on it too, who is not to be sent home by a virtual colleague.
 */
export type Surroundings = { isThere: boolean | null; at: { lat: number; lon: number } | null; withPerson: boolean }

/** `nextStep` is the whole behaviour of a virtual unit: pure, from the order's own times alone. */
export function nextStep(
  incident: IncidentState,
  d: Dispatch,
  t: Temperament,
  around: Surroundings,
  now: number,
): NextStep {
  if (!isActiveDispatch(d)) return undefined
  const since = (iso: string) => now - toMs(iso)
  const own = { dispatchId: d.id }

  if (d.arrivedAt !== null) return onScene(incident, d, t, around.withPerson, now)
  if (d.departedAt !== null) return underWay(d, t, around, since(d.departedAt))
  if (d.acknowledgedAt !== null) {
    return since(d.acknowledgedAt) < t.departMs ? undefined : { do: { name: 'depart', body: own } }
  }
  const waited = since(d.issuedAt)
  if (waited >= t.acknowledgeMs) {
    if (t.declines !== null) return { do: { name: 'decline', body: { ...own, reason: t.declines } } }
    return { do: { name: 'acknowledge', body: own } }
  }
  if (d.seenAt === null && waited >= t.seeMs) return { do: { name: 'see', body: own } }
  if (d.deliveredAt === null && waited >= t.deliverMs) return { do: { name: 'deliver', body: own } }
  return undefined
}

function underWay(d: Dispatch, t: Temperament, around: Surroundings, onTheWayMs: number): NextStep {
  const own = { dispatchId: d.id }
  // held up at once: what is left of the way comes after
  if (onTheWayMs < t.stuckMs) {
    if (t.delayReason === null || d.delayReason !== null || onTheWayMs < 20_000) return undefined
    return { do: { name: 'note', body: { ...own, text: t.delayReason, delayReason: t.delayReason } } }
  }
  const isThere = around.isThere ?? onTheWayMs >= t.stuckMs + SEARCH_MS
  if (!isThere) return around.isThere === null ? undefined : { travel: true }
  const proof = around.isThere && around.at ? { location: { ...around.at, crs: 'wgs84' as const, accuracyM: 12 } } : {}
  return { do: { name: 'arrive', body: { ...own, ...proof } } }
}

function onScene(incident: IncidentState, d: Dispatch, t: Temperament, withPerson: boolean, now: number): NextStep {
  const own = { dispatchId: d.id }
  if (d.reportedAt === null) {
    if (now - toMs(d.arrivedAt as string) < t.reportMs) return undefined
    return { do: { name: 'report', body: { ...own, ...firstReport(incident, t.words, t.ending) } } }
  }
  // support stays until the lead unit ends the matter; the station ends what is the station's
  const isLead = d.lead || !incident.dispatches.some((other) => other.lead && isActiveDispatch(other))
  if (!isLead || withPerson || incident.stage === 'toPolice' || now - toMs(d.reportedAt) < t.endMs) return undefined
  if (incident.classification?.police === 'police') return undefined
  if (t.ending === 'settle') return { do: { name: 'settle', body: { ...own, text: settlement(t.words) } } }
  return { do: { name: 'handback', body: { ...own, ...handbackForm(incident, t.words) } } }
}
