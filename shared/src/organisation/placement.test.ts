import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayHang, ORGANISATION_KIND_IDS } from './kind.ts'
import {
  ancestorsAt,
  closePlacement,
  movePlacement,
  placementAt,
  renamePlacement,
  subtreeAt,
  type Placement,
} from './placement.ts'

const place = (organisationId: string, parentId: string | null, from = 0): Placement => ({
  organisationId,
  parentId,
  name: organisationId,
  from,
  until: null,
})
const TREE = [
  place('street', null),
  place('east', 'street'),
  place('west', 'street'),
  place('village', 'east'),
  place('grid', 'village'),
]

const moved = (placements: readonly Placement[], organisationId: string, parentId: string, at: number, now = at) => {
  const result = movePlacement(placements, { organisationId, parentId, at, now })
  if (!result.ok) throw new Error(result.why)
  return result.placements
}

describe('A2: the levels of the tree', () => {
  it('区 → 街道 → 站所/科办 → 村社 → 网格, and nothing else', () => {
    const under = (kind: (typeof ORGANISATION_KIND_IDS)[number]) =>
      ORGANISATION_KIND_IDS.filter((p) => mayHang(kind, p))
    expect(Object.fromEntries(ORGANISATION_KIND_IDS.map((kind) => [kind, under(kind)]))).toEqual({
      district: [],
      subdistrict: ['district'],
      room: ['subdistrict'],
      station: ['subdistrict'],
      department: ['subdistrict'],
      team: ['subdistrict', 'room', 'station'],
      village: ['subdistrict', 'department'],
      grid: ['village'],
    })
    expect(ORGANISATION_KIND_IDS.filter((kind) => mayHang(kind, null))).toEqual(['district', 'subdistrict'])
  })
})

describe('A2: an organisation that moves keeps its old days', () => {
  it('stands under the old parent until the instant, under the new one from it on', () => {
    const after = moved(TREE, 'village', 'west', 100)
    expect(ancestorsAt(after, 'grid', 99)).toEqual(['village', 'east', 'street'])
    expect(ancestorsAt(after, 'grid', 100)).toEqual(['village', 'west', 'street'])
    expect([subtreeAt(after, 'east', 99), subtreeAt(after, 'east', 100)]).toEqual([
      ['east', 'village', 'grid'],
      ['east'],
    ])
    expect(
      TREE.every((one) => one.until === null),
      'what was given is not changed',
    ).toBe(true)
  })

  it('a move planned for later gives way to another, and a name given meanwhile lasts', () => {
    const planned = moved(TREE, 'village', 'west', 500, 100)
    expect(placementAt(planned, 'village', 499)?.parentId).toBe('east')
    const named = renamePlacement(planned, { organisationId: 'village', name: 'new', now: 200 })
    expect([150, 250, 600].map((at) => placementAt(named, 'village', at)?.name)).toEqual(['village', 'new', 'new'])
    const again = movePlacement(named, { organisationId: 'village', parentId: 'street', at: 300, now: 250 })
    expect(again.ok && [250, 300, 600].map((at) => placementAt(again.placements, 'village', at)?.parentId)).toEqual([
      'east',
      'street',
      'street',
    ])
  })

  it.each([
    ['under its own grid', { organisationId: 'village', parentId: 'grid', at: 5 }, 'underItself'],
    ['under itself', { organisationId: 'village', parentId: 'village', at: 5 }, 'underItself'],
    ['where it stands', { organisationId: 'village', parentId: 'east', at: 5 }, 'staysWhereItIs'],
    ['under nothing known', { organisationId: 'village', parentId: 'north', at: 5 }, 'parentNotThere'],
    ['in a time before it was', { organisationId: 'village', parentId: 'west', at: -5 }, 'beforeItStoodHere'],
    ['when there is no such', { organisationId: 'north', parentId: 'west', at: 5 }, 'notThere'],
  ])('is not put %s', (_what, move, why) => {
    expect(movePlacement(TREE, { ...move, now: 10 })).toEqual({ ok: false, why })
  })

  it('once closed it is nowhere, and its old days stay', () => {
    const closed = closePlacement(TREE, 'grid', 70)
    expect([placementAt(closed, 'grid', 69)?.parentId, placementAt(closed, 'grid', 70)]).toEqual(['village', undefined])
    expect(subtreeAt(closed, 'grid', 70)).toEqual([])
  })
})

/** By brute force: the tree as a plain map, remembered whole at every instant. */
type Act = { kind: 'move' | 'close' | 'rename'; id: number; parent: number; gap: number }
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('move', 'move', 'move', 'rename', 'close'),
  id: fc.integer({ min: 1, max: 7 }),
  parent: fc.integer({ min: 0, max: 7 }),
  gap: fc.integer({ min: 1, max: 3 }),
})

describe('A2: effective dates against a tree remembered whole at every instant', () => {
  it('ancestors, subtrees and names agree at every instant, rows never overlap, the past never changes', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        const ids = Array.from({ length: 8 }, (_, n) => `o${n}`)
        let present = new Map(ids.map((id) => [id, { parent: id === 'o0' ? null : 'o0', name: id }]))
        let placements: Placement[] = ids.map((id) => place(id, id === 'o0' ? null : 'o0'))
        const remembered: { at: number; tree: typeof present }[] = [{ at: 0, tree: present }]
        let now = 0
        for (const { kind, id: n, parent: p, gap } of acts) {
          now += gap
          const [id, parentId] = [`o${n}`, `o${p}`]
          const next = new Map(present)
          const known = present.get(id)
          if (kind === 'move') {
            const result = movePlacement(placements, { organisationId: id, parentId, at: now, now })
            let up: string | null | undefined = parentId
            while (up != null && up !== id) up = present.get(up)?.parent
            const isPossible = known !== undefined && present.has(parentId) && up !== id && known.parent !== parentId
            expect(result.ok).toBe(isPossible)
            if (!result.ok || !known) continue
            placements = result.placements
            next.set(id, { ...known, parent: parentId })
          } else if (kind === 'rename' && known) {
            placements = renamePlacement(placements, { organisationId: id, name: `n${now}`, now })
            next.set(id, { ...known, name: `n${now}` })
          } else if (kind === 'close' && known && ![...present.values()].some((one) => one.parent === id)) {
            placements = closePlacement(placements, id, now)
            next.delete(id)
          }
          present = next
          remembered.push({ at: now, tree: present })
        }
        for (let at = 0; at <= now + 1; at += 1) {
          const tree = remembered.findLast((one) => one.at <= at)!.tree
          for (const id of ids) {
            const above: string[] = []
            for (let up = tree.get(id)?.parent; up != null; up = tree.get(up)?.parent) above.push(up)
            expect(ancestorsAt(placements, id, at)).toEqual(above)
            expect(placementAt(placements, id, at)?.name).toBe(tree.get(id)?.name)
            expect(
              placements.filter((one) => one.organisationId === id && one.from <= at && (one.until ?? Infinity) > at)
                .length,
            ).toBeLessThan(2)
            const inside = [...tree.keys()].filter((other) => {
              let up: string | null | undefined = other
              while (up != null && up !== id) up = tree.get(up)?.parent
              return up === id
            })
            expect(subtreeAt(placements, id, at).toSorted()).toEqual(tree.has(id) ? inside.toSorted() : [])
          }
        }
      }),
      { numRuns: 150 },
    )
  })
})
