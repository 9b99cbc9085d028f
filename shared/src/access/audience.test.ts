import { describe, expect, it } from 'vitest'
import { buildActor, IncidentStory } from '../testing/incident-story.ts'
import { evolve } from '../cases/incident/evolve.ts'
import { openIncident } from '../cases/incident/open.ts'
import { maySee, showData, showIncident } from './audience.ts'
import { callSign, callSignAfter, freeCallSign, namesNobody } from './call-sign.ts'

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
  it('is told no narrative, no address, no reason and no name of anybody', () => {
    const shown = JSON.stringify(showIncident('wall', told().state))
    expect(shown).not.toMatch(/张三|501|王/)
    expect(shown).toContain('网格 01')
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
        data: showData('wall', { ...e, caseId: 'i1', personal: e.personal ?? null }),
      }
    }
    const folded = story.events.slice(1).reduce((s, _, i) => evolve(s, fold(i + 1)), openIncident('i1', fold(0)))
    const board = showIncident('wall', story.state)
    const withoutTimes = (state: typeof board) =>
      JSON.parse(JSON.stringify(state, (k, v) => (/(At|By)$/.test(k) ? undefined : v)))
    expect(withoutTimes(folded)).toEqual(withoutTimes(board))
  })
})

describe('a unit on a wall', () => {
  it.each([
    ['unit-grid-07', '王建国', '网格 07'],
    ['unit-village-3', '买买提·艾力', '村社 03'],
    ['unit-mediation-7', 'John Smith', '调解 07'],
    ['unit-vehicle-1', '巡逻车 1 号', '巡逻车 1 号'],
    ['unit-squad-1', '应急联动处置分队一组', '应急联动处置分队一组'],
    ['unit-grid-07', '网格 07', '网格 07'],
  ])('%s %s is %s', (id, name, sign) => expect(callSign({ id, name })).toBe(sign))

  it('without a number in its id it has one all the same, always the same, and not the other one’s', () => {
    const [a, b] = ['unit-responder', '0192f0c1-aaaa'].map((id) => callSign({ id, name: '王志明' }))
    expect(a).toMatch(/^联动队 \d{3}$/)
    expect(b).toMatch(/^联动队 \d{3}$/)
    expect(a).not.toBe(b)
    expect(callSign({ id: 'unit-responder', name: '王志明' })).toBe(a)
  })
})

describe('the call sign that is kept', () => {
  it('stands for a person, and for a team too where an administrator gave one', () => {
    expect(callSign({ id: 'unit-grid-07', name: '王建国', callSign: '网格 31' })).toBe('网格 31')
    expect(callSign({ id: 'x', name: '应急联动处置分队一组', callSign: '一号车组' })).toBe('一号车组')
  })

  it('is free: a person gets the first number of the force, a team its name, a second of that name a number', () => {
    const taken = new Set(['网格 01', '网格 03', '巡逻车 1 号'])
    expect(freeCallSign({ name: '王建国', force: 'grid' }, taken)).toBe('网格 02')
    expect(freeCallSign({ name: '王建国', force: 'unheardOf' }, taken)).toBe('联动队 01')
    expect(freeCallSign({ name: '巡逻车 2 号', force: 'fullTime' }, taken)).toBe('巡逻车 2 号')
    const second = freeCallSign({ name: '巡逻车 1 号', force: 'fullTime' }, taken)
    expect(second).toBe('巡逻车 1 号 02')
    expect(namesNobody(second)).toBe(true)
  })

  it('stays through a change, unless another is asked for or what goes by its name is renamed', () => {
    const person = { name: '王建国', force: 'grid', callSign: '网格 31' }
    const none = new Set<string>()
    expect(callSignAfter({ ...person, callSign: null, force: 'village' }, person, none)).toBe('网格 31')
    expect(callSignAfter({ ...person, callSign: '网格 08' }, person, none)).toBe('网格 08')
    const team = { name: '应急一组', force: 'fullTime', callSign: '应急一组' }
    expect(callSignAfter({ ...team, name: '应急二组' }, team, none)).toBe('应急二组')
    expect(callSignAfter({ ...team, name: '应急二组', callSign: '先锋小组' }, team, none)).toBe('先锋小组')
    expect(callSignAfter({ ...person, callSign: null }, undefined, new Set(['网格 01']))).toBe('网格 02')
  })
})

describe('an event in the room', () => {
  it('has the numbers in its free texts masked, and a home cut where the words speak of violence', () => {
    const event = (data: object, personal: object) =>
      showData('room', { type: 'x', caseId: 'i1', data: { ...data }, personal: { ...personal } })
    expect(event({}, { text: '联系13812341234', parties: '我叫张三' })).toEqual({
      text: '联系138****1234',
      parties: '我叫张*',
    })
    const opened = { summary: '在3幢2单元501室', address: '映荷社区3幢2单元501' }
    expect(event({ flags: ['domesticViolence'] }, opened)).toMatchObject({
      summary: '在3幢***',
      address: '映荷社区3幢',
    })
    expect(event({}, opened)).toMatchObject(opened)
  })
})
