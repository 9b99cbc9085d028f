import { useEffect } from 'react'

/** A queue tries again when the page opens, when there is network again, and when the page is looked at. */
export function useNudges({ nudge }: { nudge: () => void }): void {
  useEffect(() => {
    const again = (): void => nudge()
    again()
    window.addEventListener('online', again)
    document.addEventListener('visibilitychange', again)
    return () => {
      window.removeEventListener('online', again)
      document.removeEventListener('visibilitychange', again)
    }
  }, [nudge])
}
