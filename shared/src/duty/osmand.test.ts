import { describe, expect, it } from 'vitest'
import { readOsmand } from './osmand.ts'

const AT = Date.parse('2026-11-24T12:00:00Z')

describe('D8: a Traccar client or a vehicle tracker is understood', () => {
  it.each([
    ['seconds', String(AT / 1_000)],
    ['milliseconds', String(AT)],
    ['ISO 8601', '2026-11-24T20:00:00+08:00'],
  ])('a query with its time in %s', (_, timestamp) => {
    const read = readOsmand({ id: 'k', lat: '30.43', lon: '120.3', timestamp, accuracy: '12.5', batt: '80' })
    expect(read).toEqual({ ok: true, fix: { key: 'k', point: { lat: 30.43, lon: 120.3 }, accuracyM: 12.5, at: AT } })
  })

  it('the JSON of newer clients', () => {
    const coords = { latitude: 30.43, longitude: 120.3, accuracy: 8, speed: 1, heading: 90 }
    const read = readOsmand({ device_id: 'k', location: { timestamp: '2026-11-24T12:00:00Z', coords, odometer: 3 } })
    expect(read).toEqual({ ok: true, fix: { key: 'k', point: { lat: 30.43, lon: 120.3 }, accuracyM: 8, at: AT } })
  })

  it.each([
    ['id', { lat: '30', lon: '120' }],
    ['id', { id: ['a', 'b'], lat: '30', lon: '120' }],
    ['lat', { id: 'k', lon: '120' }],
    ['lat', { id: 'k', lat: 'NaN', lon: '120' }],
    ['lat', { id: 'k', lat: '91', lon: '120' }],
    ['lon', { id: 'k', lat: '30', lon: '1e999' }],
    ['lon', { id: 'k', lat: '0', lon: '0' }],
    ['accuracy', { id: 'k', lat: '30', lon: '120', accuracy: '-1' }],
    ['timestamp', { id: 'k', lat: '30', lon: '120', timestamp: 'yesterday' }],
    ['timestamp', { id: 'k', lat: '30', lon: '120', timestamp: '9e15' }],
  ])('a bad %s is refused by its name', (field, sent) => {
    expect(readOsmand(sent)).toEqual({ ok: false, field })
  })
})
