import { describe, expect, it } from 'vitest'
import type { BoardUnit } from '../board/board.ts'
import { etaMinutes, rankUnits, type Measured } from './rank.ts'

const unit = (id: string, extra: Partial<BoardUnit> = {}, distanceM: number | null = 1_000): Measured => ({
  unit: {
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
    ...extra,
  },
  distanceM,
  fixAgeMs: 0,
})
const order = (units: Measured[], need = { dispute: false, severity: 3 as 1 | 3 | null }) =>
  rankUnits(units, need).map((s) => s.unitId)

describe('whom to send', () => {
  it('D8: offers only units on duty and free', () => {
    const units = [
      unit('off', { onDuty: false }),
      unit('busy', { incidentId: 'i' }),
      unit('away', { state: 'away' }),
      unit('free'),
    ]
    expect(order(units)).toEqual(['free'])
  })

  it('prefers the nearer, the mediator for a dispute (D3), the team for a grave matter', () => {
    expect(order([unit('far', {}, 3_000), unit('near', {}, 300)])).toEqual(['near', 'far'])
    const mediator = unit('mediator', { skills: ['调解'] }, 1_300)
    expect(order([unit('other', {}, 1_000), mediator])).toEqual(['other', 'mediator'])
    expect(order([unit('other', {}, 1_000), mediator], { dispute: true, severity: 3 })).toEqual(['mediator', 'other'])
    expect(
      order([unit('one', {}, 1_000), unit('car', { kind: 'vehicle' }, 1_300)], { dispute: false, severity: 1 }),
    ).toEqual(['car', 'one'])
  })

  it('says why, and how long it takes', () => {
    const [best] = rankUnits([unit('a', { skills: ['调解'] }, 1_200)], { dispute: true, severity: null })
    expect(best).toMatchObject({
      distanceM: 1_200,
      etaMin: etaMinutes(1_200),
      reasons: [{ code: 'onDuty' }, { code: 'eta' }, { code: 'skill', value: '调解' }],
    })
  })

  it('ranks 500 units in an instant, those of unknown place among them', () => {
    const units = Array.from({ length: 500 }, (_, i) => unit(`u${i}`, {}, i % 3 === 0 ? null : i * 10))
    expect(rankUnits(units, { dispute: true, severity: 2 })).toHaveLength(500)
  })
})
