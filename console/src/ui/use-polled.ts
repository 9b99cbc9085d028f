import { useEffect } from 'react'

/** Reads at once and then every so often, for what no feed tells; a new `read` begins anew. */
export function usePolled(read: () => Promise<void>, everyMs: number): void {
  useEffect(() => {
    const first = window.setTimeout(() => void read(), 0)
    const again = window.setInterval(() => void read(), everyMs)
    return () => {
      window.clearTimeout(first)
      window.clearInterval(again)
    }
  }, [read, everyMs])
}
