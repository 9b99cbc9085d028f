import { describe, expect, it } from 'vitest'
import { toMs } from '../time.ts'
import { planRota } from './rota-import.ts'

const known = {
  units: [
    { id: 'u1', name: '李静', parentName: '映荷社区' },
    { id: 'u2', name: '王强', parentName: '映荷社区' },
    { id: 'u3', name: '王强', parentName: '邱山社区' },
  ],
  entries: [],
  now: toMs('2026-11-24T12:00:00+08:00'),
}
const HEAD = ['力量*', '日期*', '时段*', '类型*', '事由*']

describe('D5: the rota from a spreadsheet', () => {
  it('a night that runs past midnight, several stretches, days as offices write them', () => {
    const lines = planRota(
      [
        HEAD,
        ['李静', '2026/12/1', '20:00-08:00', '加班', '顶班'],
        ['映荷社区/王强', '2026年12月2日', '08:00-10:00；14:00-16:00', '请假', '看病'],
      ],
      known,
    )
    expect(lines.map((line) => line.outcome)).toEqual(['create', 'create', 'create'])
    expect(lines[0]).toMatchObject({
      form: { kind: 'on', unitId: 'u1', fromAt: '2026-12-01T12:00:00.000Z', untilAt: '2026-12-02T00:00:00.000Z' },
    })
  })

  it.each([
    [['赵某', '2026-12-01', '全天', '加班', '顶班'], '力量'],
    [['王强', '2026-12-01', '全天', '加班', '顶班'], '力量'],
    [['李静', '2026-02-30', '全天', '加班', '顶班'], '日期'],
    [['李静', '2026-11-23', '全天', '加班', '顶班'], '日期'],
    [['李静', '2026-12-01', '晚上', '加班', '顶班'], '时段'],
    [['李静', '2026-12-01', '全天', '出差', '顶班'], '类型'],
    [['李静', '2026-12-01', '全天', '请假', ''], '事由'],
  ])('%j is a problem of the column %s', (row, column) => {
    expect(planRota([HEAD, row], known)).toMatchObject([{ outcome: 'problem', problems: [{ column }] }])
  })

  it('the same leave twice, and a sheet without its columns, are problems and no duty', () => {
    const row = ['李静', '2026-12-01', '全天', '请假', '看病']
    expect(planRota([HEAD, row, row], known).map((line) => line.outcome)).toEqual(['create', 'problem'])
    expect(planRota([['姓名', '日期']], known)).toMatchObject([{ outcome: 'problem' }])
  })
})
