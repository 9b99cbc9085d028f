import { describe, expect, it } from 'vitest'
import { buildActor, IncidentStory } from '../testing/incident-story.ts'
import { ROLES, type Role } from './actor.ts'
import { showIncident } from './audience.ts'
import { hideReporter, isProtected, speaksOfDomesticViolence } from './protection.ts'
import { isPaceExceeded, mayReveal, PACE, REVEAL_FIELDS, type RevealField } from './reveal.ts'

const ADDRESS = '映荷社区3幢2单元501室'
const VIOLENCE = { police: 'police', subtype: '家庭暴力', subtypes: ['家庭暴力'], flags: ['domesticViolence'] } as const

const story = (classification = {}) =>
  new IncidentStory({ summary: '我住3幢2单元501室，来人', address: ADDRESS })
    .triaged(classification)
    .do('dispatch', { unitId: 'u1' })

const actorOf = (role: Role) => buildActor(role, role === 'responder' ? { unitId: 'u1' } : {})
const answer = (state: IncidentStory['state'], role: Role, field: RevealField): string =>
  mayReveal(state, actorOf(role), field)?.code ?? 'yes'
const answers = (state: IncidentStory['state'], field: RevealField) =>
  Object.fromEntries(ROLES.map((role) => [role, answer(state, role, field)]))

const NEVER = Object.fromEntries(
  (['department', 'mediator', 'petition', 'wall', 'admin', 'security', 'auditor'] as const).map((r) => [r, 'notYours']),
)

describe('who may read a number in full', () => {
  it.each(REVEAL_FIELDS)(
    '%s: the room and whoever is on the order; never a wall, an administrator, the auditor',
    (field) => {
      expect(answers(story().state, field)).toEqual({
        ...NEVER,
        operator: 'yes',
        leader: 'yes',
        supervisor: 'yes',
        responder: 'yes',
        police: 'notYours',
      })
    },
  )

  it('the police liaison in what is a police matter', () => {
    expect(answer(story({ police: 'police' }).state, 'police', 'caller.phone')).toBe('yes')
  })

  it('it ends with the case, and for a responder with the order', () => {
    const closed = story().do('settle', { outcome: 'noAction', text: 't' }).do('close').state
    for (const role of ['operator', 'leader', 'supervisor', 'responder'] as const)
      expect(answer(closed, role, 'caller.phone'), role).toBe('revealEnded')
    const declined = story().do('decline', { reason: 'r' }, actorOf('responder')).state
    expect(answer(declined, 'responder', 'caller.phone')).toBe('revealEnded')
    expect(mayReveal(declined, buildActor('responder', { unitId: 'u2' }), 'caller.phone')?.code).toBe('notYours')
  })

  it('nothing that is no person may', () => {
    expect(mayReveal(story().state, { kind: 'system', id: 'triage' }, 'caller.phone')?.code).toBe('notYours')
  })

  it('the twenty-first in ten minutes asks again', () => {
    expect([PACE.most - 1, PACE.most].map(isPaceExceeded)).toEqual([false, true])
  })
})

describe('who reports violence at home', () => {
  const { state } = story(VIOLENCE)

  it.each(REVEAL_FIELDS)('%s is for police duty alone; a responder is told the address', (field) => {
    expect(answers(state, field)).toEqual({
      ...NEVER,
      operator: 'reporterProtected',
      leader: 'reporterProtected',
      supervisor: 'reporterProtected',
      responder: field === 'address' ? 'yes' : 'reporterProtected',
      police: 'yes',
    })
  })

  it('is hidden from the room in words and address; police duty reads both, a responder finds the door', () => {
    const shown = (audience: 'room' | 'police' | 'unit') => {
      const { summary, address } = hideReporter(audience, state)
      return { summary, address }
    }
    expect(shown('room')).toEqual({ summary: '我住3幢***，来人', address: '映荷社区3幢' })
    expect(shown('police')).toEqual({ summary: state.summary, address: ADDRESS })
    expect(shown('unit')).toEqual({ summary: '我住3幢***，来人', address: ADDRESS })
  })

  it('is no word on a wall: nobody in front of it learns in which building', () => {
    expect(JSON.stringify(showIncident('wall', state))).not.toMatch(/家庭暴力|domesticViolence|501/)
    const quarrel = story({ ...VIOLENCE, subtype: '家庭婚恋', subtypes: ['家庭婚恋'] }).state
    expect(JSON.stringify(showIncident('wall', quarrel))).not.toMatch(/家庭|domesticViolence/)
  })

  it('is protected by the flag, by a person’s subtype, and by neither', () => {
    expect(isProtected(state)).toBe(true)
    const byPerson = story().do('classify', { police: 'police', subtype: '家庭暴力', reason: 'r' }).state
    expect(isProtected(byPerson)).toBe(true)
    expect(isProtected(story().state)).toBe(false)
  })

  it.each(['我老公打我', '老婆被她丈夫打了，快来', '有人家暴', '被前夫殴打', '我爸又在打人'])(
    '「%s」 is hidden from the first moment',
    (words) => expect(speaksOfDomesticViolence(words)).toBe(true),
  )
  it.each(['楼上漏水吵架', '老公走失了', '打电话给老婆没人接', '两个司机打起来了'])('「%s」 is not', (words) =>
    expect(speaksOfDomesticViolence(words)).toBe(false),
  )
})
