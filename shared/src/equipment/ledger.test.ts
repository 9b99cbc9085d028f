import { describe, expect, it } from 'vitest'
import { freeOf, pickItem, stateOf, type Stock } from './ledger.ts'

const use = (unitId: string, quantity = 1) => ({
  id: `use-${unitId}`,
  quantity,
  unitId,
  takenAt: '2026-11-24T04:00:00.000Z',
  incidentNo: null,
})
const item = (id: string, more: Partial<Stock> = {}): Stock => ({
  id,
  category: 'recorder',
  name: '执法记录仪',
  serial: id,
  quantity: 1,
  outOfService: null,
  uses: [],
  ...more,
})
const broken = { reason: '屏幕碎裂', since: '2026-11-20T00:00:00.000Z' }
const one = { category: 'recorder', quantity: 1 } as const

describe('D7: what there is to hand out', () => {
  it('an item is free, in use or out of service, and a lot is in use when nothing is left of it', () => {
    expect(stateOf(item('a'))).toBe('free')
    expect(stateOf(item('a', { uses: [use('u1')] }))).toBe('inUse')
    expect(stateOf(item('a', { outOfService: broken }))).toBe('outOfService')
    const lot = item('b', { serial: null, quantity: 5, uses: [use('u1', 3)] })
    expect([stateOf(lot), freeOf(lot)]).toEqual(['free', 2])
    expect(stateOf({ ...lot, uses: [use('u1', 3), use('u2', 2)] })).toBe('inUse')
  })

  it('the third use of two answers that none is free, and who has them', () => {
    const stock = [item('a', { uses: [use('u1')] }), item('b', { uses: [use('u2')] })]
    const third = pickItem(stock, one)
    expect(third).toMatchObject({ ok: false, why: 'noneFree', broken: 0 })
    expect(!third.ok && third.why === 'noneFree' && third.holders.map((holder) => holder.unitId)).toEqual(['u1', 'u2'])
  })

  it('what is broken is not handed out, and counted as such', () => {
    expect(pickItem([item('a', { outOfService: broken })], one)).toMatchObject({ why: 'noneFree', broken: 1 })
    expect(pickItem([item('a', { outOfService: broken }), item('b')], one)).toMatchObject({ item: { id: 'b' } })
  })

  it('whoever names one that is out is told which are free', () => {
    const stock = [item('a', { uses: [use('u1')] }), item('b')]
    expect(pickItem(stock, { ...one, equipmentId: 'a' })).toEqual({
      ok: false,
      why: 'thisNotFree',
      state: 'inUse',
      free: [{ id: 'b', name: '执法记录仪', serial: 'b' }],
    })
    expect(pickItem(stock, { ...one, equipmentId: 'c' })).toEqual({ ok: false, why: 'unknown' })
  })

  it('more than a lot holds is not given in part', () => {
    const stock = [item('a', { serial: null, quantity: 3, uses: [use('u1', 2)] })]
    expect(pickItem(stock, { ...one, quantity: 2 })).toMatchObject({ why: 'noneFree', free: 1 })
    expect(pickItem(stock, one)).toMatchObject({ ok: true })
  })

  it('another category is another affair', () => {
    expect(pickItem([item('a', { category: 'radio' })], one)).toMatchObject({ why: 'noneFree', holders: [] })
  })
})
