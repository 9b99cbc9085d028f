import { describe, expect, it } from 'vitest'
import { IncidentStory, NOON, buildActor } from '../testing/incident-story.ts'
import { MINUTE_MS, SECOND_MS } from '../time.ts'
import { answeredOrders, askedCalls, canOfferBackup, offeredBackups, planCall, type Person } from './call-out.ts'
import { CHANNELS, checkLadder, DELIVERED_LADDER, type Channel, type Ladder, type LadderVersion } from './ladder.ts'
import { declinedLast, unansweredOrders } from './unanswered.ts'

const delivered = DELIVERED_LADDER.content
const responder = buildActor('responder', { unitId: 'u1' })
const version = (n: number, effectiveFrom: number, change: Partial<Ladder>): LadderVersion => ({
  version: n,
  effectiveFrom,
  content: { ...delivered, ...change },
})
const ordered = (ladder: LadderVersion[] = []): IncidentStory => {
  const story = new IncidentStory()
  story.ladder = ladder
  return story.triaged().do('dispatch', { unitId: 'u1' })
}

describe('A11: an order climbs the ladder it was given under', () => {
  it('takes its steps to the millisecond, each once', () => {
    const story = ordered()
    const heard = (ms: number) => story.forward(ms).clock('K3')?.warned
    expect(heard(30 * SECOND_MS - 1)).toEqual([])
    expect(heard(1)).toEqual(['remind'])
    expect(heard(90 * SECOND_MS - 1)).toEqual(['remind'])
    expect(heard(1)).toEqual(['remind', 'leader'])
    expect(heard(60 * SECOND_MS)).toEqual(['remind', 'leader', 'backup'])
    expect(heard(10 * MINUTE_MS)).toEqual(['remind', 'leader', 'backup'])
    expect(story.count('clock.breached', { clock: 'K3' })).toBe(1)
  })

  it('a version that begins meanwhile is for the next order', () => {
    const story = ordered([version(1, NOON + 10 * SECOND_MS, { remindAfter: 15 })])
    expect(story.forward(20 * SECOND_MS).clock('K3')).toMatchObject({ ladderVersion: 0, warned: [] })
    story.do('dispatch', { unitId: 'u2', support: true })
    expect(story.clock('K3')).toMatchObject({ ladderVersion: 1, stepSeconds: { remind: 15 } })
    expect(story.forward(15 * SECOND_MS).clock('K3')?.warned).toEqual(['remind'])
  })
})

describe('K3: who is called', () => {
  const person = (accountId: string, more: Partial<Person> = {}): Person => ({
    accountId,
    role: 'responder',
    unitId: 'u1',
    onDuty: true,
    ...more,
  })
  const asked = (call: 'order' | 'leader') => ({ dispatchId: 'd1', unitId: 'u1', call, ladderVersion: 0 })
  const plan = (call: 'order' | 'leader', people: Person[], more: object = {}) =>
    planCall(asked(call), {
      ladder: delivered,
      ready: CHANNELS,
      unit: { id: 'u1', onDuty: true, hasPhone: true },
      people,
      ...more,
    })

  it('an order calls the unit on its page and its phone, each of its people by push, and the group once', () => {
    expect(plan('order', [person('a'), person('b'), person('c', { unitId: 'u2' })])).toEqual({
      calls: [
        { channel: 'socket', recipient: 'unit:u1' },
        { channel: 'webPush', recipient: 'account:a' },
        { channel: 'webPush', recipient: 'account:b' },
        { channel: 'robot', recipient: 'group' },
        { channel: 'sms', recipient: 'unit:u1' },
      ],
    })
  })

  it('off duty means silent, and nobody on call is said', () => {
    expect(plan('order', [person('a')], { unit: { id: 'u1', onDuty: false, hasPhone: true } })).toEqual({
      skipped: 'offDuty',
    })
    const away = person('l', { role: 'leader', unitId: 'u9', onDuty: false })
    expect(plan('leader', [away])).toEqual({ skipped: 'nobodyOnCall' })
    expect(plan('leader', [away, person('m', { role: 'leader', unitId: null })])).toMatchObject({
      calls: [{ recipient: 'account:m' }, { recipient: 'account:m' }, { recipient: 'group' }],
    })
  })

  it('a channel that is not set up or is quiet calls nobody', () => {
    const channels = (ready: Channel[], quiet: Channel[]) =>
      plan('order', [], { ready, ladder: { ...delivered, quiet } })
    expect(channels(['socket'], [])).toEqual({ calls: [{ channel: 'socket', recipient: 'unit:u1' }] })
    expect(channels(['socket'], ['socket'])).toEqual({ skipped: 'noChannel' })
  })

  it('an order and its steps ask for calls, an acknowledgement ends them, and so does a departure or a decline', () => {
    for (const act of ['acknowledge', 'depart', 'decline'] as const) {
      const story = ordered()
      expect(askedCalls(story.events, story.state).map((one) => one.call)).toEqual(['order'])
      const from = story.events.length
      story.forward(2 * MINUTE_MS)
      expect(askedCalls(story.events.slice(from), story.state).map((one) => one.call)).toEqual([
        'remind',
        'leader',
        'red',
      ])
      const before = story.state
      story.do(act, act === 'decline' ? { reason: '在另一现场' } : {}, responder)
      expect(answeredOrders(before, story.state), act).toEqual(['d1'])
      expect(askedCalls(story.events, story.state), act).toEqual([])
    }
  })
})

describe('K3: a backup is offered', () => {
  it('once, at its step, and for no order that was taken', () => {
    const story = ordered().forward(3 * MINUTE_MS - 1)
    expect(offeredBackups(story.events, story.state)).toEqual([])
    story.forward(1)
    expect(offeredBackups(story.events, story.state)).toEqual([{ dispatchId: 'd1', unitId: 'u1' }])
    story.do('acknowledge', {}, responder)
    expect(offeredBackups(story.events, story.state)).toEqual([])
  })

  it('where somebody is free who has not declined this case', () => {
    const story = ordered().do('decline', { reason: '在另一现场' }, responder)
    expect(canOfferBackup(story.state, [])).toBe(false)
    expect(canOfferBackup(story.state, [{ id: 'u1' }])).toBe(false)
    expect(canOfferBackup(story.state, [{ id: 'u1' }, { id: 'u2' }])).toBe(true)
  })
})

describe('D33: an order nobody takes is telephoned about', () => {
  it('from the moment it is red until it is taken; what came of the call stays with it and stops no clock', () => {
    const story = ordered().forward(60 * SECOND_MS)
    expect(unansweredOrders(story.state)).toEqual([])
    story.forward(1)
    expect(unansweredOrders(story.state)).toMatchObject([{ dispatch: { id: 'd1' }, isBackupOffered: false }])
    story.do('call', { outcome: 'unreached' }).forward(2 * MINUTE_MS)
    expect(unansweredOrders(story.state)).toMatchObject([
      { dispatch: { called: { outcome: 'unreached', by: 'operator' } }, isBackupOffered: true },
    ])
    expect(story.try('call', { outcome: 'reached' }, responder)?.code).toBe('notYours')
    story.do('acknowledge', {}, responder)
    expect(unansweredOrders(story.state)).toEqual([])
    expect(story.try('call', { outcome: 'reached' })?.code).toBe('alreadyDone')
  })

  it('a declined order waits to be offered again until somebody else is sent', () => {
    const story = ordered()
    story.do('decline', { reason: '车坏' }, responder)
    expect(declinedLast(story.state).map((d) => d.id)).toEqual(['d1'])
    story.forward(SECOND_MS).do('dispatch', { unitId: 'u2' })
    expect(declinedLast(story.state)).toEqual([])
  })
})

describe('a proposed ladder is refused with a sentence a field', () => {
  it.each([
    [{ remindAfter: 9 }, '/content/remindAfter 应在 10 秒至 300 秒之间'],
    [{ remindAfter: 120 }, '/content/leaderAfter 报告带班长须晚于催签'],
    [{ backupAfter: 120 }, '/content/backupAfter 建议增援须晚于报告带班长'],
    [{ quiet: [...CHANNELS] }, '/content/channels/order 下达指令至少保留一个未静默的渠道'],
  ])('%j', (change, sentence) =>
    expect(checkLadder({ ...delivered, ...change }).map((e) => `${e.pointer} ${e.messageZh}`)).toEqual([sentence]),
  )

  it('the delivered one is none of them', () => expect(checkLadder(delivered)).toEqual([]))
})
