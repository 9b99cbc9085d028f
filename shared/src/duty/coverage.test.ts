import { describe, expect, it } from 'vitest'
import { coverageGaps, type Standing, type Village } from './coverage.ts'

const villages: Village[] = [
  {
    id: 'v1',
    name: '映荷社区',
    grids: [
      { id: 'g1', name: '映荷第一网格' },
      { id: 'g2', name: '映荷第二网格' },
      { id: 'g3', name: '映荷第三网格' },
    ],
  },
  { id: 'v2', name: '庙东社区', grids: [{ id: 'g4', name: '庙东第一网格' }] },
]
const gaps = (...units: [organisationId: string, onDuty: boolean][]): string[] =>
  coverageGaps(
    villages,
    units.map(([organisationId, onDuty]): Standing => ({ organisationId, onDuty })),
  ).map((gap) => gap.id)

describe('A12: where nobody is on duty now', () => {
  it('with nobody at all every village is a gap, and its grids are not counted again', () => {
    expect(gaps()).toEqual(['v1', 'v2'])
    expect(gaps(['v1', false], ['g1', false], ['org-squad', true])).toEqual(['v1', 'v2'])
  })
  it('the village office covers all grids of its village, and no other village', () => {
    expect(gaps(['v1', true], ['g1', false])).toEqual(['v2'])
  })
  it('one grid person covers the village and the grids nobody is rostered for', () => {
    expect(gaps(['g1', true], ['g4', true])).toEqual([])
  })
  it('a grid whose own people are off duty is a gap beside one whose people are on', () => {
    expect(gaps(['g1', true], ['g2', false], ['g4', true])).toEqual(['g2'])
    expect(gaps(['g1', true], ['g2', false], ['g2', true], ['g4', true])).toEqual([])
    expect(gaps(['v1', false], ['g1', true], ['g2', false], ['g4', true])).toEqual(['g2'])
  })
  it('says what it is and how it is called', () => {
    expect(coverageGaps(villages, [{ organisationId: 'v1', onDuty: true }])).toEqual([
      { id: 'v2', name: '庙东社区', kind: 'village' },
    ])
  })
})
