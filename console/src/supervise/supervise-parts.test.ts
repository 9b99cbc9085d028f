import { describe, expect, it } from 'vitest'
import { aClock, aDispatch, anIncident } from '../case/testing.ts'
import { needsOf, UNTAKEN_MS } from './needs.ts'
import { toStrip } from './segment-strip.ts'

const at = '2026-11-24T06:00:00.000Z'
const ms = Date.parse(at)
const kinds = (needs: ReturnType<typeof needsOf>) => needs.map((n) => n.kind)

describe('需要我处理', () => {
  it('a breach is there while it is open, and gone once it has ended', () => {
    const broken = anIncident({ clocks: [aClock({ clock: 'K4', state: 'breached', dueAt: at })] })
    expect(needsOf([broken], [], ms)).toMatchObject([{ kind: 'breach', about: 'K4', since: at, alarm: 'K1.case.1' }])
    expect(needsOf([{ ...broken, clocks: [aClock({ state: 'breached', endedAt: at })] }], [], ms)).toEqual([])
  })
  it('an answered alarm leaves the row and takes the alarm', () => {
    const heard = anIncident({ attended: ['K1.case.1'], clocks: [aClock({ state: 'breached' })] })
    expect(needsOf([heard], [], ms)[0]?.alarm).toBeNull()
  })
  it('an order nobody has taken shows after 30 s, and once only when its clock breaks', () => {
    const order = aDispatch({ id: 'd1', issuedAt: at })
    const waiting = anIncident({ stage: 'dispatched', dispatches: [order] })
    expect(kinds(needsOf([waiting], [], ms + UNTAKEN_MS - 1))).toEqual([])
    expect(kinds(needsOf([waiting], [], ms + UNTAKEN_MS))).toEqual(['unacknowledged'])
    const broken = {
      ...waiting,
      clocks: [aClock({ id: 'K3.d1.1', clock: 'K3', subject: 'd1', state: 'breached' as const })],
    }
    expect(needsOf([broken], [], ms + 60_001)).toMatchObject([{ kind: 'breach', unitName: '王某' }])
  })
  it('D18: major, difficult and sensitive cases, cancels that wait for a second person, and silent sources are there', () => {
    const source = { id: 's', label: { zh: '110', en: '110' }, lastAlertAt: at, silentSince: at }
    const list = [
      anIncident({ id: 'a', flags: ['watched'] }),
      anIncident({ id: 'b', flags: ['major'] }),
      anIncident({ id: 'c', cancelProposal: { by: 'x', at } }),
    ]
    expect(kinds(needsOf(list, [source, { ...source, silentSince: null }], ms))).toEqual([
      'cancel',
      'silent',
      'flagged',
    ])
  })
  it('is worst first, and a drill never stands before the real thing', () => {
    const broken = (id: string, severity: 1 | 3, exercise = false) =>
      anIncident({ id, severity, exercise, clocks: [aClock({ state: 'breached' })] })
    expect(
      needsOf([broken('three', 3), broken('drill', 1, true), broken('one', 1)], [], ms).map((n) => n.incident?.id),
    ).toEqual(['one', 'three', 'drill'])
  })
})

describe('the strips of the day', () => {
  it('keep the target in place while P90 is within it', () => {
    expect(toStrip({ p50Ms: 600_000, p90Ms: 1_200_000, targetMs: 1_200_000 })).toMatchObject({
      p50: 1 / 3,
      p90: 2 / 3,
      target: 2 / 3,
      isOver: false,
    })
  })
  it('say so once P90 is over, and never leave the line', () => {
    const strip = toStrip({ p50Ms: 60_000, p90Ms: 600_000, targetMs: 60_000 })
    expect(strip.isOver).toBe(true)
    expect(strip.p90).toBeLessThan(1)
  })
  it('stand empty for a day without work', () => {
    expect(toStrip({ p50Ms: null, p90Ms: null })).toEqual({
      p50: 0,
      p90: 0,
      target: null,
      isOver: false,
    })
  })
})
