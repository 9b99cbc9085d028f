import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS, toMs } from '../time.ts'
import { dutyGaps, isOnDuty, nextChangeAt, uncoveredCentres } from './on-duty.ts'
import type { DutyPattern } from './on-duty.ts'

const day: DutyPattern = [{ fromMinute: 480, toMinute: 1_200 }]
const night: DutyPattern = [{ fromMinute: 1_200, toMinute: 480 }]
const always: DutyPattern = [{ fromMinute: 0, toMinute: 1_440 }]
const at = (local: string): number => toMs(`2026-11-24T${local}+08:00`)

describe('on duty', () => {
  it.each([
    [day, '07:59:59.999', false],
    [day, '08:00:00.000', true],
    [day, '19:59:59.999', true],
    [day, '20:00:00.000', false],
    [night, '19:59:59.999', false],
    [night, '20:00:00.000', true],
    [night, '23:59:59.999', true],
    [night, '00:00:00.000', true],
    [night, '07:59:59.999', true],
    [night, '08:00:00.000', false],
    [always, '00:00:00.000', true],
    [always, '12:00:00.000', true],
    [always, '23:59:59.999', true],
    [[], '12:00:00.000', false],
  ] as [DutyPattern, string, boolean][])('D8: %o at %s is %s', (pattern, local, expected) =>
    expect(isOnDuty(pattern, at(local))).toBe(expected),
  )

  it('the day is that of Shanghai, wherever the server stands', () => {
    expect(isOnDuty(day, toMs('2026-11-24T00:00:00Z'))).toBe(true)
    expect(isOnDuty(day, toMs('2026-11-24T12:00:00Z'))).toBe(false)
  })

  it('the next change is the end of the shift, then its beginning', () => {
    expect(nextChangeAt(day, at('09:00:00'))).toBe(at('20:00:00'))
    expect(nextChangeAt(day, at('20:00:00'))).toBe(at('08:00:00') + DAY_MS)
    expect(nextChangeAt(night, at('21:00:00'))).toBe(at('08:00:00') + DAY_MS)
    expect(nextChangeAt(always, at('21:00:00'))).toBeUndefined()
    expect(nextChangeAt([], at('21:00:00'))).toBeUndefined()
  })

  it('two stretches that meet are one', () => {
    expect(nextChangeAt([...day, ...night], at('10:00:00'))).toBeUndefined()
    expect(
      nextChangeAt(
        [
          { fromMinute: 480, toMinute: 720 },
          { fromMinute: 720, toMinute: 1_200 },
        ],
        at('10:00:00'),
      ),
    ).toBe(at('20:00:00'))
  })

  it('nothing changes before the next change, and it does then', () => {
    const minute = fc.integer({ min: 0, max: 1_440 })
    const pattern = fc.array(fc.record({ fromMinute: minute, toMinute: minute }), { maxLength: 3 })
    fc.assert(
      fc.property(pattern, fc.integer({ min: 0, max: 2 * 1_440 }), (stretches, offset) => {
        const now = at('00:00:00') + offset * MINUTE_MS
        const isOn = isOnDuty(stretches, now)
        const change = nextChangeAt(stretches, now)
        const until = change ?? now + DAY_MS
        for (let t = now; t < until; t += 7 * MINUTE_MS) if (isOnDuty(stretches, t) !== isOn) return false
        return change === undefined || (isOnDuty(stretches, change) !== isOn && change > now && change - now <= DAY_MS)
      }),
    )
  })
})

describe('coverage', () => {
  const centres = [
    { id: 'village-01', gridIds: ['grid-01-1'] },
    { id: 'village-02', gridIds: ['grid-02-1'] },
  ]

  it('A12: a centre with nobody on duty is a gap; somebody of one of its grids closes it', () => {
    const units = [
      { organisationId: 'village-01', duty: day },
      { organisationId: 'grid-02-1', duty: night },
    ]
    expect(uncoveredCentres(centres, units, at('12:00:00')).map((centre) => centre.id)).toEqual(['village-02'])
    expect(uncoveredCentres(centres, units, at('22:00:00')).map((centre) => centre.id)).toEqual(['village-01'])
  })

  it('D5: a night slot taken away is a gap known before the night begins', () => {
    const full = [
      { organisationId: 'village-01', duty: day },
      { organisationId: 'grid-01-1', duty: night },
      { organisationId: 'village-02', duty: always },
    ]
    expect(dutyGaps(centres, full, at('12:00:00'), at('12:00:00') + DAY_MS)).toEqual([])
    expect(
      dutyGaps(
        centres,
        full.filter((unit) => unit.duty !== night),
        at('12:00:00'),
        at('12:00:00') + DAY_MS,
      ),
    ).toEqual([{ centreId: 'village-01', fromAt: at('20:00:00'), toAt: at('20:00:00') + 12 * HOUR_MS }])
  })

  it('D5: a centre nobody belongs to is one gap as long as the look ahead', () => {
    expect(dutyGaps(centres.slice(0, 1), [], at('12:00:00'), at('18:00:00'))).toEqual([
      { centreId: 'village-01', fromAt: at('12:00:00'), toAt: at('18:00:00') },
    ])
  })
})
