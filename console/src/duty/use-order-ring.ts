import { useEffect } from 'react'
import { speaker } from '../sound/watch-post.ts'

const AGAIN_MS = 8_000
const LEVELS = [0.6, 0.8, 1]
const SHAKE = [400, 150, 400, 150, 700]

/** Rings and shakes while an order is not acknowledged or a roll-call not answered; in a pocket the shaking is what is noticed. */
export function useOrderRing(isRinging: boolean): void {
  useEffect(() => {
    if (!isRinging) return undefined
    let times = 0
    const ring = (): void => {
      // browsers refuse to shake a phone that nobody has touched on this page
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(SHAKE)
      speaker.play('unacknowledged', LEVELS[Math.min(times++, LEVELS.length - 1)] as number)
    }
    ring()
    const timer = window.setInterval(ring, AGAIN_MS)
    return () => {
      window.clearInterval(timer)
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(0)
    }
  }, [isRinging])
}

/** Rings and shakes each time the first report is asked for; nothing of it goes on once it is not. */
export function useReportRing(times: number): void {
  useEffect(() => {
    if (times === 0) return undefined
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(SHAKE)
    speaker.play('unacknowledged', LEVELS[Math.min(times - 1, LEVELS.length - 1)] as number)
    return () => {
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(0)
    }
  }, [times])
}
