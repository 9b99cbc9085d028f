import { useState } from 'react'
import { useFeedEvents } from '../live/live.ts'

/** Long enough for the slide; afterwards a row that is scrolled back into view is not new. */
const NEW_MS = 1_000

/** Incidents that began while somebody was looking: their row slides in once. */
export function useNewIds(): ReadonlySet<string> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  useFeedEvents((events) => {
    const opened = events.filter((event) => event.type === 'incident.opened').map((event) => event.caseId)
    if (opened.length === 0) return
    setIds((old) => new Set([...old, ...opened]))
    window.setTimeout(() => setIds((old) => new Set([...old].filter((id) => !opened.includes(id)))), NEW_MS)
  })
  return ids
}
