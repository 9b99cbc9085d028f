import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { Severity } from '@liandong/shared/classify/classification.ts'

/** What the map needs of an incident; small and flat because there may be twenty thousand. */
export type Pin = {
  id: string
  lat: number
  lon: number
  severity: Severity | 0
  /** Nobody is on it yet. */
  waiting: boolean
  exercise: boolean
  version: number
}

type Pinnable = Pick<IncidentState, 'id' | 'location' | 'severity' | 'stage' | 'exercise' | 'version'>

/** An incident without a position is in the queue alone: the map never invents a place. */
export function toPin(incident: Pinnable): Pin | undefined {
  if (!incident.location) return undefined
  return {
    id: incident.id,
    lat: incident.location.lat,
    lon: incident.location.lon,
    severity: incident.severity ?? 0,
    waiting: incident.stage === 'received' || incident.stage === 'triaged',
    exercise: incident.exercise,
    version: incident.version,
  }
}

/** Severity 1 is drawn last, so that it lies on top; those nobody has told apart lie under 1 and 2. */
export const PAINT_ORDER: readonly (Severity | 0)[] = [4, 3, 0, 2, 1]
