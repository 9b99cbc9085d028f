import { describe, expect, it } from 'vitest'
import { classify } from '@liandong/shared/classify/index.ts'
import { locate } from '@liandong/shared/geo/gazetteer.ts'
import { toMs } from '@liandong/shared/time.ts'
import { readAlert } from '../../sources/read-alert.ts'
import { loadPlace } from '../place/place.ts'
import { composeAlert, fillIn, PLAY_PREFIX } from './compose-alert.ts'
import { DISPUTES } from './disputes.ts'
import { EVERYDAY_CALLS, OUTSIDE_CALLS, POLICE_CALLS, UNCLEAR_CALLS } from './other-calls.ts'
import { createRandom } from './random.ts'

const { gazetteer } = loadPlace()
const now = toMs('2026-11-24T09:00:00+08:00')
const compose = (count: number) => {
  const random = createRandom(7)
  return Array.from({ length: count }, (_, i) => composeAlert(gazetteer, random, now + i))
}

describe('the alerts of the play', () => {
  it('come from at least 120 different lines', () => {
    const lines = [DISPUTES, POLICE_CALLS, UNCLEAR_CALLS, EVERYDAY_CALLS, OUTSIDE_CALLS].flat().flatMap((t) => t.lines)
    expect(new Set(lines).size).toBe(lines.length)
    expect(lines.length).toBeGreaterThanOrEqual(120)
  })

  it('are alerts that the platform’s reader takes without a warning', () => {
    for (const alert of compose(500)) {
      const read = readAlert(alert, now + 1_000)
      expect('errors' in read ? read.errors : read.warnings).toEqual([])
      expect(alert.narrative).not.toMatch(/[{}]/)
      expect(alert.externalNo.startsWith(PLAY_PREFIX)).toBe(true)
    }
  })

  it('name places that the gazetteer finds: nine in ten are placed, few lie outside', () => {
    const found = compose(400).map((a) =>
      locate(gazetteer, {
        narrative: a.narrative,
        ...(a.address ? { address: a.address } : {}),
        ...(a.location ? { point: a.location } : {}),
      }),
    )
    expect(found.filter((f) => f.area === 'inside').length).toBeGreaterThan(360)
    expect(found.filter((f) => f.area === 'outside').length).toBeLessThan(20)
  })

  it('are mostly disputes as the classifier reads them, with some police among them', () => {
    const read = compose(400).map((a) => classify({ narrative: a.narrative, address: a.address }))
    expect(read.filter((c) => c.dispute).length).toBeGreaterThan(220)
    expect(read.filter((c) => c.police === 'police').length).toBeGreaterThan(4)
  })

  it('carry no number that a telephone could reach', () => {
    for (const { caller } of compose(300)) if (caller.phone) expect(caller.phone).toMatch(/^1000000\d{4}$/)
  })

  it('are drawn alike from the same seed', () => {
    expect(compose(5)).toEqual(compose(5))
    expect(fillIn('{place}吵', '映荷苑', createRandom(1))).toContain('映荷苑')
  })
})
