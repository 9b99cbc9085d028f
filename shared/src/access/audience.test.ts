import { describe, expect, it } from 'vitest'
import { buildActor, IncidentStory } from '../testing/incident-story.ts'
import { evolve } from '../cases/incident/evolve.ts'
import { openIncident } from '../cases/incident/open.ts'
import { maySee, showIncident, showPersonal } from './audience.ts'

const told = () => {
  const story = new IncidentStory({ summary: '张三被打', address: '映荷社区3幢2单元501' })
  story.units = story.units.map((u) => ({ ...u, name: '王建国' }))
  return story
    .triaged()
    .do('dispatch', { unitId: 'u1' })
    .do('acknowledge', {}, buildActor('responder', { unitId: 'u1' }))
}

describe('who sees an incident', () => {
  it('the room and the wall see all, the responder own orders while they run, others none', () => {
    const { state } = told()
    expect(['operator', 'leader', 'supervisor', 'wall'].map((r) => maySee(state, buildActor(r as 'operator')))).toEqual(
      [true, true, true, true],
    )
    expect(maySee(state, buildActor('responder', { unitId: 'u1' }))).toBe(true)
    expect(maySee(state, buildActor('responder', { unitId: 'u2' }))).toBe(false)
    expect(
      ['department', 'mediator', 'petition', 'admin', 'auditor'].map((r) => maySee(state, buildActor(r as 'operator'))),
    ).toEqual([false, false, false, false, false])
    const declined = told()
    declined.do('decline', { reason: '车坏' }, buildActor('responder', { unitId: 'u1' }))
    expect(maySee(declined.state, buildActor('responder', { unitId: 'u1' }))).toBe(false)
  })

  it('the police liaison sees police matters and what was handed over', () => {
    const police = buildActor('police')
    expect(maySee(told().state, police)).toBe(false)
    expect(maySee(told().do('classify', { police: 'police', reason: 'r' }).state, police)).toBe(true)
    expect(maySee(told().do('transferPolice').state, police)).toBe(true)
  })
})

describe('a wall', () => {
  it('is told no narrative, no address, no reason and no whole name', () => {
    const shown = JSON.stringify(showIncident('wall', told().state))
    expect(shown).not.toMatch(/张三|501|王建国/)
    expect(shown).toContain('王*')
  })

  it('builds from the events it is shown exactly what the board shows it', () => {
    const story = told()
    const at = '2026-11-24T04:00:00.000Z'
    const fold = (i: number) => {
      const e = story.events[i]!
      return {
        type: e.type,
        at,
        version: i + 1,
        actor: { id: 'x' },
        data: { ...e.data, ...showPersonal('wall', e.personal ?? {}) },
      }
    }
    const folded = story.events.slice(1).reduce((s, _, i) => evolve(s, fold(i + 1)), openIncident('i1', fold(0)))
    const board = showIncident('wall', story.state)
    const withoutTimes = (state: typeof board) =>
      JSON.parse(JSON.stringify(state, (k, v) => (/(At|By)$/.test(k) ? undefined : v)))
    expect(withoutTimes(folded)).toEqual(withoutTimes(board))
  })
})
