import { isPossiblePoint, type GeoPoint } from '../geo/point.ts'
import { toMs } from '../time.ts'

/** A fix as a Traccar client or a vehicle tracker sends it. */
export type TrackerFix = { key: string; point: GeoPoint; accuracyM?: number; at?: number }
export type TrackerRead = { ok: true; fix: TrackerFix } | { ok: false; field: string }

const MOST_KEY = 200
/** Below this a number of the year is seconds: 1e11 ms are in 1973, 1e11 s in the year 5138. */
const SECONDS_BELOW = 1e11

const numberOf = (value: unknown): number | undefined => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string' || value.trim() === '') return undefined
  const read = Number(value)
  return Number.isFinite(read) ? read : undefined
}

function timeOf(value: unknown): number | undefined {
  const number = numberOf(value)
  const ms = number === undefined ? toMs(String(value)) : number < SECONDS_BELOW ? number * 1_000 : number
  // what a database and a date can hold
  return Number.isFinite(ms) && ms >= 0 && ms < 4e12 ? Math.round(ms) : undefined
}

/**
 * `readOsmand` reads the OsmAnd protocol: `id`, `lat`, `lon`, `timestamp` (seconds, milliseconds or ISO 8601), `accuracy`
 * as a query or a form, or the JSON of newer clients (`device_id`, `location.coords`). Whatever else is sent is left
 * alone. What cannot be a fix is refused by the name of the field.
 */
export function readOsmand(sent: Record<string, unknown>): TrackerRead {
  const location = asRecord(sent.location)
  const coords = asRecord(location?.coords)
  const key = sent.id ?? sent.deviceid ?? sent.device_id
  if (typeof key !== 'string' || key === '' || key.length > MOST_KEY) return { ok: false, field: 'id' }
  // some clients send "lat,lon" in one field
  const pair = typeof sent.location === 'string' ? sent.location.split(',') : []
  const lat = numberOf(sent.lat ?? coords?.latitude ?? pair[0])
  if (lat === undefined) return { ok: false, field: 'lat' }
  const lon = numberOf(sent.lon ?? coords?.longitude ?? pair[1])
  if (lon === undefined) return { ok: false, field: 'lon' }
  if (!isPossiblePoint({ lat, lon })) return { ok: false, field: Math.abs(lat) > 90 ? 'lat' : 'lon' }
  const accuracyM = numberOf(sent.accuracy ?? coords?.accuracy)
  if (accuracyM !== undefined && (accuracyM < 0 || accuracyM > 1e6)) return { ok: false, field: 'accuracy' }
  const time = sent.timestamp ?? location?.timestamp
  const at = time === undefined ? undefined : timeOf(time)
  if (time !== undefined && at === undefined) return { ok: false, field: 'timestamp' }
  return {
    ok: true,
    fix: {
      key,
      point: { lat, lon },
      ...(accuracyM === undefined ? {} : { accuracyM }),
      ...(at === undefined ? {} : { at }),
    },
  }
}

const asRecord = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
