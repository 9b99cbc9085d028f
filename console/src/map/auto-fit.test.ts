import { describe, expect, it } from 'vitest'
import { freeFit, incidentSetKey, onHandMoved, onIncidents, onStar } from './auto-fit.ts'

describe('the map moves by itself', () => {
  const shown = onIncidents(freeFit, ['a', 'b']).state

  it('when the set of incidents changes, and only then', () => {
    expect(onIncidents(freeFit, ['a', 'b']).go).toBe('fit')
    expect(onIncidents(shown, ['b', 'a']).go).toBeUndefined()
    expect(onIncidents(shown, ['a', 'b', 'c']).go).toBe('fit')
    expect(onIncidents(shown, ['a']).go).toBe('fit')
  })

  it('never after a hand has moved it', () => {
    const locked = onHandMoved(shown)
    expect(onIncidents(locked, ['a', 'b', 'c']).go).toBeUndefined()
  })

  it('again after the star; the second click goes back to the earlier view', () => {
    const pose = { lat: 30.43, lon: 120.3, zoom: 16 }
    const fitted = onStar(onHandMoved(shown), pose)
    expect(fitted.go).toBe('fit')
    expect(fitted.state.locked).toBe(false)
    const back = onStar(fitted.state, { lat: 0, lon: 0, zoom: 1 })
    expect(back.go).toEqual({ pose })
    expect(back.state.locked).toBe(true)
  })
})

it('a set of incidents has one key in any order, and another with one id changed', () => {
  expect(incidentSetKey(['x1', 'x2', 'x3'])).toBe(incidentSetKey(['x3', 'x1', 'x2']))
  expect(incidentSetKey(['x1', 'x2'])).not.toBe(incidentSetKey(['x1', 'x3']))
  expect(incidentSetKey([])).not.toBe(incidentSetKey(['']))
})
