import type { GeoPoint } from '@liandong/shared/geo/point.ts'
import { toIso } from '@liandong/shared/time.ts'
import type { RecordedCall } from './formats/format.ts'

export type ReplayedAlert = {
  externalNo: string
  narrative: string
  reportedAt?: string
  address?: string
  location?: { lat: number; lon: number; crs: 'wgs84' }
  sourceCategory?: string
  severity?: 1 | 2 | 3 | 4
}

/**
 * `toAlert` is a recorded call as the platform would hand it over now: moved in time and place, otherwise with what it
 * has, dirt included. What the log lacks is left out; it is the intake's to say what is missing.
 */
export function toAlert(
  call: RecordedCall,
  move: (point: GeoPoint) => GeoPoint,
  now: number,
  prefix: string,
): ReplayedAlert {
  const rangBefore = call.reportedAt === null || call.enteredAt === null ? null : call.enteredAt - call.reportedAt
  return {
    externalNo: `${prefix}${call.externalNo}`,
    narrative: call.narrative,
    ...(rangBefore === null ? {} : { reportedAt: toIso(now - rangBefore) }),
    ...(call.address === null ? {} : { address: call.address }),
    ...(call.position === null ? {} : { location: { ...move(call.position), crs: 'wgs84' as const } }),
    ...(call.sourceCategory === null ? {} : { sourceCategory: call.sourceCategory }),
    ...(call.severity === null ? {} : { severity: call.severity }),
  }
}
