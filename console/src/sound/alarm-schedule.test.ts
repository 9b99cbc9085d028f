import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { describe, expect, it } from 'vitest'
import { createAlarmSchedule } from './alarm-schedule.ts'
import { alarmsOf, countAlarms, type Alarm } from './alarms.ts'
import { TONES, type ToneKind } from './tones.ts'

const alarm = (kind: Alarm['kind'], incidentId = 'i1', id = 'new'): Alarm => ({ kind, incidentId, alarm: id })

const incident = (change: Partial<IncidentState>): IncidentState =>
  ({
    id: 'i1',
    live: true,
    stage: 'triaged',
    severity: 2,
    dispatches: [],
    clocks: [],
    attended: [],
    ...change,
  }) as IncidentState
const clock = (change: Record<string, unknown>) =>
  ({
    id: 'K4.d1.1',
    clock: 'K4',
    state: 'running',
    warned: [],
    endedAt: null,
    ...change,
  }) as unknown as IncidentState['clocks'][number]

describe('which alarms are on', () => {
  it('a new alert until it is dispatched or heard; level 1 has a tone of its own', () => {
    expect(alarmsOf([incident({})])).toEqual([alarm('newOther')])
    expect(alarmsOf([incident({ severity: 1, stage: 'received' })])).toEqual([alarm('newSevere')])
    expect(alarmsOf([incident({ attended: ['new'] })])).toEqual([])
    expect(alarmsOf([incident({ stage: 'dispatched' })])).toEqual([])
  })

  it('K3: an order nobody takes, from the reminder at 30 s', () => {
    const k3 = (change: Record<string, unknown>) =>
      alarmsOf([incident({ stage: 'dispatched', clocks: [clock({ id: 'K3.d1.1', clock: 'K3', ...change })] })])
    expect(k3({})).toEqual([])
    expect(k3({ warned: ['remind'] })).toEqual([alarm('unacknowledged', 'i1', 'K3.d1.1')])
    expect(k3({ state: 'breached', endedAt: '2026-11-24T06:00:00Z' })).toEqual([])
  })

  it('a breach until it is heard, and not after what it waited for came', () => {
    const breached = clock({ state: 'breached' })
    expect(alarmsOf([incident({ stage: 'enRoute', clocks: [breached] })])).toEqual([alarm('breach', 'i1', 'K4.d1.1')])
    expect(alarmsOf([incident({ stage: 'enRoute', clocks: [breached], attended: ['K4.d1.1'] })])).toEqual([])
  })

  it('a storm is one alarm with a count', () => {
    expect(countAlarms([alarm('newOther', 'a'), alarm('newOther', 'b'), alarm('breach', 'c')])).toEqual([
      { kind: 'breach', count: 1 },
      { kind: 'newOther', count: 2 },
    ])
  })
})

describe('one voice', () => {
  it('sounds at once, then every 30 s, louder each time', () => {
    const schedule = createAlarmSchedule()
    const levels: number[] = []
    for (let now = 0; now <= 120_000; now += 250) {
      const play = schedule.next([alarm('newOther')], now, false)
      if (play) levels.push(play.level)
    }
    expect(levels).toEqual([0.35, 0.5, 0.7, 1, 1])
  })

  it('never starts a tone before the last has ended; the worst goes first', () => {
    const schedule = createAlarmSchedule()
    const all = [alarm('newOther'), alarm('unacknowledged'), alarm('breach'), alarm('newSevere')]
    const played: { kind: ToneKind; at: number }[] = []
    for (let now = 0; now < 12_000; now += 50) {
      const play = schedule.next(all, now, false)
      if (play) played.push({ kind: play.kind, at: now })
    }
    expect(played.map((p) => p.kind)).toEqual(['newSevere', 'breach', 'unacknowledged', 'newOther'])
    for (const [n, p] of played.slice(1).entries()) {
      const before = played[n] as (typeof played)[number]
      expect(p.at).toBeGreaterThan(before.at + TONES[before.kind].lengthMs)
    }
  })

  it('a second alarm of the same kind sounds at once, an answered one no more', () => {
    const schedule = createAlarmSchedule()
    expect(schedule.next([alarm('newOther', 'a')], 0, false)).toBeDefined()
    expect(schedule.next([alarm('newOther', 'a')], 5_000, false)).toBeUndefined()
    expect(schedule.next([alarm('newOther', 'a'), alarm('newOther', 'b')], 6_000, false)).toBeDefined()
    expect(schedule.next([], 40_000, false)).toBeUndefined()
    expect(schedule.next([alarm('newOther', 'c')], 41_000, false)?.level).toBe(0.35)
  })

  it('a mute leaves level 1 audible', () => {
    const schedule = createAlarmSchedule()
    expect(schedule.next([alarm('breach'), alarm('newOther')], 0, true)).toBeUndefined()
    expect(schedule.next([alarm('breach'), alarm('newSevere')], 1_000, true)?.kind).toBe('newSevere')
  })

  it('tones differ in pitch and in rhythm', () => {
    const rhythm = (kind: ToneKind): string => TONES[kind].notes.map((n) => n.atMs).join()
    const pitch = (kind: ToneKind): string => TONES[kind].notes.map((n) => n.hz).join()
    const kinds = Object.keys(TONES) as ToneKind[]
    expect(new Set(kinds.map(rhythm)).size).toBe(kinds.length)
    expect(new Set(kinds.map(pitch)).size).toBe(kinds.length)
  })
})
