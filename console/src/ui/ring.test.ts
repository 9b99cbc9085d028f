import type { Clock } from '@liandong/shared/clocks/clock.ts'
import { describe, expect, it } from 'vitest'
import { mostUrgentClock, ringText, toRing } from './ring.ts'

const START = Date.parse('2026-11-24T06:00:00.000Z')
const at = (ms: number): string => new Date(START + ms).toISOString()
const arrival = (change: Partial<Clock> = {}): Clock => ({
  id: 'K4.d1.1',
  clock: 'K4',
  name: 'arrival',
  subject: 'd1',
  startedAt: at(0),
  dueAt: at(1_200_000),
  state: 'running',
  warned: [],
  breachedAt: null,
  endedAt: null,
  ...change,
})

describe('the ring of a clock', () => {
  it('empties as time passes, with the minutes left inside', () => {
    const ring = toRing(arrival(), START + 300_000)
    expect(ring).toMatchObject({ tone: 'calm', fraction: 0.75, leftMs: 900_000 })
    expect(ringText(ring)).toBe('15')
  })

  it('is amber from the last warning of its policy: 15 minutes for K4', () => {
    expect(toRing(arrival(), START + 899_999).tone).toBe('calm')
    expect(toRing(arrival(), START + 900_000).tone).toBe('warning')
  })

  it('is amber in the last quarter where the policy has no warning: K2', () => {
    const order = arrival({ clock: 'K2', dueAt: at(60_000) })
    expect(toRing(order, START + 44_000).tone).toBe('calm')
    expect(toRing(order, START + 46_000).tone).toBe('warning')
  })

  it('D10: 20:00.000 is not yet red, 20:00.001 is, without waiting for the event', () => {
    expect(toRing(arrival(), START + 1_200_000).tone).toBe('warning')
    const over = toRing(arrival(), START + 1_200_001)
    expect(over).toMatchObject({ tone: 'breached', fraction: 0, overMs: 1 })
  })

  it('counts up after the breach until what it waited for comes', () => {
    const open = arrival({ state: 'breached', breachedAt: at(1_200_001) })
    expect(ringText(toRing(open, START + 1_230_000))).toBe('+30″')
    expect(ringText(toRing(open, START + 1_400_000))).toBe('+3')
    const done = toRing({ ...open, endedAt: at(1_260_000) }, START + 9_000_000)
    expect(done).toMatchObject({ tone: 'late', overMs: 60_000 })
  })

  it('stands still once met', () => {
    const met = arrival({ state: 'met', endedAt: at(600_000) })
    expect(toRing(met, START + 600_000)).toEqual(toRing(met, START + 9_000_000))
    expect(toRing(met, START).tone).toBe('met')
    expect(ringText(toRing(met, START + 9_000_000)), 'no number that could be taken for time left').toBe('✓')
  })

  it('a row shows the breached clock first, then the one due first', () => {
    const soon = arrival({ id: 'a', dueAt: at(60_000) })
    const late = arrival({ id: 'b', state: 'breached', dueAt: at(90_000) })
    expect(mostUrgentClock([arrival(), soon])?.id).toBe('a')
    expect(mostUrgentClock([soon, late])?.id).toBe('b')
    expect(mostUrgentClock([arrival({ state: 'met', endedAt: at(1) })])).toBeUndefined()
  })
})
