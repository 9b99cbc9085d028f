import { nameUnit, pressUnit } from './dialogs/dispatch-choice.ts'
import { describe, expect, it } from 'vitest'
import type { Clock } from '@liandong/shared/clocks/clock.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { actStates, isAllowed } from './acts.ts'
import { ballOf } from './ball.ts'
import { turnsRound } from './classify-turn.ts'
import { clockRow, mainClock } from './main-clock.ts'
import { markNarrative } from './narrative-marks.ts'
import { byUrgency, countDesk, tabOf, toQueues } from './queue-order.ts'
import { rowHeat } from './row-ageing.ts'
import { aClock, aDispatch, anIncident } from './testing.ts'

const at = '2026-11-24T06:00:00.000Z'
const ms = Date.parse(at)
const later = (seconds: number): string => new Date(ms + seconds * 1_000).toISOString()

describe('the queue', () => {
  it('puts severity first, then the oldest; what nobody has graded stands between 1 and 2', () => {
    const list = [
      anIncident({ id: 'four', severity: 4, receivedAt: at }),
      anIncident({ id: 'twoNew', severity: 2, receivedAt: later(9) }),
      anIncident({ id: 'ungraded', severity: null, receivedAt: later(99) }),
      anIncident({ id: 'twoOld', severity: 2, receivedAt: at }),
      anIncident({ id: 'one', severity: 1, receivedAt: later(500) }),
    ]
    expect(list.toSorted(byUrgency).map((i) => i.id)).toEqual(['one', 'ungraded', 'twoOld', 'twoNew', 'four'])
  })

  it('puts the real before a drill of the same severity, and a graver drill before both', () => {
    const list = [
      anIncident({ id: 'drill', severity: 2, receivedAt: at, exercise: true }),
      anIncident({ id: 'real', severity: 2, receivedAt: later(60) }),
      anIncident({ id: 'graver', severity: 1, receivedAt: at, exercise: true }),
    ]
    expect(list.toSorted(byUrgency).map((i) => i.id)).toEqual(['graver', 'real', 'drill'])
  })

  it('keeps one order for equal severity and instant, whatever order they came in', () => {
    const [a, b] = [anIncident({ id: 'a', receivedAt: at }), anIncident({ id: 'b', receivedAt: at })]
    expect([b, a].toSorted(byUrgency)).toEqual([a, b].toSorted(byUrgency))
  })

  it('splits by who has to act: the room, a unit, or nobody in a hurry', () => {
    expect(['received', 'triaged', 'handedBack'].map((stage) => tabOf({ stage } as IncidentState))).toEqual([
      'waiting',
      'waiting',
      'waiting',
    ])
    expect(['dispatched', 'onScene'].map((stage) => tabOf({ stage } as IncidentState))).toEqual(['working', 'working'])
    expect(['toPolice', 'settled', 'visited'].map((stage) => tabOf({ stage } as IncidentState))).toEqual([
      'watched',
      'watched',
      'watched',
    ])
  })

  it('leaves out what has ended', () => {
    expect(toQueues([anIncident({ live: false }), anIncident({ id: 'live' })]).waiting.map((i) => i.id)).toEqual([
      'live',
    ])
  })

  it('counts 未研判 未派 未签收 超时, each incident once', () => {
    const list = [
      anIncident({ stage: 'received' }),
      anIncident({ stage: 'triaged', clocks: [aClock({ state: 'breached' }), aClock({ state: 'breached', id: 'x' })] }),
      anIncident({ stage: 'dispatched', dispatches: [aDispatch({ stage: 'seen' })] }),
      anIncident({ stage: 'acknowledged', dispatches: [aDispatch({ stage: 'acknowledged', acknowledgedAt: at })] }),
      anIncident({ stage: 'triaged', clocks: [aClock({ state: 'breached', endedAt: at })] }),
    ]
    expect(countDesk(list)).toEqual({ untriaged: 1, unsent: 2, unacknowledged: 1, breached: 1 })
  })

  it('holds 14,000 incidents in well under a frame’s patience', () => {
    const many = Array.from({ length: 14_000 }, (_, i) =>
      anIncident({ id: `i${i}`, severity: (((i * 7) % 4) + 1) as 1, receivedAt: later((i * 7_919) % 86_400) }),
    )
    const queues = toQueues(many)
    expect(queues.waiting).toHaveLength(14_000)
    expect(queues.waiting[0]?.severity).toBe(1)
    expect(queues.waiting.at(-1)?.severity).toBe(4)
  })
})

describe('row ageing: unassigned turns hot at 60 s, 5, 15 and 30 minutes', () => {
  it.each([
    [1, 60],
    [2, 300],
    [3, 900],
    [4, 1_800],
  ] as const)('severity %d at %d s', (severity, seconds) => {
    const waiting = anIncident({ stage: 'triaged', severity, receivedAt: at })
    expect(rowHeat(waiting, ms + seconds * 1_000)).toBe('hot')
    expect(rowHeat(waiting, ms + seconds * 1_000 - 1)).toBe('warm')
    expect(rowHeat(waiting, ms + seconds * 500 - 1)).toBe('cool')
  })
  it('ungraded ages as a level 2, and nothing ages once somebody is sent', () => {
    expect(rowHeat(anIncident({ severity: null, receivedAt: at }), ms + 300_000)).toBe('hot')
    expect(rowHeat(anIncident({ stage: 'dispatched', severity: 1, receivedAt: at }), ms + 9_999_000)).toBe('cool')
  })
})

describe('who has the ball', () => {
  it('is the room until an order, then the lead unit by name, then the station', () => {
    expect(ballOf(anIncident({ stage: 'received' }))).toMatchObject({ who: 'room', next: 'triage' })
    const order = aDispatch({ unit: { id: 'u', name: '王某' }, issuedAt: later(60) })
    expect(ballOf(anIncident({ stage: 'dispatched', dispatches: [order] }))).toEqual({
      who: 'unit',
      name: '王某',
      since: later(60),
      next: 'acknowledge',
    })
    expect(ballOf(anIncident({ stage: 'toPolice', police: { since: at, feedbackAt: null } }))).toMatchObject({
      who: 'police',
      next: 'policeFeedback',
    })
    expect(ballOf(anIncident({ stage: 'toPolice', police: { since: at, feedbackAt: later(9) } }))).toMatchObject({
      who: 'room',
      next: 'close',
    })
  })
  it('is the room again from the moment the last unit declined', () => {
    const declined = aDispatch({ stage: 'declined', endedAt: later(90) })
    expect(ballOf(anIncident({ stage: 'triaged', triagedAt: at, dispatches: [declined] }))).toMatchObject({
      who: 'room',
      next: 'order',
      since: later(90),
    })
  })
})

describe('the clock a row shows', () => {
  const running = (id: string, dueAt: string): Clock => aClock({ id, dueAt })
  it('is the oldest breach, else what runs out next, else none', () => {
    const breached = aClock({ id: 'b', state: 'breached', dueAt: later(50) })
    expect(mainClock([running('soon', later(10)), breached])?.id).toBe('b')
    expect(mainClock([running('late', later(90)), running('soon', later(10))])?.id).toBe('soon')
    expect(mainClock([aClock({ state: 'met', endedAt: at })])).toBeUndefined()
  })
  it('gives five places in the order of the work, the open one before a finished one', () => {
    const row = clockRow([
      aClock({ id: 'old', clock: 'K4', state: 'stopped', endedAt: at }),
      aClock({ id: 'new', clock: 'K4' }),
    ])
    expect(row.map((place) => place.clock)).toEqual(['K1', 'K2', 'K3', 'K4', 'K5'])
    expect(row[3]?.shown?.id).toBe('new')
    expect(row[0]?.shown).toBeNull()
  })
})

describe('the words that decided', () => {
  const reason = (phrase: string, start: number, end = start + phrase.length) => ({
    phrase,
    start,
    end,
    rule: 'R1',
    effect: 'police',
    text: { zh: '', en: '' },
  })
  it('are underlined where their offsets say; the rest is verbatim', () => {
    const pieces = markNarrative('有人持刀追人，快来', [reason('持刀', 2), reason('持刀追人', 2)])
    expect(pieces.map((p) => p.text).join('')).toBe('有人持刀追人，快来')
    expect(pieces.map((p) => [p.text, p.reasons.length])).toEqual([
      ['有人', 0],
      ['持刀', 2],
      ['追人', 1],
      ['，快来', 0],
    ])
  })
  it('are looked for where masking moved them, and left out where they are gone', () => {
    expect(markNarrative('电话138****1234，有刀', [reason('有刀', 30)]).find((p) => p.reasons.length > 0)?.text).toBe(
      '有刀',
    )
    expect(markNarrative('没有了', [reason('持刀', 0)])).toEqual([{ text: '没有了', reasons: [] }])
    expect(markNarrative('', [])).toEqual([])
  })
})

describe('the action bar', () => {
  const refusal = { code: 'stageForbids', title: { zh: '当前状态不能这样做', en: 'Not possible in the present stage' } }
  it('hides what is not this person’s, greys what must wait and says why', () => {
    const offers = [
      { name: 'dispatch' as const, allowed: true },
      { name: 'close' as const, allowed: false, refusal },
      { name: 'merge' as const, allowed: false, refusal: { code: 'notYours', title: { zh: '无权', en: 'no' } } },
    ]
    expect(actStates(['dispatch', 'merge', 'close', 'note'], offers, 'zh')).toEqual([
      { act: 'dispatch', isAllowed: true, refusal: null },
      { act: 'close', isAllowed: false, refusal: '当前状态不能这样做' },
    ])
    expect([isAllowed(offers, 'dispatch'), isAllowed(offers, 'close'), isAllowed(undefined, 'dispatch')]).toEqual([
      true,
      false,
      false,
    ])
  })
  it('D12: only turning a decision round asks for a reason', () => {
    expect(turnsRound({ police: 'police' }, 'nonPolice')).toBe(true)
    expect(turnsRound({ police: 'undecided' }, 'nonPolice')).toBe(false)
    expect(turnsRound({ police: 'police' }, 'police')).toBe(false)
    expect(turnsRound(null, 'police')).toBe(false)
  })
})

describe('whom the order goes to', () => {
  const proposed = { unitIds: ['a'], isProposed: true }
  it('is the unit that was named, also where it was the one proposed', () => {
    expect(nameUnit(proposed, 'a').unitIds).toEqual(['a'])
    expect(nameUnit(proposed, 'b').unitIds).toEqual(['b'])
    expect(nameUnit(nameUnit(proposed, 'b'), 'c').unitIds).toEqual(['b', 'c'])
    expect(nameUnit(nameUnit(proposed, 'b'), 'b').unitIds).toEqual([])
  })

  it('is taken away by a press, and one more is added by one', () => {
    expect(pressUnit(proposed, 'a').unitIds).toEqual([])
    expect(pressUnit(proposed, 'b').unitIds).toEqual(['b'])
    expect(pressUnit(pressUnit(proposed, 'b'), 'a').unitIds).toEqual(['b', 'a'])
  })
})
