import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '@liandong/shared/time.ts'
import type { AlertDraft } from './alert-draft.ts'
import { SOURCE_KINDS } from './index.ts'
import { readAlert } from './read-alert.ts'

const NOW = Date.parse('2026-11-24T06:00:00.000Z')
const good = { externalNo: 'N1', narrative: '楼上漏水，两家吵起来了' }
const read = (body: unknown): AlertDraft => {
  const draft = readAlert(body, NOW)
  if ('errors' in draft) throw new Error(JSON.stringify(draft.errors))
  return draft
}
const warned = (body: object) => read({ ...good, ...body }).warnings.map((w) => `${w.pointer} ${w.code}`)

describe('a call for help is never turned away for its form', () => {
  it.each([
    [{ severity: 9 }, '/severity notASeverity'],
    [{ severity: '1' }, '/severity notASeverity'],
    [{ newField: 1 }, '/newField unknownField'],
    [{ 'a/b~c': 1 }, '/a~1b~0c unknownField'],
    [{ address: 'x'.repeat(201) }, '/address tooLong'],
    [{ address: 5 }, '/address notText'],
    [{ location: { lat: 91, lon: 120, crs: 'wgs84' } }, '/location impossiblePosition'],
    [{ location: { lat: 0, lon: 0, crs: 'wgs84' } }, '/location impossiblePosition'],
    [{ location: { lat: 30, lon: 120 } }, '/location unknownCrs'],
    [{ location: { lat: 30, lon: 120, crs: '__proto__' } }, '/location unknownCrs'],
    [{ location: { lat: '30', lon: 120, crs: 'wgs84' } }, '/location notAPosition'],
    [{ location: [120, 30] }, '/location notAPosition'],
    [{ caller: '张三' }, '/caller notACaller'],
    [{ caller: { phone: 123 } }, '/caller/phone notText'],
    [{ caller: { name: '张三', age: 3 } }, '/caller/age unknownField'],
    [{ exercise: 'yes' }, '/exercise notAFlag'],
    [{ reportedAt: '2026-11-24T06:00:00' }, '/reportedAt notAnInstant'],
    [{ reportedAt: 'yesterday' }, '/reportedAt notAnInstant'],
    [{ reportedAt: 1_700_000_000 }, '/reportedAt notAnInstant'],
    [{ reportedAt: '2026-11-24T07:00:00Z' }, '/reportedAt impossibleTime'],
    [{ reportedAt: '1970-01-01T00:00:00Z' }, '/reportedAt impossibleTime'],
    [{ externalNo: 17 }, '/externalNo notText'],
    [{ narrative: 'x'.repeat(2_001) }, '/narrative long'],
    [{ narrative: '有\u0000人' }, '/narrative controlCharacters'],
  ])('%j is accepted with a warning', (body, warning) => {
    expect(warned(body)).toContain(warning)
  })

  it('accepts a whole alert without a word', () => {
    const body = {
      ...good,
      reportedAt: '2026-11-24T13:59:00+08:00',
      address: '映荷社区3幢',
      location: { lat: 30.43, lon: 120.3, crs: 'gcj02' },
      caller: { name: '张三', phone: '13800000000', anonymous: false },
      sourceCategory: '0201',
      severity: 2,
      exercise: false,
    }
    const draft = read(body)
    expect(draft.warnings).toEqual([])
    expect(draft.reportedAt).toBe(NOW - 60_000)
    // GCJ-02 is some 500 m away from WGS-84 here
    expect(Math.abs(draft.location!.lat - 30.43) + Math.abs(draft.location!.lon - 120.3)).toBeGreaterThan(0.004)
  })

  it('keeps emoji and rare Han characters as they are', () => {
    expect(read({ externalNo: '𠮷1', narrative: '䶮𠮷😀 拦路' })).toMatchObject({
      externalNo: '𠮷1',
      narrative: '䶮𠮷😀 拦路',
      warnings: [],
    })
  })

  it('lets a platform clock run a little ahead', () => {
    expect(read({ ...good, reportedAt: '2026-11-24T06:02:00Z' })).toMatchObject({ reportedAt: NOW, warnings: [] })
  })
})

describe('only what cannot be an alert is refused', () => {
  it.each([
    [null, ''],
    [[], ''],
    ['text', ''],
    [{ narrative: 'x' }, '/externalNo'],
    [{ externalNo: 'N1' }, '/narrative'],
    [{ externalNo: '', narrative: 'x' }, '/externalNo'],
    [{ externalNo: 'N1', narrative: '   ' }, '/narrative'],
    [{ externalNo: 'N1', narrative: { text: 'x' } }, '/narrative'],
    [{ externalNo: 'x'.repeat(65), narrative: 'x' }, '/externalNo'],
  ])('%j', (body, pointer) => {
    expect(readAlert(body, NOW)).toMatchObject({ errors: [{ pointer }] })
  })
})

it('never throws, whatever a source sends', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue()), (any, more) => {
      readAlert(any, NOW)
      const draft = readAlert({ ...more, ...good }, NOW + HOUR_MS)
      expect('errors' in draft).toBe(false)
    }),
  )
})

it('every kind of source reads the alert of the contract', () => {
  for (const kind of SOURCE_KINDS) expect(kind.normalise(good, NOW), kind.id).toMatchObject({ externalNo: 'N1' })
})
