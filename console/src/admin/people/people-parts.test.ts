import { describe, expect, it } from 'vitest'
import type { OrganisationRow } from '../../api/people.ts'
import { toInstant } from './day.ts'
import { toCsv } from '../kit/save-csv.ts'
import { inTreeOrder } from './use-organisations.ts'

const row = (id: string, kind: OrganisationRow['kind'], parentId: string | null): OrganisationRow => ({
  id,
  kind,
  name: id,
  phone: null,
  version: 1,
  closedAt: null,
  place: { parentId, name: id, from: '', until: null },
  planned: null,
  people: 0,
  units: 0,
})

describe('what the administrators’ page of people is made of', () => {
  it('the tree is in order: offices before villages, parents before children, what is closed left out', () => {
    const rows = [
      row('grid', 'grid', 'village'),
      row('village', 'village', 'street'),
      { ...row('gone', 'village', 'street'), place: null },
      row('office', 'department', 'street'),
      row('street', 'subdistrict', null),
    ]
    expect(inTreeOrder(rows).map(({ id, depth, hasChildren }) => [id, depth, hasChildren])).toEqual([
      ['street', 0, true],
      ['office', 1, false],
      ['village', 1, true],
      ['grid', 2, false],
    ])
  })

  it('a day is its first minute in Shanghai, and none is now', () => {
    expect([toInstant('2026-01-01'), toInstant(''), toInstant('x')]).toEqual([
      '2026-01-01T00:00:00+08:00',
      undefined,
      undefined,
    ])
  })

  it('a name in the file of passwords is never a formula', () => {
    expect(toCsv([['=1+1', '张,三', '"x"']])).toBe('\uFEFF\'=1+1,"张,三","""x"""\r\n')
  })
})
