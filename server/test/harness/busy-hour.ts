import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { isToldApart, type Story } from './story.ts'
import { until } from './until.ts'

const NARRATIVES = [
  '楼上楼下因为漏水吵架',
  '工地老板拖欠工资，工人堵在门口',
  '有人持刀抢劫，正在逃跑',
  '小区门口停车纠纷，两家吵起来了',
  '烧烤店油烟扰民',
  '同一处停车纠纷，又有人报警',
  '老人走失，家属请求帮助查找',
  '请派人来一下',
  '广场舞音乐太吵，居民争吵',
  '房东不退押金，租客报警',
]

/**
 * `busyHour` does a little of everything a room does, so that each kind of screen sees cases come, change and go:
 * more than a hundred events. The responder's unit is free again at the end, another one is under way.
 */
export async function busyHour(story: Story): Promise<void> {
  const [operator, leader, responder, police] = await Promise.all(
    ['operator', 'leader', 'responder', 'police'].map((name) => story.as(name)),
  )
  if (!operator || !leader || !responder || !police) throw new Error('four people take part')
  const before = new Set((await operator.board()).incidents.map((incident) => incident.id))
  const stamp = Date.now().toString(36)
  await story.postBatch(
    NARRATIVES.map((narrative, n) =>
      JSON.stringify({ externalNo: `HOUR-${stamp}-${n}`, narrative, exercise: n === 8 }),
    ),
  )
  const fresh = await until('the alerts of this hour on the board', async () => {
    const all = (await operator.board()).incidents.filter(
      (incident) => !before.has(incident.id) && isToldApart(incident),
    )
    return all.length === NARRATIVES.length ? all : undefined
  })
  const of = (n: number): string => (fresh.find((i) => i.summary === NARRATIVES[n]) as IncidentState).id

  await responderStory(story, of(0))
  await operator.do(of(1), 'dispatch', { unitId: 'unit-responder' })
  for (const name of ['acknowledge', 'depart', 'arrive']) await responder.do(of(1), name)
  await responder.do(of(1), 'handback', { facts: '欠薪三个月，十二人', demands: '本周内支付' })
  await operator.do(of(1), 'issueTicket')
  await operator.do(of(1), 'visit', { result: 'satisfied' })
  await operator.do(of(1), 'close')
  await operator.do(of(1), 'reopen', { reason: '当事人反悔' })

  await leader.do(of(2), 'transferPolice', { reason: '刑事警情' })
  await police.do(of(2), 'report', { text: '已出警' })
  await leader.do(of(4), 'flag', { flag: 'watched' })
  await leader.do(of(4), 'classify', { police: 'police', category: '治安案件', reason: '现场有人受伤' })
  await leader.do(of(4), 'classify', {
    police: 'nonPolice',
    dispute: true,
    category: '举报投诉',
    reason: '误报受伤',
  })
  await operator.do(of(5), 'merge', { intoId: of(3) })
  const free = (await operator.board()).units.find(
    (unit) => unit.onDuty && unit.incidentId === null && unit.id !== 'unit-responder',
  )
  await leader.do(of(3), 'dispatch', { unitId: free?.id })
  await operator.do(of(6), 'note', { text: '家属已联系' })
  await operator.do(of(7), 'attend', { alarm: 'new' })
  await operator.do(of(7), 'classify', { police: 'nonPolice', severity: 2, reason: '电话里问明' })
  await operator.do(of(7), 'cancel', { reason: '报警人撤回' })
  await leader.do(of(7), 'cancel', { reason: '确认撤回' })
  await operator.do(of(9), 'settle', { outcome: 'transferred', text: '转12345', transferTo: '12345' })
  await operator.do(of(9), 'close')
}

/** From the order to the end, with a decline and a second order on the way. */
async function responderStory(story: Story, id: string): Promise<void> {
  const [operator, responder] = await Promise.all([story.as('operator'), story.as('responder')])
  await operator.do(id, 'dispatch', { unitId: 'unit-responder', content: '请立即到场' })
  await responder.do(id, 'see')
  await responder.do(id, 'decline', { reason: '正在处理另一起' })
  await operator.do(id, 'dispatch', { unitId: 'unit-responder' })
  for (const name of ['deliver', 'see', 'acknowledge', 'depart', 'arrive']) await responder.do(id, name)
  await responder.do(id, 'report', { text: '双方在场', partiesPresent: 'both' })
  await responder.do(id, 'settle', { text: '当场调解' })
  await operator.do(id, 'close')
}
