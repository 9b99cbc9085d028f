import { useCallback, useEffect, useRef, useState } from 'react'
import { DAY_MS, SHANGHAI_OFFSET_MS, toIso } from '@liandong/shared/time.ts'
import type { Problem } from '../api/answer.ts'
import { api, type BreachRow, type SegmentRow } from '../api/client.ts'
import { serverNow, useFeedEvents } from '../live/live.ts'
import { usePolled } from '../ui/use-polled.ts'

/** Midnight in Shanghai: today's record begins there. */
export const dayStartMs = (nowMs: number): number =>
  Math.floor((nowMs + SHANGHAI_OFFSET_MS) / DAY_MS) * DAY_MS - SHANGHAI_OFFSET_MS

const REFRESH_MS = 60_000
/** A burst of breaches is one reading. */
const SETTLE_MS = 400

export type DayRecord = {
  segments: readonly SegmentRow[] | null
  breaches: readonly BreachRow[] | null
  problem: Problem | null
  read: () => void
}

/** Today's segments and breaches; read again whenever a clock breaks or ends, and every minute. */
export function useDayRecord(): DayRecord {
  const [segments, setSegments] = useState<readonly SegmentRow[] | null>(null)
  const [breaches, setBreaches] = useState<readonly BreachRow[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const timer = useRef<number | undefined>(undefined)

  const read = useCallback(async () => {
    const from = toIso(dayStartMs(serverNow()))
    const [day, broken] = await Promise.all([api.segments({ from }), api.breaches({ from })])
    if (day.ok) setSegments(day.value.segments)
    if (broken.ok) setBreaches(broken.value.items)
    setProblem(day.ok ? (broken.ok ? null : broken.problem) : day.problem)
  }, [])

  useFeedEvents((events) => {
    if (
      !events.some(
        (event) => event.type.startsWith('clock.') && event.type !== 'clock.started' && event.type !== 'clock.warned',
      )
    )
      return
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => void read(), SETTLE_MS)
  })
  usePolled(read, REFRESH_MS)
  useEffect(() => () => window.clearTimeout(timer.current), [])
  return { segments, breaches, problem, read: () => void read() }
}
