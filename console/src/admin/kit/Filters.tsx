import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'

/** What narrows a list: a row of fields above it. */
export function Filters({ children }: { children: ReactNode }) {
  return <div className="filters">{children}</div>
}

const PAUSE_MS = 250

/** What is typed, once the typing pauses: a list is not asked for at every letter. */
export function usePaused(value: string): string {
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return paused
}
