import type { Dispatch, IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { describe, expect, it } from 'vitest'
import { DELIVERED, type SlaVersion } from '@liandong/shared/clocks/sla.ts'
import { headerClock, ordersOf, primaryAct, withWaiting } from './orders.ts'
import type { OutboxItem } from '@liandong/shared/duty/outbox.ts'

const dispatch = (change: Partial<Dispatch> = {}): Dispatch =>
  ({
    id: 'd1',
    unit: { id: 'u1', name: '王*' },
    lead: true,
    stage: 'created',
    issuedAt: '2026-11-24T06:00:00.000Z',
    issuedBy: 'o',
    deliveredAt: null,
    seenAt: null,
    acknowledgedAt: null,
    departedAt: null,
    departSkipped: false,
    arrivedAt: null,
    arrivalProof: null,
    reportedAt: null,
    endedAt: null,
    declineReason: null,
    delayReason: null,
    ...change,
  }) as Dispatch
const incident = (id: string, severity: 1 | 2 | 3 | 4, dispatches: Dispatch[]): IncidentState =>
  ({ id, severity, dispatches, clocks: [] }) as unknown as IncidentState
const waiting = (command: OutboxItem['command'], dispatchId = 'd1'): OutboxItem => ({
  key: command,
  incidentId: 'i',
  incidentNo: '1',
  dispatchId,
  command,
  body: {},
  occurredAt: '2026-11-24T06:05:00.000Z',
})

describe('an arrival by the circle', () => {
  it('is gone on the phone as soon as its unit has said so, with or without network', () => {
    const fenced = dispatch({ departedAt: '2026-11-24T06:01:00.000Z', arrivedAt: '2026-11-24T06:04:00.000Z' })
    expect(primaryAct(fenced)).toBe('report')
    expect(primaryAct(withWaiting(fenced, [waiting('retractArrival')]))).toBe('arrive')
    expect(primaryAct(withWaiting(fenced, [waiting('retractArrival'), waiting('arrive')]))).toBe('report')
  })
})

describe('the orders of a phone', () => {
  it('are those of its unit that still run, the gravest first', () => {
    const orders = ordersOf(
      [
        incident('later', 2, [dispatch({ id: 'a', issuedAt: '2026-11-24T06:09:00.000Z' })]),
        incident('other', 1, [dispatch({ unit: { id: 'u2', name: '' } })]),
        incident('over', 1, [dispatch({ stage: 'done' })]),
        incident('sooner', 2, [dispatch({ id: 'b' })]),
        incident('grave', 1, [dispatch({ id: 'c', issuedAt: '2026-11-24T06:10:00.000Z' })]),
      ],
      'u1',
    )
    expect(orders.map((o) => o.incident.id)).toEqual(['grave', 'sooner', 'later'])
  })

  it('go on step by step', () => {
    const at = '2026-11-24T06:05:00.000Z'
    const steps: Partial<Dispatch>[] = [
      {},
      { acknowledgedAt: at },
      { departedAt: at },
      { arrivedAt: at },
      { reportedAt: at },
    ]
    const acts = steps.map((_, n) => primaryAct(dispatch(Object.assign({}, ...steps.slice(0, n + 1)))))
    expect(acts).toEqual(['acknowledge', 'depart', 'arrive', 'report', 'finish'])
  })

  it('go on without network: what waits in the outbox counts as done', () => {
    const order = withWaiting(dispatch(), [waiting('acknowledge'), waiting('depart'), waiting('arrive', 'another')])
    expect(primaryAct(order)).toBe('arrive')
    expect(order.departedAt).toBe('2026-11-24T06:05:00.000Z')
    expect(order.arrivedAt).toBeNull()
  })

  it('count down to arrival, then to the first report', () => {
    const clocks = ['K3', 'K4', 'K5'].map((clock) => ({ clock, subject: 'd1', endedAt: null }))
    const of = (d: Dispatch): string | undefined =>
      headerClock({ ...incident('i', 2, [d]), clocks } as unknown as IncidentState, d, [])?.clock
    expect(of(dispatch())).toBe('K4')
    expect(of(dispatch({ arrivedAt: '2026-11-24T06:05:00.000Z' }))).toBe('K5')
  })

  it('count the first report from an arrival that is still to be sent', () => {
    const arrived = dispatch({ arrivedAt: '2026-11-24T06:05:00.000Z' })
    expect(headerClock(incident('i', 2, [arrived]), arrived, [])).toMatchObject({
      clock: 'K5',
      dueAt: '2026-11-24T06:10:00.000Z',
      state: 'running',
      endedAt: null,
    })
  })

  it('go by the targets in force when they arrived, as the server told them before the network went', () => {
    const arrived = dispatch({ arrivedAt: '2026-11-24T06:05:00.000Z' })
    const from = (at: string, version: number, K5: number): SlaVersion => ({
      version,
      effectiveFrom: Date.parse(at),
      content: { ...DELIVERED.content, K5 },
    })
    const sla = [from('2026-11-24T06:00:00.000Z', 3, 600), from('2026-11-24T06:06:00.000Z', 4, 60)]
    expect(headerClock(incident('i', 2, [arrived]), arrived, sla)).toMatchObject({
      slaVersion: 3,
      dueAt: '2026-11-24T06:15:00.000Z',
    })
  })
})
