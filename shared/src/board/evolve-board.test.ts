import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildActor, IncidentStory, NOON } from '../testing/incident-story.ts'
import { MINUTE_MS, toIso } from '../time.ts'
import type { LogEvent } from '../wire/log-event.ts'
import type { Board, BoardUnit } from './board.ts'
import { evolveBoard } from './evolve-board.ts'

const unit = (id: string): BoardUnit => ({
  id,
  name: id,
  callSign: id,
  kind: 'person',
  force: 'grid',
  tier: 1,
  skills: [],
  organisationId: 'o',
  state: 'standby',
  onDuty: true,
  location: null,
  locationAt: null,
  incidentId: null,
})
const empty: Board = {
  seq: 0,
  serverTime: toIso(NOON),
  incidents: [],
  units: [unit('u1'), unit('u2')],
  sources: [{ id: 's1', label: { zh: '平台', en: 'Platform' }, lastAlertAt: null, silentSince: null }],
  today: {
    alerts: 0,
    platform: 0,
    offline: 0,
    police: 0,
    nonPolice: 0,
    undecided: 0,
    dispute: 0,
    ticketsPlatform: 0,
    ticketsOffline: 0,
    breaches: 0,
  },
  quarantined: 0,
  sla: [],
}

function toLog(story: IncidentStory): LogEvent[] {
  return story.events.map((e, i) => ({
    seq: i + 1,
    id: String(i),
    type: e.type,
    v: 1,
    at: toIso(NOON),
    actor: { kind: 'user', id: 'x' },
    kind: 'incident',
    caseId: 'i1',
    version: i + 1,
    data: { ...e.data, ...e.personal },
  }))
}
const responder = buildActor('responder', { unitId: 'u1' })
const story = () =>
  new IncidentStory()
    .triaged()
    .do('dispatch', { unitId: 'u1' })
    .do('acknowledge', {}, responder)
    .forward(MINUTE_MS)
    .do('arrive', {}, responder)
const log = toLog(story())

describe('a board folded from live events', () => {
  it('is the same however the events are cut into messages, and when some come twice', () => {
    const whole = evolveBoard(empty, log).board
    fc.assert(
      fc.property(fc.array(fc.nat(log.length), { maxLength: 12 }), (cuts) => {
        let board = empty
        let sent = 0
        for (const cut of [...cuts.toSorted((a, b) => a - b), log.length]) {
          // each message repeats the last three events of the one before
          board = evolveBoard(board, log.slice(Math.max(0, sent - 3), cut)).board
          sent = Math.max(sent, cut)
        }
        expect(board).toEqual(whole)
      }),
    )
  })

  it('shows what each unit is doing', () => {
    expect(evolveBoard(empty, log).board.units.map((u) => [u.id, u.state, u.incidentId])).toEqual([
      ['u1', 'onScene', 'i1'],
      ['u2', 'standby', null],
    ])
  })

  it('frees the unit and drops the incident when it ends', () => {
    const ended = toLog(story().do('report', {}, responder).do('settle', {}, responder).do('close'))
    const { board } = evolveBoard(empty, ended)
    expect([board.incidents, board.units[0]?.state]).toEqual([[], 'standby'])
  })

  it('asks for an incident whose beginning it did not see, or of which it missed an event', () => {
    expect(evolveBoard(empty, log.slice(1)).unknown).toEqual(['i1'])
    const gap = [...log.slice(0, 3), ...log.slice(4)]
    expect(evolveBoard(empty, gap).unknown).toEqual(['i1'])
  })

  it('D8: follows the turn of the shift, and leaves a unit under orders where its order has it', () => {
    const turn = (seq: number, caseId: string, type: string): LogEvent => ({
      seq,
      id: String(seq),
      type,
      v: 1,
      at: toIso(NOON),
      actor: { kind: 'system', id: 'watch' },
      kind: 'unit',
      caseId,
      version: 0,
      data: {},
    })
    const busy = evolveBoard(empty, log).board
    const { board } = evolveBoard(busy, [
      turn(busy.seq + 1, 'u1', 'unit.wentOffDuty'),
      turn(busy.seq + 2, 'u2', 'unit.wentOffDuty'),
    ])
    expect(board.units.map((u) => [u.onDuty, u.state])).toEqual([
      [false, 'onScene'],
      [false, 'offDuty'],
    ])
    const back = evolveBoard(board, [turn(busy.seq + 3, 'u2', 'unit.wentOnDuty')]).board
    expect(back.units[1]).toMatchObject({ onDuty: true, state: 'standby' })
  })

  it('marks a source that fell silent, and one that is heard again', () => {
    const event = (seq: number, type: string, data: Record<string, unknown>): LogEvent => ({
      seq,
      id: String(seq),
      type,
      v: 1,
      at: toIso(NOON),
      actor: { kind: 'system', id: 'watch' },
      kind: 'source',
      caseId: 's1',
      version: 0,
      data,
    })
    const silent = evolveBoard(empty, [event(1, 'source.silent', { lastAlertAt: toIso(NOON - MINUTE_MS) })]).board
    expect(silent.sources[0]?.silentSince).toBe(toIso(NOON - MINUTE_MS))
    expect(evolveBoard(silent, [event(2, 'source.heard', {})]).board.sources[0]?.silentSince).toBeNull()
  })
})
