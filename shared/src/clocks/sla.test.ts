import { describe, expect, it } from 'vitest'
import { IncidentStory, NOON } from '../testing/incident-story.ts'
import { MINUTE_MS, SECOND_MS, toIso } from '../time.ts'
import { checkBeginning } from '../settings/version.ts'
import { checkSlaTargets, DELIVERED, slaAt, slaSince, type SlaTargets, type SlaVersion } from './sla.ts'

const version = (n: number, effectiveFrom: number, targets: Partial<SlaTargets> = {}): SlaVersion => ({
  version: n,
  effectiveFrom,
  content: { ...DELIVERED.content, ...targets },
})

describe('A11: the version in force at an instant', () => {
  const book = [version(2, NOON + MINUTE_MS), version(1, NOON)]

  it('is the delivered one before any other begins, and a new one from its very millisecond on', () => {
    expect([NOON - 1, NOON, NOON + MINUTE_MS - 1, NOON + MINUTE_MS].map((at) => slaAt(book, at).version)).toEqual([
      0, 1, 1, 2,
    ])
    expect(slaAt([], NOON)).toBe(DELIVERED)
  })

  it('what a screen is told from an instant on gives the same answer for every later one', () => {
    const told = slaSince(book, NOON)
    expect(told.map((one) => one.version).toSorted()).toEqual([1, 2])
    for (const at of [NOON, NOON + MINUTE_MS - 1, NOON + MINUTE_MS, NOON + 60 * MINUTE_MS])
      expect(slaAt(told, at)).toBe(slaAt(book, at))
    expect(slaSince(book, NOON - 1)).toContain(DELIVERED)
  })
})

describe('A11: a clock is judged by the version it started under', () => {
  it('one that runs when a version begins keeps its target; the next one takes the new', () => {
    const story = new IncidentStory({ sla: [version(1, NOON + 30 * SECOND_MS, { K3: 90, K4: 600 })] }).triaged()
    story.do('dispatch', { unitId: 'u1' })
    const old = story.clock('K4')!
    expect(old).toMatchObject({ slaVersion: 0, dueAt: toIso(NOON + 20 * MINUTE_MS) })
    story.forward(60 * SECOND_MS).do('dispatch', { unitId: 'u2' })
    const fresh = story.clock('K4')!
    expect(fresh).toMatchObject({ slaVersion: 1, dueAt: toIso(NOON + 11 * MINUTE_MS) })
    story.forward(10 * MINUTE_MS + 1)
    expect(story.state.clocks.filter((c) => c.clock === 'K4').map((c) => c.state)).toEqual(['running', 'breached'])
  })

  it('a change of severity moves the due time within the version the clock started under', () => {
    const sla = [version(1, NOON, { K1: 300, K1Severity1: 200 })]
    const story = new IncidentStory({ sla })
    expect(story.clock('K1')).toMatchObject({ slaVersion: 1, dueAt: toIso(NOON + 300 * SECOND_MS) })
    story.sla = [...sla, version(2, NOON + 10 * SECOND_MS, { K1: 30, K1Severity1: 20 })]
    story.forward(20 * SECOND_MS).triaged({ police: 'undecided', severity: 1 })
    expect(story.clock('K1')).toMatchObject({ slaVersion: 1, dueAt: toIso(NOON + 200 * SECOND_MS) })
  })

  it('the steps on the way are shares of the target, so that they come in time whatever it is', () => {
    const story = new IncidentStory({ sla: [version(1, NOON, { K4: 600 })] }).triaged()
    story.do('dispatch', { unitId: 'u1' }).forward(5 * MINUTE_MS)
    expect(story.clock('K4')?.warned).toEqual(['noDeparture'])
    expect(story.forward(2.5 * MINUTE_MS).clock('K4')?.warned).toEqual(['noDeparture', 'near'])
  })
})

describe('a proposal is refused with a sentence a field', () => {
  const check = (targets: Partial<SlaTargets>) =>
    checkSlaTargets({ ...DELIVERED.content, ...targets }).map((e) => `${e.pointer} ${e.messageZh}`)

  it.each([
    [{ K4: 299 }, '/content/K4 应在 5 分钟至 120 分钟之间'],
    [{ K4: 7_201 }, '/content/K4 应在 5 分钟至 120 分钟之间'],
    [{ K2: 14 }, '/content/K2 应在 15 秒至 10 分钟之间'],
    [{ K1: 50, K1Severity1: 51 }, '/content/K1Severity1 一级警情的时限不得长于其他警情'],
  ])('%j', (targets, sentence) => expect(check(targets)).toEqual([sentence]))

  it('may stand at its bounds', () => expect(check({ K4: 300, K5: 3_600 })).toEqual([]))

  it('must begin in the future, within a year, and after the last', () => {
    const begin = (at: number, last: number | null = null) => checkBeginning(at, { now: NOON, lastEffectiveFrom: last })
    expect(begin(NOON + MINUTE_MS - 1)).toHaveLength(1)
    expect(begin(NOON + 400 * 24 * 60 * MINUTE_MS)).toHaveLength(1)
    expect(begin(NOON + 5 * MINUTE_MS, NOON + 5 * MINUTE_MS)).toHaveLength(1)
    expect(begin(NOON + 6 * MINUTE_MS, NOON + 5 * MINUTE_MS)).toEqual([])
  })
})
