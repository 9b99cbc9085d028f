import { describe, expect, it } from 'vitest'
import { centreForm } from './forms.ts'
import {
  atWindow,
  callNext,
  closeWindow,
  isFull,
  nextNumber,
  stepVisit,
  type QueuedVisit,
  type QueueWindow,
  type VisitState,
} from './queue.ts'

const visit = (number: number, more: Partial<QueuedVisit> = {}): QueuedVisit => ({
  id: `v${number}`,
  number,
  purpose: 'petition',
  windowId: null,
  state: 'waiting',
  ...more,
})
const window = (more: Partial<QueueWindow> = {}): QueueWindow => ({
  id: 'w1',
  purpose: 'petition',
  isOpen: true,
  ...more,
})

describe('A5: the queue of a centre', () => {
  it('gives numbers from 1, and never one of today again', () => {
    expect(nextNumber([])).toBe(1)
    expect(nextNumber([visit(3, { state: 'left' }), visit(1)])).toBe(4)
  })

  it('calls the lowest number waiting of the window’s own purpose; the general window calls anybody', () => {
    const today = [visit(2, { purpose: 'labour' }), visit(5), visit(4), visit(1, { state: 'served', windowId: 'w1' })]
    expect(callNext(window(), today)).toMatchObject({ ok: true, visit: { number: 4 } })
    expect(callNext(window({ purpose: 'general' }), today)).toMatchObject({ ok: true, visit: { number: 2 } })
    expect(callNext(window({ purpose: 'mediation' }), today)).toEqual({
      ok: false,
      refusal: { code: 'nobodyWaits', facts: { waiting: 3 } },
    })
  })

  it('calls nobody to a closed window, nor to one somebody is at', () => {
    expect(callNext(window({ isOpen: false }), [visit(1)])).toMatchObject({ refusal: { code: 'windowClosed' } })
    for (const state of ['called', 'serving'] as const) {
      const today = [visit(1, { state, windowId: 'w1' }), visit(2)]
      expect(callNext(window(), today)).toMatchObject({ refusal: { code: 'windowBusy', facts: { number: 1 } } })
      expect(closeWindow(window(), today)).toMatchObject({ code: 'windowBusy' })
      expect(callNext(window({ id: 'w2' }), today)).toMatchObject({ ok: true, visit: { number: 2 } })
    }
    expect(atWindow([visit(1, { state: 'served', windowId: 'w1' })], 'w1')).toBeUndefined()
    expect(closeWindow(window(), [visit(1, { state: 'served', windowId: 'w1' })])).toBeUndefined()
  })

  it('is full when as many wait as there is room for; who is at a window does not wait', () => {
    expect(isFull([visit(1), visit(2)], 2)).toBe(true)
    expect(isFull([visit(1), visit(2, { state: 'called', windowId: 'w1' })], 2)).toBe(false)
  })

  it.each([
    ['serve', ['called']],
    ['finish', ['called', 'serving']],
    ['leave', ['waiting', 'called']],
  ] as const)('%s is possible from %j alone', (step, from) => {
    const states: VisitState[] = ['waiting', 'called', 'serving', 'served', 'left']
    const possible = states.filter((state) => stepVisit(visit(1, { state }), step).ok)
    expect(possible).toEqual(from)
    expect(stepVisit(visit(7, { state: 'left' }), step)).toEqual({
      ok: false,
      refusal: { code: 'visitForbids', facts: { state: 'left', number: 7 } },
    })
  })
})

describe('A6, B9: what is written down of a centre', () => {
  const form = {
    address: '东湖北路 1 号',
    phones: ['0571-86000101'],
    capacity: 12,
    hours: [],
    microCourt: { kind: 'none' },
    agents: [{ name: '周建国', phone: '10000001000', gridId: null }],
    rooms: [],
    windows: [],
  }
  it('needs a duty telephone, an agent, and a word on the micro-court', () => {
    expect(centreForm.safeParse(form).success).toBe(true)
    for (const bad of [{ phones: [] }, { agents: [] }, { microCourt: null }, { microCourt: { kind: 'court' } }])
      expect(centreForm.safeParse({ ...form, ...bad }).success, JSON.stringify(bad)).toBe(false)
  })
  it('has no two windows of one number and no two rooms of one name', () => {
    const window = { id: null, number: 1, name: '综合受理', purpose: 'general', accountId: null }
    const room = { id: null, name: '调解室', purpose: 'mediation', seats: 8 }
    expect(centreForm.safeParse({ ...form, windows: [window], rooms: [room] }).success).toBe(true)
    expect(centreForm.safeParse({ ...form, windows: [window, window] }).success).toBe(false)
    expect(centreForm.safeParse({ ...form, rooms: [room, room] }).success).toBe(false)
  })
})
