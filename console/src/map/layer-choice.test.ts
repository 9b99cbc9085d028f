import { describe, expect, it } from 'vitest'
import type { MapLayer } from '@liandong/shared/wire/map-layer.ts'
import { layerToShow, readChoice, SCHEMATIC, writeChoice } from './layer-choice.ts'

const layer = (id: string, onWall = false): MapLayer => ({
  id,
  nameZh: id,
  nameEn: id,
  attribution: '',
  crs: 'wgs84',
  minZoom: 1,
  maxZoom: 18,
  labels: false,
  onWall,
  version: 1,
})
const [a, b, c] = [layer('a'), layer('b', true), layer('c', true)]

describe('which layer is shown', () => {
  it('at a desk the first, until somebody chooses; the schematic map is a choice too', () => {
    expect(layerToShow([a, b, c], 'desk', null)).toBe(a)
    expect(layerToShow([a, b, c], 'desk', 'c')).toBe(c)
    expect(layerToShow([a, b, c], 'desk', SCHEMATIC)).toBeNull()
  })

  it('a choice that is gone gives way to the first; where there is none the schematic map is left', () => {
    expect(layerToShow([a, b], 'desk', 'c')).toBe(a)
    expect(layerToShow([], 'desk', 'c')).toBeNull()
  })

  it('on a wall the first that is for walls, whatever was chosen on that machine', () => {
    expect(layerToShow([a, b, c], 'wall', 'a')).toBe(b)
    expect(layerToShow([a], 'wall', 'a')).toBeNull()
    expect(layerToShow([c, b], 'wall', SCHEMATIC)).toBe(c)
  })

  it('each person’s choice is kept apart', () => {
    const held = new Map<string, string>()
    const store = {
      getItem: (key: string) => held.get(key) ?? null,
      setItem: (key: string, v: string) => void held.set(key, v),
    }
    writeChoice('user-1', 'a', store)
    expect([readChoice('user-1', store), readChoice('user-2', store)]).toEqual(['a', null])
  })
})
