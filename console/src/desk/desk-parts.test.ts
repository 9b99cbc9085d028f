import { describe, expect, it } from 'vitest'
import { needsDetail, toDeskKey } from './desk-keys.ts'
import { DEFAULT_LAYOUT, readLayout, writeLayout } from './desk-layout.ts'
import { emptyForm, offlineNo, toAlert } from './offline-alert.ts'

const press = (key: string, change: object = {}) => ({
  key,
  isComposing: false,
  keyCode: 0,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...change,
})

describe('keys of the desk', () => {
  it.each([
    ['/', 'bar'],
    ['、', 'bar'],
    ['j', 'down'],
    ['K', 'up'],
    ['Enter', 'open'],
    ['d', 'dispatch'],
    ['a', 'best'],
    ['p', 'police'],
    ['n', 'nonPolice'],
    ['t', 'ticket'],
    ['m', 'map'],
    ['F2', 'newAlert'],
    ['?', 'help'],
    ['？', 'help'],
  ])('%s is %s', (key, expected) => {
    expect(toDeskKey(press(key), false)).toBe(expected)
  })
  it('1 to 5 send, 6 does nothing', () => {
    expect(toDeskKey(press('3'), false)).toEqual({ send: 3 })
    expect(toDeskKey(press('6'), false)).toBeUndefined()
  })
  it('an input method that is composing owns every key, and so does whoever is typing', () => {
    expect(toDeskKey(press('d', { isComposing: true }), false)).toBeUndefined()
    expect(toDeskKey(press('d', { keyCode: 229 }), false)).toBeUndefined()
    expect(toDeskKey(press('d'), true)).toBeUndefined()
  })
  it('leaves the browser’s own shortcuts alone', () => {
    expect(toDeskKey(press('p', { ctrlKey: true }), false)).toBeUndefined()
    expect(toDeskKey(press('d', { metaKey: true }), false)).toBeUndefined()
  })
  it('what acts on the incident waits for it; what does not goes at once', () => {
    expect([needsDetail('dispatch'), needsDetail({ send: 1 }), needsDetail('down'), needsDetail('newAlert')]).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

describe('the layout', () => {
  const store = (held: Record<string, string> = {}) => ({
    getItem: (k: string) => held[k] ?? null,
    setItem: (k: string, v: string) => void (held[k] = v),
  })
  it('is remembered a person', () => {
    const s = store()
    writeLayout('wang', { ...DEFAULT_LAYOUT, queue: 500, isIncidentFolded: true }, s)
    expect(readLayout('wang', s)).toEqual({ ...DEFAULT_LAYOUT, queue: 500, isIncidentFolded: true })
    expect(readLayout('li', s)).toEqual(DEFAULT_LAYOUT)
  })
  it('is the default where what was kept is damaged, and never absurd', () => {
    expect(readLayout('x', store({ 'liandong.desk.x': '{' }))).toEqual(DEFAULT_LAYOUT)
    expect(readLayout('x', store({ 'liandong.desk.x': '{"queue":9999,"incident":1}' }))).toMatchObject({
      queue: 760,
      incident: 400,
    })
  })
})

describe('D26: what the station hands over by phone or on paper', () => {
  it('becomes an alert with a number of our own, without what was left empty', () => {
    const alert = toAlert({ ...emptyForm, narrative: ' 欠薪 ', by: 'paper' }, 'OFF-1', '2026-11-24T06:00:00.000Z')
    expect(alert).toEqual({
      externalNo: 'OFF-1',
      narrative: '欠薪',
      reportedAt: '2026-11-24T06:00:00.000Z',
      sourceCategory: 'paper',
    })
  })
  it('keeps an anonymous caller’s number and drops the name', () => {
    const alert = toAlert(
      { ...emptyForm, narrative: 'x', callerName: '王某', callerPhone: '138', isAnonymous: true, severity: '2' },
      'OFF-1',
      'at',
    )
    expect(alert).toMatchObject({ caller: { phone: '138', anonymous: true }, severity: 2 })
    expect(alert.caller).not.toHaveProperty('name')
  })
  it('is numbered by the day in Shanghai', () => {
    expect(offlineNo(Date.parse('2026-11-24T16:30:00Z'), '01234567-89ab-cdef')).toBe('OFF-20261125-0123456789ab')
  })
})
