import { useCallback, useEffect, useRef, useState } from 'react'
import type { IncidentDetail } from '@liandong/shared/wire/incident-detail.ts'
import type { Problem } from '../api/answer.ts'
import { api } from '../api/client.ts'

export type DetailState = {
  detail: IncidentDetail | null
  problem: Problem | null
  isReading: boolean
  /** Reads again now: after an error, after a command. */
  read: () => void
}

/** A burst of events on one incident is one reading. */
const SETTLE_MS = 120

/**
 * `useIncidentDetail` reads one incident and reads it again whenever the board says it has moved on (`version`). What
 * was read stays on screen meanwhile; another incident's detail never does.
 */
export function useIncidentDetail(id: string | null, version: number | null): DetailState {
  const [held, setHeld] = useState<{ id: string; detail: IncidentDetail | null; problem: Problem | null } | null>(null)
  const [isReading, setReading] = useState(false)
  const asked = useRef(0)

  const read = useCallback(async (wanted: string) => {
    const mine = ++asked.current
    setReading(true)
    const answer = await api.incident(wanted)
    if (mine !== asked.current) return
    setReading(false)
    setHeld((old) =>
      answer.ok
        ? { id: wanted, detail: answer.value, problem: null }
        : { id: wanted, detail: old?.id === wanted ? old.detail : null, problem: answer.problem },
    )
  }, [])

  useEffect(() => {
    if (id === null) return undefined
    const timer = window.setTimeout(() => void read(id), held?.id === id ? SETTLE_MS : 0)
    return () => window.clearTimeout(timer)
    // `held` only chooses the delay: a change of it is no reason to read
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [id, version, read])

  const mine = held !== null && held.id === id ? held : null
  return {
    detail: mine?.detail ?? null,
    problem: mine?.problem ?? null,
    isReading,
    read: () => void (id !== null && read(id)),
  }
}
