import { describe, expect, it } from 'vitest'
import { advance, open } from '@liandong/shared/cases/incident/advance.ts'
import type { IncidentCommand } from '@liandong/shared/cases/incident/commands.ts'
import { decide } from '@liandong/shared/cases/incident/decide.ts'
import { isActiveDispatch, MOVES, type Stage } from '@liandong/shared/cases/incident/lifecycle.ts'
import { triage } from '@liandong/shared/cases/incident/steps/triage.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { classify } from '@liandong/shared/classify/index.ts'
import { MINUTE_MS, SECOND_MS, toIso, toMs } from '@liandong/shared/time.ts'
import { nextStep } from './next-step.ts'
import { temperamentOf, type Temperament } from './temperament.ts'
import { nextMove, stationAnswers, type Desk } from './virtual-operator.ts'

const start = toMs('2026-11-24T09:00:00+08:00')
const station = { kind: 'user', id: 'user-police', role: 'police', organisationId: 'org-police', unitId: null } as const
const play = { kind: 'system', id: 'play' } as const
const POINT = { lat: 30.43, lon: 120.31 }

/** An incident as the product makes it, at `start`. */
function incidentOf(narrative: string, id = 'i-1'): IncidentState {
  const opened = {
    type: 'incident.opened',
    data: {
      no: '1',
      alertId: 'a-1',
      sourceId: 'platform-110',
      channel: 'platform',
      severity: null,
      reportedAt: toIso(start),
      receivedAt: toIso(start),
      exercise: false,
      warnings: [],
    },
    personal: { summary: narrative, address: null, location: POINT },
  }
  const { state } = open(id, opened, { at: toIso(start), actorId: 'platform-110', sla: [] })
  const place = { area: 'inside', centreId: 'village-01', gridId: null, name: '映荷苑', confidence: 0.9 } as const
  return advance(state, triage(state, { classification: classify({ narrative }), place, location: POINT }), {
    at: toIso(start),
    actorId: 'triage',
    sla: [],
  }).state
}

/** Gives a command as the play does and insists that the rule book allows it at this stage. */
function give(
  state: IncidentState,
  command: IncidentCommand,
  now: number,
  actor: typeof play | typeof station = play,
): IncidentState {
  expect(MOVES[command.name].from as readonly Stage[], command.name).toContain(state.stage)
  const ids = [`d-${state.version}`, `e-${state.version}`]
  const units = ['unit-1', 'unit-2'].map((id) => ({ id, name: id, callSign: id, onDuty: true, busyWith: null }))
  const decision = decide(state, command, {
    now,
    actor,
    ids,
    units,
    route: { organisationId: 'village-01', reason: '' },
  })
  if (!decision.ok) throw new Error(`${command.name}: ${decision.refusal.code}`)
  return advance(state, decision.events, { at: toIso(now), actorId: actor.id, sla: [] }).state
}

const desk: Desk = { suggest: () => ['unit-1', 'unit-2'], isFull: false, withPerson: false }
const calm: Temperament = {
  ...temperamentOf('x'),
  acknowledgeMs: 20_000,
  declines: null,
  departMs: 10_000,
  stuckMs: 0,
  delayReason: null,
  reportMs: 60_000,
  endMs: 100_000,
  ending: 'settle',
}

/** Lets the whole town act second by second; the unit needs three minutes for its way. */
function playOn(state: IncidentState, minutes: number, t: Temperament = calm) {
  const given: string[] = []
  let now = start
  for (; now < start + minutes * MINUTE_MS && state.live; now += SECOND_MS) {
    const move = nextMove(state, desk, now)
    if (move) {
      state = give(state, move.command, now, move.as === 'police' ? station : play)
      given.push(move.command.name)
      continue
    }
    for (const d of state.dispatches.filter(isActiveDispatch)) {
      const isThere = d.departedAt !== null && now - toMs(d.departedAt) > 3 * MINUTE_MS
      const step = nextStep(state, d, t, { isThere, at: POINT, withPerson: false }, now)
      if (!step || !('do' in step)) continue
      state = give(state, step.do, now)
      given.push(step.do.name)
      break
    }
  }
  return { state, given }
}

const DISPUTE = '楼上漏水把我家吊顶泡坏了，映荷苑，两边吵起来了'

describe('a virtual unit', () => {
  it('receives, sees, acknowledges, departs, arrives, reports and settles, and the room winds it up', () => {
    const { state, given } = playOn(incidentOf(DISPUTE), 40)
    const steps = given.filter((name) => name !== 'visit' && name !== 'classify')
    expect(steps).toEqual([
      'dispatch',
      'deliver',
      'see',
      'acknowledge',
      'depart',
      'arrive',
      'report',
      'settle',
      'close',
    ])
    expect(state.stage).toBe('closed')
    expect(state.clocks.find((c) => c.clock === 'K4')?.state).toBe('met')
  })

  it('hands back what cannot be settled, and a ticket follows', () => {
    const { state, given } = playOn(incidentOf(DISPUTE), 40, { ...calm, ending: 'handback' })
    expect(given).toContain('handback')
    expect(given).toContain('issueTicket')
    expect(state.ticketIds).toHaveLength(1)
  })

  it('that declines is replaced by another order', () => {
    const first = give(incidentOf(DISPUTE), { name: 'dispatch', body: { unitId: 'unit-1' } }, start)
    const [d] = first.dispatches
    const declining = { ...calm, declines: '走不开' }
    const step = nextStep(first, d!, declining, { isThere: false, at: null, withPerson: false }, start + 20_000)
    expect(step).toMatchObject({ do: { name: 'decline', body: { reason: '走不开' } } })
    const declined = give(first, (step as { do: IncidentCommand }).do, start + 20_000)
    expect(nextMove(declined, { ...desk, isFull: true }, start + 21_000)).toBeUndefined()
    expect(nextMove(declined, { ...desk, isFull: true }, start + 120_000)?.command.name).toBe('dispatch')
  })

  it('held up on the way says why once and arrives after it', () => {
    let state = give(incidentOf(DISPUTE), { name: 'dispatch', body: { unitId: 'unit-1' } }, start)
    state = give(state, { name: 'depart', body: {} }, start + 10_000)
    const late = { ...calm, stuckMs: 3 * MINUTE_MS, delayReason: '堵路' }
    const around = { isThere: true, at: POINT, withPerson: false }
    const noted = nextStep(state, state.dispatches[0]!, late, around, start + 40_000)
    expect(noted).toMatchObject({ do: { name: 'note', body: { delayReason: '堵路' } } })
    state = give(state, (noted as { do: IncidentCommand }).do, start + 40_000)
    expect(nextStep(state, state.dispatches[0]!, late, around, start + 60_000)).toBeUndefined()
    expect(nextStep(state, state.dispatches[0]!, late, around, start + 200_000)).toMatchObject({
      do: { name: 'arrive' },
    })
  })

  it('does not end a matter on which a real person has an order', () => {
    const { state } = playOn(incidentOf(DISPUTE), 8)
    const reported = state.stage === 'reported' ? state : playUntil('reported')
    const d = reported.dispatches.find(isActiveDispatch)!
    const later = toMs(d.reportedAt!) + 10 * MINUTE_MS
    expect(nextStep(reported, d, calm, { isThere: true, at: POINT, withPerson: true }, later)).toBeUndefined()
    expect(nextStep(reported, d, calm, { isThere: true, at: POINT, withPerson: false }, later)).toMatchObject({
      do: { name: 'settle' },
    })
  })
})

function playUntil(stage: Stage): IncidentState {
  for (let minutes = 1; minutes < 30; minutes += 0.25) {
    const { state } = playOn(incidentOf(DISPUTE), minutes)
    if (state.stage === stage) return state
  }
  throw new Error(`never ${stage}`)
}

describe('the virtual operator', () => {
  it('leaves a new incident alone for at least 45 s, and most for minutes', () => {
    const waits = Array.from({ length: 60 }, (_, i) => {
      const incident = incidentOf(DISPUTE, `i-${i}`)
      for (let s = 0; s < 400; s++) if (nextMove(incident, desk, start + s * SECOND_MS)) return s
      return Number.POSITIVE_INFINITY
    })
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(45)
    expect(Math.max(...waits)).toBeLessThanOrEqual(301)
    expect(waits.filter((s) => s > 100).length).toBeGreaterThan(30)
  })

  it('hands a police matter to the station, which ends it', () => {
    const { state, given } = playOn(incidentOf('映荷苑这里有人拿着菜刀砍人，头上都是血，快来'), 40)
    expect(given).toContain('transferPolice')
    expect(given.filter((name) => name === 'settle')).toHaveLength(1)
    expect(state.stage).toBe('closed')
  })

  it('does nothing where a person has an order, and the station only reports there', () => {
    expect(nextMove(incidentOf(DISPUTE), { ...desk, withPerson: true }, start + 10 * MINUTE_MS)).toBeUndefined()
    const handed = give(incidentOf(DISPUTE), { name: 'transferPolice', body: {} }, start)
    expect(stationAnswers(handed, 'report', start + MINUTE_MS)).toBeUndefined()
    const answer = stationAnswers(handed, 'report', start + 7 * MINUTE_MS)!
    const answered = give(handed, answer.command, start + 7 * MINUTE_MS, station)
    expect(answered.police?.feedbackAt).not.toBeNull()
    expect(stationAnswers(answered, 'report', start + 20 * MINUTE_MS)).toBeUndefined()
  })

  it('forwards what lies outside the subdistrict', () => {
    const incident = incidentOf(DISPUTE)
    const outside = { ...incident, place: { ...incident.place!, area: 'outside' as const } }
    expect(nextMove(outside, desk, start + 6 * MINUTE_MS)?.command).toMatchObject({
      name: 'settle',
      body: { outcome: 'transferred' },
    })
    expect(give(outside, nextMove(outside, desk, start + 6 * MINUTE_MS)!.command, start).stage).toBe('transferred')
  })
})

describe('temperaments', () => {
  const many = Array.from({ length: 4_000 }, (_, i) => temperamentOf(`dispatch-${i}`))
  const share = (of: (t: Temperament) => boolean) => many.filter(of).length / many.length

  it('are the same for the same order', () => expect(temperamentOf('d')).toEqual(temperamentOf('d')))

  it('breach K3 and K5 now and then, K4 rarely', () => {
    expect(share((t) => t.acknowledgeMs > 60_000)).toBeGreaterThan(0.08)
    expect(share((t) => t.acknowledgeMs > 60_000)).toBeLessThan(0.17)
    expect(share((t) => t.reportMs > 5 * MINUTE_MS)).toBeLessThan(0.14)
    expect(share((t) => t.stuckMs > 19 * MINUTE_MS)).toBeGreaterThan(0.01)
    expect(share((t) => t.stuckMs > 19 * MINUTE_MS)).toBeLessThan(0.05)
    expect(share((t) => t.declines !== null)).toBeLessThan(0.07)
  })
})
