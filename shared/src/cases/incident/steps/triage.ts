import type { Classification } from '../../../classify/classification.ts'
import type { DecidedEvent } from '../../../wire/log-event.ts'
import type { IncidentState, Place } from '../state.ts'

type Found = { classification: Classification; place: Place; location: IncidentState['location'] }

/**
 * 研判 by the product: where it is and what it is, with reasons. It never overrules a person, and of two severities,
 * the source's and its own, the graver one stands. What it leaves undecided stays `received` until a person decides.
 */
export function triage(state: IncidentState, found: Found): DecidedEvent[] {
  if (!state.live) return []
  const person = state.classifiedBy === 'person' ? state.classification : null
  const severity = Math.min(found.classification.severity, state.severity ?? 4) as Classification['severity']
  const classification = person ?? { ...found.classification, severity }
  const { area, centreId, gridId, confidence } = found.place
  const event: DecidedEvent = {
    type: person ? 'incident.located' : 'incident.triaged',
    data: {
      classification: { ...classification, reasons: [] },
      severity: classification.severity,
      place: { area, centreId, gridId, confidence, name: null },
    },
    personal: { classification, place: found.place, location: found.location ?? state.location },
  }
  return [event]
}
