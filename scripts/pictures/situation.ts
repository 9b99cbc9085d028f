import type { IncidentState } from '../../shared/src/cases/incident/state.ts'
import { MINUTE_MS, SECOND_MS } from '../../shared/src/time.ts'
import { RESPONDER_UNIT_ID } from '../../server/src/demo/roster/units.ts'
import type { Client } from '../../server/test/harness/client.ts'
import type { Story } from '../../server/test/harness/story.ts'

/** The hours, Shanghai time, in which the units of the day shift are there for the whole story. */
const DAY = { from: 9, to: 18 }

/** Moves the server to daytime in Shanghai if it is night there, before anybody signs in. */
export async function setTheHour(story: Story): Promise<void> {
  const hours = (story.now() / MINUTE_MS / 60 + 8) % 24
  if (hours >= DAY.from && hours < DAY.to) return
  await story.forward(((14 - hours + 24) % 24) * 60 * MINUTE_MS)
}

export type Situation = {
  /** The order given to the responder's unit. */
  readonly responders: IncidentState
  readonly handedBack: IncidentState
  readonly severe: IncidentState
}

/** What is said on the phone, in the register of a call-taker; every name and number is invented. */
const CALLS = {
  wages: {
    narrative:
      '来电人称其与工友共12人在某工地做木工，老板拖欠工资三个月，现十几人堵在售楼部门口要说法，情绪激动，暂未动手，请派人到场。',
    address: '振兴东路与宏达路口',
    caller: { name: '张先生', phone: '13800001001' },
  },
  parking: {
    narrative: '东湖第一小学门口两位家长为接孩子的停车位吵起来了，没有动手，围观的人多，请来人调解',
    address: '东湖第一小学',
    caller: { name: '李女士', phone: '13800001002' },
  },
  leak: {
    narrative: '映荷社区3幢2单元楼上漏水到楼下，两家吵了一个星期，今天砸了门',
    address: '映荷社区3幢2单元',
    caller: { name: '陈女士', phone: '13800001003' },
  },
  noise: { narrative: '庙东社区菜场旁边通宵施工，噪音太大，孩子没法睡觉，已经反映多次', address: '庙东社区' },
  knife: {
    narrative: '桂芳桥社区门口有人持刀追赶另一个人，快来',
    address: '桂芳桥社区',
    caller: { anonymous: true, phone: '13800001005' },
  },
  family: {
    narrative: '夫妻吵架，女方要跳楼，孩子在哭，来电人是邻居',
    address: '梅堰社区6幢',
    caller: { name: '周先生', phone: '13800001006' },
  },
  refund: {
    narrative: '健身房关门跑路，二十多名会员要求退卡，聚集在门口',
    address: '超峰东路',
    caller: { name: '孙女士', phone: '13800001007' },
  },
  dog: { narrative: '小区遛狗不牵绳，咬了老人，狗主人不认账', address: '罗庄社区' },
  neighbour: { narrative: '邻居在楼道堆放杂物，多次劝说无效，双方争吵', address: '庙前社区2幢' },
  unclear: { narrative: '电话里说不清楚，背景声音嘈杂，挂断后回拨无人接听' },
  drill: { narrative: '演练：五洲路公交站有老人摔倒，需要帮助', address: '五洲路', exercise: true },
} as const

/** Plays an afternoon through the public API, with the clock moved between its acts. */
export async function playTheAfternoon(story: Story): Promise<Situation> {
  const operator = await story.as('operator')
  let opened = 0
  const open = (call: Record<string, unknown>): Promise<IncidentState> =>
    story.openIncident({ externalNo: `330113-${String(7_310 + 7 * ++opened)}`, ...call })
  const after = (minutes: number): Promise<number> => story.forward(minutes * MINUTE_MS)
  const send = async (incident: IncidentState, unitId: string, content?: string): Promise<IncidentState> => {
    await hear(operator, incident)
    // a person reads before they send
    await story.forward(14 * SECOND_MS)
    return operator.do(incident.id, 'dispatch', { unitId, ...(content ? { content } : {}) })
  }

  const noise = await open(CALLS.noise)
  await send(noise, 'unit-squad-1')
  await story.forward(11 * SECOND_MS)
  for (const act of ['acknowledge', 'depart']) await operator.do(noise.id, act)
  await after(9)
  await operator.do(noise.id, 'arrive', { manualReason: '电台报告到场' })
  await after(2)
  await operator.do(noise.id, 'report', { text: '施工方在，已要求停工', partiesPresent: 'both' })
  await operator.do(noise.id, 'settle', { text: '施工方承诺夜间停工' })

  const wages = await open(CALLS.wages)
  await send(wages, 'unit-vehicle-1', '先稳住人，联系包工头')
  for (const act of ['acknowledge', 'depart']) await operator.do(wages.id, act)
  await operator.do(wages.id, 'flag', { flag: 'sensitive' })
  await after(7)

  const refund = await open(CALLS.refund)
  const free = await freeUnits(operator)
  await send(refund, free[0] as string)
  await operator.do(refund.id, 'acknowledge')
  await operator.do(refund.id, 'arrive', { manualReason: '电话报告到场' })
  await operator.do(refund.id, 'report', { text: '会员二十余人，商家失联', partiesPresent: 'one', canSettle: false })
  await operator.do(refund.id, 'handback', {
    facts: '健身房关门，二十余名会员预付费无法退还，商家失联。',
    parties: '会员二十余人；商家（失联）',
    demands: '退还余额',
    risk: '可能再次聚集',
  })
  await after(6)

  const family = await open(CALLS.family)
  await send(family, free[1] as string)
  await operator.do(family.id, 'acknowledge')
  await operator.do(family.id, 'depart')
  const neighbour = await open(CALLS.neighbour)
  await send(neighbour, free[2] as string)
  for (const act of ['acknowledge', 'depart']) await operator.do(neighbour.id, act)
  await operator.do(neighbour.id, 'arrive', { manualReason: '电台报告到场' })
  // wages: the twenty minutes are over while it is on its way
  await after(8)

  const dog = await open(CALLS.dog)
  await hear(operator, dog)
  const drill = await open(CALLS.drill)
  await hear(operator, drill)
  const unclear = await open(CALLS.unclear)
  await hear(operator, unclear)
  await story.forward(50 * SECOND_MS)
  const leak = await open(CALLS.leak)
  await send(leak, free[3] as string)
  const parking = await send(await open(CALLS.parking), RESPONDER_UNIT_ID, '注意疏散围观学生')
  await story.forward(6 * SECOND_MS)
  const severe = await open(CALLS.knife)
  return { responders: parking, handedBack: refund, severe }
}

const hear = async (operator: Client, { id }: IncidentState): Promise<unknown> =>
  operator.do(id, 'attend', { alarm: 'new' })

const freeUnits = async (operator: Client): Promise<string[]> =>
  (await operator.board()).units
    .filter((u) => u.onDuty && u.incidentId === null && u.kind === 'person' && u.id !== RESPONDER_UNIT_ID)
    .map((u) => u.id)
