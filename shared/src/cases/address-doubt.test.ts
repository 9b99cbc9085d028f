import { describe, expect, it } from 'vitest'
import { buildActor, IncidentStory } from '../testing/incident-story.ts'
import { addressDoubt } from './address-doubt.ts'

const responder = buildActor('responder', { unitId: 'u1' })
const sent = () => new IncidentStory().triaged().do('dispatch', { unitId: 'u1' })

describe('whoever called is called back where the address is in doubt', () => {
  it('says nothing where the place is known', () => {
    expect(addressDoubt(sent().state)).toBeUndefined()
  })

  it('says so where nobody knows where it is, or not better than a quarter', () => {
    expect(addressDoubt(new IncidentStory().state)).toBe('unclear')
    const { state } = sent()
    expect(addressDoubt({ ...state, location: null })).toBe('unclear')
    expect(addressDoubt({ ...state, place: { ...state.place!, confidence: 0.49 } })).toBe('unclear')
    expect(addressDoubt({ ...state, place: { ...state.place!, confidence: 0.5 } })).toBeUndefined()
  })

  it.each(['地址错误', '地址错', '地址错误；门牌不对', 'Wrong address'])('hears the unit say 「%s」', (delayReason) => {
    expect(addressDoubt(sent().do('note', { text: '.', delayReason }, responder).state)).toBe('unitSaysWrong')
  })

  it.each(['道路堵塞', '现场转移'])('takes 「%s」 for what it is', (delayReason) => {
    expect(addressDoubt(sent().do('note', { text: '.', delayReason }, responder).state)).toBeUndefined()
  })

  it('is over once somebody is there, and when the case has ended', () => {
    const story = sent().do('note', { text: '.', delayReason: '地址错误' }, responder)
    expect(addressDoubt(story.do('arrive', {}, responder).state)).toBeUndefined()
    const { state } = new IncidentStory().triaged().do('settle', { outcome: 'noAction', text: '电话答复' })
    expect(addressDoubt({ ...state, location: null })).toBeUndefined()
  })
})
