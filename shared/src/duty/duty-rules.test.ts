import { describe, expect, it } from 'vitest'
import { MINUTE_MS, toIso, toMs } from '../time.ts'
import {
  checkDutyRules,
  DELIVERED_DUTY,
  isUnsigned,
  lastTurnAt,
  nextTurnOf,
  refuseSigning,
  shiftAt,
} from './duty-rules.ts'

const { content } = DELIVERED_DUTY
const at = (local: string) => toMs(`2026-11-24T${local}+08:00`)

describe('§3.9: the turn of the shift', () => {
  it.each([
    ['07:59:59.999', '2026-11-23T12:00:00.000Z', '2026-11-24T00:00:00.000Z'],
    ['08:00:00.000', '2026-11-24T00:00:00.000Z', '2026-11-24T12:00:00.000Z'],
    ['23:59:00.000', '2026-11-24T12:00:00.000Z', '2026-11-25T00:00:00.000Z'],
  ])('at %s the shift has turned at %s and turns next at %s', (local, last, next) => {
    expect(toIso(lastTurnAt(content.turns, at(local)))).toBe(last)
    expect(toIso(nextTurnOf(content.turns, at(local)))).toBe(next)
  })

  it.each([
    [[480, 1_200], '07:59:59.999', 'night', '20:00–08:00'],
    [[480, 1_200], '08:00:00', 'day', '08:00–20:00'],
    [[480, 1_200], '20:00:00', 'night', '20:00–08:00'],
    [[510, 1_050], '17:29:00', 'day', '08:30–17:30'],
    [[0, 480, 960], '03:00:00', 'night', '00:00–08:00'],
    [[0, 480, 960], '12:00:00', 'day', '08:00–16:00'],
    [[0, 480, 960], '16:00:00', 'other', '16:00–00:00'],
    [[540], '12:00:00', 'other', '09:00–09:00'],
  ])('with turns at %j the shift at %s is the %s one, %s', (turns, local, name, hours) => {
    const shift = shiftAt(turns, at(local))
    const clock = (ms: number) => toIso(ms + 8 * 60 * MINUTE_MS).slice(11, 16)
    expect([shift.name, `${clock(shift.fromAt)}–${clock(shift.untilAt)}`]).toEqual([name, hours])
  })

  it('unsigned for fifteen minutes is an alarm, to the millisecond; signed it is none', () => {
    const turnAt = at('08:00:00')
    expect(isUnsigned({ turnAt, inAt: null }, content, turnAt + 15 * MINUTE_MS - 1)).toBe(false)
    expect(isUnsigned({ turnAt, inAt: null }, content, turnAt + 15 * MINUTE_MS)).toBe(true)
    expect(isUnsigned({ turnAt, inAt: turnAt }, content, turnAt + 60 * MINUTE_MS)).toBe(false)
  })

  it('the outgoing leader signs first, the incoming one is another person, and nobody signs twice', () => {
    expect(refuseSigning({ outBy: null, inBy: null }, 'in', 'b')).toBe('outgoingFirst')
    expect(refuseSigning({ outBy: null, inBy: null }, 'out', 'a')).toBeUndefined()
    expect(refuseSigning({ outBy: 'a', inBy: null }, 'in', 'a')).toBe('secondPersonRequired')
    expect(refuseSigning({ outBy: 'a', inBy: null }, 'in', 'b')).toBeUndefined()
    expect(refuseSigning({ outBy: 'a', inBy: 'b' }, 'in', 'c')).toBe('alreadyDone')
  })

  it('A11: rules out of bounds are named field by field', () => {
    expect(checkDutyRules(content)).toEqual([])
    const wrong = checkDutyRules({ turns: [480, 500], gapAheadHours: 0, unsignedMinutes: 500, longestHours: 24 })
    expect(wrong.map((one) => one.pointer)).toEqual([
      '/content/gapAheadHours',
      '/content/unsignedMinutes',
      '/content/turns',
    ])
  })
})
