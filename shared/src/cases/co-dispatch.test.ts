import { describe, expect, it } from 'vitest'
import { buildActor, IncidentStory } from '../testing/incident-story.ts'
import { isDanger, proposeNotice } from './co-dispatch.ts'
import { routeTicket } from './routing.ts'

const kind = (category: string, subtype: string | null = null) => ({ category, subtype })
const routeOf = ({ category, subtype }: { category: string; subtype: string | null }) =>
  routeTicket({ category, subtype, centreId: 'village-01' })

describe('P7b 先期处置: who is told beside the units', () => {
  it.each([
    [kind('公共安全', '燃气泄漏'), 'org-yjgl'],
    [kind('灾害事故', '危化品'), 'org-yjgl'],
    [kind('公共安全', '火灾'), 'org-xf'],
  ])('%j proposes %s', (one, to) => {
    expect(proposeNotice(one, routeOf(one), [])?.organisationId).toBe(to)
  })

  it('proposes nobody for a quarrel, for what is not known, nor twice', () => {
    const gas = kind('公共安全', '燃气泄漏')
    expect(isDanger(null)).toBe(false)
    expect(proposeNotice(kind('纠纷', '邻里'), routeOf(kind('纠纷', '邻里')), [])).toBeNull()
    expect(proposeNotice(gas, undefined, [])).toBeNull()
    expect(proposeNotice(gas, routeOf(gas), [{ organisationId: 'org-yjgl' }])).toBeNull()
  })
})

describe('P7b: the order and the word to the department are one', () => {
  const told = (body: object = {}) => {
    const story = new IncidentStory().triaged()
    story.facts = { notify: [{ id: 'org-yjgl', name: '应急办' }] }
    return story.do('dispatch', { unitId: 'u1', notify: ['org-yjgl'], ...body })
  }
  const department = (organisationId: string) => ({ ...buildActor('department'), organisationId })

  it('both events come of one command, or neither', () => {
    expect(told().types().slice(-5)).toEqual(
      expect.arrayContaining(['incident.dispatched', 'incident.departmentNotified']),
    )
    const story = new IncidentStory().triaged()
    story.facts = { notify: [{ id: 'org-yjgl', name: '应急办' }] }
    expect(story.try('dispatch', { unitId: 'nobody', notify: ['org-yjgl'] })).toMatchObject({ code: 'unitUnknown' })
    expect(story.state.notices).toBeUndefined()
  })

  it('the department acknowledges its own notice once, the room may for it, nobody else', () => {
    const story = told()
    const noticeId = story.state.notices?.[0]?.id
    expect(story.try('acknowledgeNotice', { noticeId }, department('org-other'))).toMatchObject({ code: 'notYours' })
    expect(story.try('acknowledgeNotice', { noticeId }, buildActor('responder', { unitId: 'u1' }))).toMatchObject({
      code: 'notYours',
    })
    story.do('acknowledgeNotice', { noticeId }, department('org-yjgl'))
    expect(story.state.notices).toMatchObject([{ byRoom: false, acknowledgedAt: expect.any(String) }])
    expect(story.try('acknowledgeNotice', { noticeId })).toMatchObject({ code: 'alreadyDone' })
    expect(told().do('acknowledgeNotice', { noticeId }).state.notices?.[0]?.byRoom).toBe(true)
  })
})
