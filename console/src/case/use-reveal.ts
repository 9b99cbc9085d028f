import { useEffect, useRef, useState } from 'react'
import { REVEALED_FOR_MS, type Revealed, type RevealField } from '@liandong/shared/access/reveal.ts'
import { api } from '../api/client.ts'
import type { Problem } from '../api/answer.ts'

export type Reveal = {
  /** The plain values while they may be seen: in this component's memory and nowhere else. */
  values: Revealed['values'] | null
  secondsLeft: number
  isBusy: boolean
  problem: Problem | null
  /** True when it is shown. */
  ask: (fields: readonly RevealField[], reason: string, again?: boolean) => Promise<boolean>
  hide: () => void
}

/**
 * `useReveal` asks for the plain values of one alert and forgets them after a minute, or as soon as what shows them is
 * gone. They are never stored: not on the phone, not for a second look.
 */
export function useReveal(incidentId: string, alertId: string | undefined): Reveal {
  const [shown, setShown] = useState<{ values: Revealed['values']; endsAt: number } | null>(null)
  const [now, setNow] = useState(() => performance.now())
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
    }
  }, [])
  useEffect(() => {
    if (shown === null) return undefined
    const tick = (): void => {
      setNow(performance.now())
      if (performance.now() >= shown.endsAt) setShown(null)
    }
    const timer = window.setInterval(tick, 1_000)
    return () => window.clearInterval(timer)
  }, [shown])

  return {
    values: shown?.values ?? null,
    secondsLeft: shown === null ? 0 : Math.max(0, Math.ceil((shown.endsAt - now) / 1_000)),
    isBusy,
    problem,
    hide: () => setShown(null),
    ask: async (fields, reason, again = false) => {
      setBusy(true)
      setProblem(null)
      const answer = await api.reveal(incidentId, {
        fields: [...fields],
        reason,
        ...(alertId ? { alertId } : {}),
        again,
      })
      if (isGone.current) return false
      setBusy(false)
      if (!answer.ok) {
        setProblem(answer.problem)
        return false
      }
      // the time this screen counts is its own: a wrong clock of the machine shows nothing longer
      setNow(performance.now())
      setShown({ values: answer.value.values, endsAt: performance.now() + REVEALED_FOR_MS })
      return true
    },
  }
}
