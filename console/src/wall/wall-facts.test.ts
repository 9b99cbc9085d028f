import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { BoardUnit } from '@liandong/shared/board/board.ts'
import { describe, expect, it } from 'vitest'
import type { LogEvent } from '@liandong/shared/wire/log-event.ts'
import { recentSteps } from './recent-steps.ts'
import { countOnDuty, countWork, wallClock, worstFirst } from './wall-facts.ts'

const clock = (id: string, dueAt: string, state = 'running', endedAt: string | null = null) =>
  ({
    id: `${id}.x.1`,
    clock: id,
    name: id,
    subject: null,
    startedAt: '2026-11-24T06:00:00.000Z',
    dueAt,
    state,
    warned: [],
    breachedAt: null,
    endedAt,
  }) as IncidentState['clocks'][number]
const LATE = clock('K4', '2026-11-24T06:20:00.000Z', 'breached')
const SOON = clock('K4', '2026-11-24T06:30:00.000Z')

const incident = (id: string, change: Partial<IncidentState> = {}): IncidentState =>
  ({ id, stage: 'enRoute', severity: 3, clocks: [], dispatches: [], ...change }) as IncidentState

describe('what the wall shows first', () => {
  it('level 1, then breached, then untaken, then severity, then what is due first', () => {
    const order = worstFirst([
      incident('calm', { clocks: [SOON] }),
      incident('sooner', { clocks: [clock('K4', '2026-11-24T06:25:00.000Z')] }),
      incident('untaken', { stage: 'dispatched', severity: 4 }),
      incident('late', { clocks: [LATE], severity: 4 }),
      incident('red', { severity: 1 }),
      incident('unknown', { severity: null }),
      incident('settled', { stage: 'settled', severity: 1 }),
    ])
    expect(order.map((i) => i.id)).toEqual(['red', 'late', 'untaken', 'unknown', 'sooner', 'calm'])
  })

  it('counts work, not what is settled and waits for its visit', () => {
    const counts = countWork([
      incident('a', { stage: 'received' }),
      incident('b', { stage: 'triaged' }),
      incident('c', { stage: 'dispatched', clocks: [clock('K3', '2026-11-24T06:01:00.000Z', 'breached')] }),
      incident('d', { clocks: [LATE] }),
      incident('e', {
        stage: 'settled',
        clocks: [clock('K4', '2026-11-24T06:01:00.000Z', 'breached', '2026-11-24T06:02:00.000Z')],
      }),
    ])
    expect(counts).toEqual({ waiting: 2, unacknowledged: 1, overdue: 2, inHand: 2 })
  })

  it('a card shows what ran out, else arrival, else what is due next', () => {
    const order = clock('K2', '2026-11-24T06:01:00.000Z')
    expect(wallClock(incident('a', { clocks: [order] }))?.clock).toBe('K2')
    expect(wallClock(incident('a', { clocks: [clock('K3', '2026-11-24T06:01:00.000Z'), SOON] }))?.clock).toBe('K4')
    expect(
      wallClock(incident('a', { clocks: [clock('K3', '2026-11-24T06:01:00.000Z', 'breached'), SOON] }))?.clock,
    ).toBe('K3')
  })
})

describe('who is on duty', () => {
  it('counts people, teams and free vehicles of those on the rota', () => {
    const unit = (kind: BoardUnit['kind'], onDuty: boolean, incidentId: string | null = null) =>
      ({ kind, onDuty, incidentId, name: kind }) as BoardUnit
    const duty = countOnDuty([
      unit('person', true),
      unit('person', false),
      unit('team', true, 'i'),
      unit('vehicle', true),
      unit('vehicle', true, 'i'),
    ])
    expect(duty).toEqual({
      people: 1,
      teams: 1,
      vehicles: 2,
      vehiclesFree: 1,
      busy: 2,
      names: ['team', 'vehicle', 'vehicle'],
    })
  })
})

describe('what a wide wall tells of the last minutes', () => {
  it('the steps of the work, newest first, with where and who; no receipts', () => {
    const event = (id: string, type: string, data: Record<string, unknown> = {}): LogEvent =>
      ({ id, type, at: '2026-11-24T06:00:00.000Z', caseId: 'i', data }) as LogEvent
    const board = [
      incident('i', {
        place: { name: '映荷社区' } as IncidentState['place'],
        dispatches: [{ id: 'd', unit: { id: 'u', name: '王*' } }] as IncidentState['dispatches'],
      }),
    ]
    const steps = recentSteps(
      [
        event('1', 'incident.opened'),
        event('2', 'incident.seen', { dispatchId: 'd' }),
        event('3', 'incident.arrived', { dispatchId: 'd' }),
      ],
      board,
    )
    expect(steps.map((s) => [s.type, s.place, s.unit])).toEqual([
      ['incident.arrived', '映荷社区', '王*'],
      ['incident.opened', '映荷社区', ''],
    ])
  })
})
