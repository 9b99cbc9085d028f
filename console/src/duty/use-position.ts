import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { distanceM } from '@liandong/shared/geo/point.ts'
import { api } from '../api/client.ts'

export type Fix = { lat: number; lon: number; accuracyM: number; at: number }
export type PositionState = 'off' | 'on' | 'lost' | 'denied' | 'unsupported'

/** The map greys a fix after 60 s (domain §4.3): post well within that, or sooner when the person has moved. */
const POST_MS = 20_000
const SOONEST_MS = 5_000
const MOVED_M = 25
/** A fix this old is no proof of an arrival. */
const FRESH_MS = 60_000

/** Posts where the unit is while it is on duty and has said yes; a permission given before is used without asking. */
export function usePosition(isOnDuty: boolean): {
  state: PositionState
  allow: () => void
  fix: RefObject<Fix | null>
} {
  const [state, setState] = useState<PositionState>('geolocation' in navigator ? 'off' : 'unsupported')
  const [isAllowed, setAllowed] = useState(false)
  const fix = useRef<Fix | null>(null)

  useEffect(() => {
    void navigator.permissions?.query({ name: 'geolocation' }).then((permission) => {
      if (permission.state === 'granted') setAllowed(true)
      if (permission.state === 'denied') setState('denied')
    })
  }, [])

  useEffect(() => {
    if (!isAllowed || !isOnDuty || !('geolocation' in navigator)) return undefined
    let posted: Fix | undefined
    const post = (): void => {
      const here = fix.current
      if (here === null || Date.now() - here.at > FRESH_MS) return
      const quietMs = posted === undefined ? Infinity : Date.now() - posted.at
      if (quietMs < POST_MS && (quietMs < SOONEST_MS || posted === undefined || distanceM(posted, here) < MOVED_M))
        return
      posted = { ...here, at: Date.now() }
      // a lost position is not worth a queue: the next one is better
      void api.postPosition(
        { lat: here.lat, lon: here.lon, crs: 'wgs84', accuracyM: Math.round(here.accuracyM) },
        new Date(here.at).toISOString(),
      )
    }
    const watch = navigator.geolocation.watchPosition(
      ({ coords, timestamp }) => {
        fix.current = { lat: coords.latitude, lon: coords.longitude, accuracyM: coords.accuracy, at: timestamp }
        setState('on')
        post()
      },
      (error) => setState(error.code === error.PERMISSION_DENIED ? 'denied' : 'lost'),
      { enableHighAccuracy: true, maximumAge: 10_000 },
    )
    const timer = window.setInterval(post, POST_MS)
    return () => {
      navigator.geolocation.clearWatch(watch)
      window.clearInterval(timer)
    }
  }, [isAllowed, isOnDuty])

  return { state, allow: useCallback(() => setAllowed(true), []), fix }
}

/** The position that goes with an arrival, where it is fresh enough to prove something. */
export const arrivalBody = (fix: Fix | null, now: number): Record<string, unknown> =>
  fix === null || now - fix.at > FRESH_MS
    ? {}
    : { location: { lat: fix.lat, lon: fix.lon, crs: 'wgs84', accuracyM: Math.round(fix.accuracyM) } }
