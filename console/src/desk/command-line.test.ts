import { describe, expect, it } from 'vitest'
import type { BoardUnit } from '@liandong/shared/board/board.ts'
import { anIncident } from '../case/testing.ts'
import { caseWords } from '../i18n/zh/case.ts'
import { desk } from '../i18n/zh/desk.ts'
import { findByNo, readLine, type LineWorld } from './command-line.ts'
import { deskVerbs } from './verbs.ts'

const unit = (id: string, name: string, change: Partial<BoardUnit> = {}): BoardUnit => ({
  id,
  name,
  callSign: name,
  kind: 'person',
  force: 'f',
  tier: 1,
  skills: [],
  organisationId: 'o',
  state: 'standby',
  onDuty: true,
  location: null,
  locationAt: null,
  incidentId: null,
  ...change,
})

/** The Chinese words of the bar, by the keys the page asks for. */
const ZH: Record<string, string> = Object.fromEntries([
  ...Object.entries(caseWords).map(([key, word]) => [`case.${key}`, word]),
  ...Object.entries(desk).map(([key, word]) => [`desk.${key}`, word]),
])

const world: LineWorld = {
  verbs: deskVerbs((key) => ZH[key] ?? key),
  incidents: [
    anIncident({ id: 'i17', no: '20261124-0017', summary: '欠薪' }),
    anIncident({ id: 'i117', no: '20261124-0117', summary: '噪音' }),
  ],
  units: [
    unit('car1', '巡逻车1'),
    unit('car2', '巡逻车2'),
    unit('wang', '王建国'),
    unit('off', '王停勤', { onDuty: false }),
    unit('busy', '王正忙', { incidentId: 'x' }),
  ],
  selectedId: 'i117',
  wordsOf: (i) => i.summary ?? '',
}
const order = (line: string, change: Partial<LineWorld> = {}) => readLine(line, { ...world, ...change }).order
const labels = (line: string) => readLine(line, world).candidates.map((c) => c.label)

describe('the command bar', () => {
  it.each(['/派 0017 巡逻车1', '派单 17 巡逻车1', '、派 20261124-0017 巡逻车1', '/pd 17 xlc1'])(
    '%s sends the car to 0017',
    (line) => {
      expect(order(line)).toEqual({ kind: 'act', act: 'dispatch', incidentId: 'i17', unitId: 'car1' })
    },
  )
  it('without a number means the selected incident, and nothing where none is selected', () => {
    expect(order('/派 巡逻车2')).toEqual({ kind: 'act', act: 'dispatch', incidentId: 'i117', unitId: 'car2' })
    expect(order('/派 巡逻车2', { selectedId: null })).toBeNull()
  })
  it('never guesses between two units that fit: both are offered, none is sent', () => {
    expect(order('/派 17 xlc')).toBeNull()
    expect(labels('/派 17 xlc')).toEqual(['巡逻车1', '巡逻车2'])
  })
  it('offers nobody who is off duty or on something else', () => {
    expect(labels('/派 17 王')).toEqual(['王建国'])
  })
  it('Tab gives a line that means the same', () => {
    const taken = readLine('/pd 17 wj', world).candidates[0]
    expect(taken?.line).toBe('派单 0017 王建国')
    expect(order(taken?.line ?? '')).toMatchObject({ incidentId: 'i17', unitId: 'wang' })
  })
  it('a verb alone acts on the selected incident; 警务 and 非警务 are not mistaken for one another', () => {
    expect(order('/警务')).toEqual({ kind: 'act', act: 'police', incidentId: 'i117' })
    expect(order('/jw')).toEqual({ kind: 'act', act: 'police', incidentId: 'i117' })
    expect(order('/非')).toEqual({ kind: 'act', act: 'nonPolice', incidentId: 'i117' })
    expect(order('/fjw 17')).toEqual({ kind: 'act', act: 'nonPolice', incidentId: 'i17' })
  })
  it('an ambiguous beginning does nothing until it is clear', () => {
    expect(order('/z')).toBeNull()
    expect(order('/')).toBeNull()
  })
  it('searches, keeps a note’s words, and opens the form for a new alert', () => {
    expect(order('/s 欠薪 工地')).toEqual({ kind: 'search', words: '欠薪 工地' })
    expect(order('/备注 17 已回电')).toEqual({ kind: 'act', act: 'note', incidentId: 'i17', text: '已回电' })
    expect(order('/新警情')).toEqual({ kind: 'newAlert' })
  })
  it('words that are no verb look for an incident', () => {
    expect(readLine('欠薪', world).candidates[0]?.order).toEqual({ kind: 'open', incidentId: 'i17' })
    expect(readLine('117', world).candidates[0]?.order).toEqual({ kind: 'open', incidentId: 'i117' })
  })
})

it('a number is found by its end as people say it: 17 is 0017, never 0117', () => {
  expect(findByNo(world.incidents, '17')?.id).toBe('i17')
  expect(findByNo(world.incidents, '0117')?.id).toBe('i117')
  expect(findByNo(world.incidents, '7')).toBeUndefined()
  expect(findByNo(world.incidents, '王')).toBeUndefined()
})
