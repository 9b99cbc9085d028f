import { HOUR_MS, SHANGHAI_OFFSET_MS, DAY_MS } from '@liandong/shared/time.ts'

/** The two shifts of the room: 08:00–20:00 and 20:00–08:00, Shanghai time (domain §3.9: around the clock). */
export type Shift = { name: 'day' | 'night'; from: string; to: string }

export function shiftAt(nowMs: number): Shift {
  const hour = ((nowMs + SHANGHAI_OFFSET_MS) % DAY_MS) / HOUR_MS
  return hour >= 8 && hour < 20
    ? { name: 'day', from: '08:00', to: '20:00' }
    : { name: 'night', from: '20:00', to: '08:00' }
}
