import type { Dispatch } from '@liandong/shared/cases/incident/state.ts'
import type { UnitTrack } from '@liandong/shared/wire/track.ts'

export type TrackPoint = { lat: number; lon: number; at: number }
export type TrackMark = { what: 'depart' | 'arrive'; lat: number; lon: number }

/** One order's way on the map: where its unit was, oldest first, and where it departed and arrived. */
export type TrackLine = { id: string; name: string; points: readonly TrackPoint[]; marks: readonly TrackMark[] }

/** The faintest a line gets: its beginning is seen, and its end leads the eye. */
const FAINTEST = 0.25
/** Nothing heard for so long: the straight line across is no way that was walked. */
const GAP_MS = 5 * 60_000

/** `toTrackLines` puts the tracks of a case beside its orders; an order nothing was heard of has no line. */
export function toTrackLines(tracks: readonly UnitTrack[], dispatches: readonly Dispatch[]): TrackLine[] {
  return tracks.flatMap((track) => {
    const order = dispatches.find((d) => d.id === track.dispatchId)
    if (!order || track.points.length === 0) return []
    const points = track.points.map(({ lat, lon, at }) => ({ lat, lon, at: Date.parse(at) }))
    const mark = (what: TrackMark['what'], at: string | null): TrackMark[] => {
      const point = at === null ? undefined : pointAt(points, Date.parse(at))
      return point ? [{ what, lat: point.lat, lon: point.lon }] : []
    }
    const marks = [...mark('depart', order.departedAt), ...mark('arrive', order.arrivedAt)]
    return [{ id: track.dispatchId, name: order.unit.name, points, marks }]
  })
}

/** Where it was at a moment: the last fix until then; before the first one, that. */
const pointAt = (points: readonly TrackPoint[], at: number): TrackPoint | undefined =>
  points.findLast((point) => point.at <= at) ?? points[0]

/** How strong a fix of a line is drawn, 0.25 to 1: the newer, the stronger. */
export function strengthOf(line: Pick<TrackLine, 'points'>, at: number): number {
  const [first, last] = [line.points[0]?.at ?? at, line.points.at(-1)?.at ?? at]
  return last === first ? 1 : FAINTEST + ((1 - FAINTEST) * (at - first)) / (last - first)
}

export const isGap = (from: TrackPoint, to: TrackPoint): boolean => to.at - from.at > GAP_MS
