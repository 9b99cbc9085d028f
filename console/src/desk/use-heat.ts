import { useEffect, useState } from 'react'
import { DAY_MS, HOUR_MS, toIso } from '@liandong/shared/time.ts'
import { api } from '../api/client.ts'
import { serverNow } from '../live/live.ts'

type At = { lat: number; lon: number }

/** A heat of more points than this shows nothing that this many do not. */
const MOST_PAGES = 10
const PAGE = 200

/** Where the last 24 hours happened; read when somebody first looks, then hourly: heat is no alarm. */
export function useHeat(isWanted: boolean): readonly At[] {
  const [points, setPoints] = useState<readonly At[]>([])
  useEffect(() => {
    if (!isWanted) return undefined
    let isGone = false
    const read = async (): Promise<void> => {
      const found: At[] = []
      let cursor: string | undefined
      for (let page = 0; page < MOST_PAGES; page++) {
        const answer = await api.incidents({
          from: toIso(serverNow() - DAY_MS),
          limit: PAGE,
          ...(cursor ? { cursor } : {}),
        })
        if (!answer.ok || isGone) return
        for (const incident of answer.value.items)
          if (incident.location && !incident.exercise) found.push(incident.location)
        if (answer.value.nextCursor === null) break
        cursor = answer.value.nextCursor
      }
      setPoints(found)
    }
    void read()
    const timer = window.setInterval(() => void read(), HOUR_MS)
    return () => {
      isGone = true
      window.clearInterval(timer)
    }
  }, [isWanted])
  return points
}
