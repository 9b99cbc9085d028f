import { useCallback, useState } from 'react'
import { DAY_MS, SHANGHAI_OFFSET_MS, toIso } from '@liandong/shared/time.ts'
import type { RotaView } from '@liandong/shared/wire/duty.ts'
import type { Problem } from '../api/answer.ts'
import { rotaApi } from '../api/rota.ts'
import { usePolled } from '../ui/use-polled.ts'

export const WEEK_MS = 7 * DAY_MS
const REFRESH_MS = 30_000

/** Monday, 00:00 in Shanghai, of the week an instant is in. */
export function weekStart(at: number): number {
  const day = Math.floor((at + SHANGHAI_OFFSET_MS) / DAY_MS)
  // day 0 was a Thursday
  return (day - ((day + 3) % 7)) * DAY_MS - SHANGHAI_OFFSET_MS
}

export type Rota = {
  rota: RotaView | null
  problem: Problem | null
  /** When it was read last, epoch ms. */ readAt: number
  read: () => void
}

/** The rota of a week; read again when something was changed here, and every half minute for what others change. */
export function useRota(fromAt: number): Rota {
  const [rota, setRota] = useState<RotaView | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [readAt, setReadAt] = useState(0)
  const read = useCallback(async () => {
    const answer = await rotaApi.rota(toIso(fromAt), toIso(fromAt + WEEK_MS))
    setProblem(answer.ok ? null : answer.problem)
    if (!answer.ok) return
    setRota(answer.value)
    setReadAt(Date.now())
  }, [fromAt])
  usePolled(read, REFRESH_MS)
  return { rota, problem, readAt, read: () => void read() }
}
