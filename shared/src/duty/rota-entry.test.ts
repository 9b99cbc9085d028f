import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../time.ts'
import { changesOf, clashOf, nextState, type RotaEntry } from './rota-entry.ts'

const entry = (more: Partial<RotaEntry> = {}): RotaEntry => ({
  id: 'e1',
  unitId: 'a',
  kind: 'swap',
  state: 'approved',
  organisationId: null,
  otherUnitId: 'b',
  back: null,
  order: 1,
  fromAt: 0,
  untilAt: 12 * HOUR_MS,
  ...more,
})

describe('D5: swaps, leave and extra duty', () => {
  it('a swap takes the time off one and puts it on the other, and back again for what is given in return', () => {
    const back = { fromAt: 24 * HOUR_MS, untilAt: 36 * HOUR_MS }
    const said = (unitId: string) => changesOf(unitId, [entry({ back })]).map((one) => [one.fromAt / HOUR_MS, one.isOn])
    expect(said('a')).toEqual([
      [0, false],
      [24, true],
    ])
    expect(said('b')).toEqual([
      [0, true],
      [24, false],
    ])
    expect(said('c')).toEqual([])
  })

  it('only what is approved counts, in the order it was approved', () => {
    const on = entry({ id: 'e0', kind: 'on', otherUnitId: null, order: 2 })
    expect(changesOf('a', [on, entry()]).map((one) => one.isOn)).toEqual([false, true])
    expect(changesOf('a', [entry({ state: 'agreed' })])).toEqual([])
  })

  it('one night is not given away twice, by whichever of the two', () => {
    const leave = entry({ id: 'e2', kind: 'leave', otherUnitId: null, state: 'asked', fromAt: 11 * HOUR_MS })
    expect(clashOf(leave, [entry()])?.id).toBe('e1')
    expect(clashOf({ ...leave, fromAt: 12 * HOUR_MS, untilAt: 13 * HOUR_MS }, [entry()])).toBeUndefined()
    expect(clashOf(leave, [entry({ state: 'refused' })])).toBeUndefined()
    const back = { fromAt: 0, untilAt: 2 * HOUR_MS }
    const theirs = entry({ id: 'e3', unitId: 'c', otherUnitId: 'a', fromAt: 90 * HOUR_MS, untilAt: 99 * HOUR_MS, back })
    expect(clashOf(theirs, [entry()])?.id).toBe('e1')
  })

  it('a swap is approved only after the other one has agreed; nothing is decided twice', () => {
    expect(nextState({ kind: 'swap', state: 'asked' }, 'approve')).toBeUndefined()
    expect(nextState({ kind: 'swap', state: 'agreed' }, 'approve')).toBe('approved')
    expect(nextState({ kind: 'leave', state: 'asked' }, 'approve')).toBe('approved')
    expect(nextState({ kind: 'leave', state: 'asked' }, 'agree')).toBeUndefined()
    expect(nextState({ kind: 'leave', state: 'approved' }, 'approve')).toBeUndefined()
    expect(nextState({ kind: 'leave', state: 'approved' }, 'withdraw')).toBe('withdrawn')
  })
})
