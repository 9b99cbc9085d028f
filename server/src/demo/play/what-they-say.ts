import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'

const pick = (texts: readonly string[], n: number): string => texts[n % texts.length] as string

const CALM = [
  '已到现场，双方都在，情绪还算稳定，正在了解情况。',
  '到场，两边分开谈，暂无肢体冲突，先听一方讲。',
  '已到，是为了钱的事，金额说法不一，正在核对单据。',
  '现场三四个人，嗓门大，没有动手，正在劝。',
  '已找到报警人，对方在屋里，敲开门了，准备一起坐下来谈。',
  '到场，围观的劝散了，双方愿意到社区坐下来谈。',
  '已到，物业经理也在，正在看监控。',
  '现场情况与报警一致，无人受伤，先稳住情绪。',
]
const STUCK = [
  '已到现场，双方各执一词，谈不拢，可能要带回。',
  '到场，对方不肯露面，只有报警人在，情绪激动。',
  '已到，涉及合同和发票，现场说不清，需要部门介入。',
  '现场人多，诉求不一致，先登记，恐怕当场解决不了。',
  '对方老板不在，电话里不肯来，人都等在这里。',
]
const GRAVE = [
  '已到现场，有人受轻伤，已隔开双方，等派出所。',
  '到场，人已控制住，没有扩大，请派出所尽快来。',
  '现场安全，已疏散围观，保护现场，等民警。',
]

/** The first report (D11): text and the boxes that go with it. */
export function firstReport(incident: IncidentState, n: number, ending: 'settle' | 'handback') {
  if (incident.classification?.police === 'police') {
    return {
      text: pick(GRAVE, n),
      partiesPresent: 'both' as const,
      injured: n % 3 === 0,
      policeNeeded: true,
      canSettle: false,
    }
  }
  const canSettle = ending === 'settle'
  return {
    text: pick(canSettle ? CALM : STUCK, n),
    partiesPresent: canSettle ? ('both' as const) : n % 2 === 0 ? ('both' as const) : ('one' as const),
    injured: false,
    policeNeeded: false,
    canSettle,
  }
}

const SETTLED = [
  '双方和解，当场付清，各自离开。',
  '劝解后一方道歉，另一方接受，事情了结。',
  '物业答应三天内修好，业主同意，已留联系电话。',
  '说清楚了，押金退一半，双方签字。',
  '已劝开，双方表示不再计较。',
  '商家同意退款，当面转账，报警人满意。',
  '约定按发票金额承担，写了一张条子，双方各留一份。',
  '噪音的一方答应晚上九点后不再弄，邻居同意先看几天。',
]
export const settlement = (n: number): string => pick(SETTLED, n)

const FACTS = [
  '双方对金额和责任说法不一，现场看了单据，缺一份对账，当场谈不拢。',
  '一方要求当场付清，另一方说要等老板回来，僵持不下。',
  '事情拖了几个月，社区调过两次，今天又吵起来，需要部门一起处理。',
  '涉及多人，诉求不完全一致，已逐个登记，现场先劝回。',
]
const DEMANDS = ['要求一次性付清', '要求书面答复并限期整改', '要求赔偿并道歉', '要求主管部门出面核查']
const RISKS = [
  '情绪激动，可能再次聚集，建议两天内联系',
  '暂无过激言行',
  '有一方扬言上访，建议尽快约谈',
  '矛盾持续时间长，有反复可能',
]

/** 带回移交 (D15). */
export function handbackForm(incident: IncidentState, n: number) {
  return {
    facts: pick(FACTS, n),
    parties: `报警人与对方，共 ${2 + (n % 5)} 人，姓名电话见登记表`,
    demands: pick(DEMANDS, n >> 2),
    risk: pick(RISKS, n >> 4),
    evidence: incident.place?.name
      ? `${incident.place.name}现场照片 ${1 + (n % 4)} 张，单据照片 1 张`
      : '现场照片 2 张',
  }
}

const FEEDBACK = [
  '民警已到场处置，人员带回所里做笔录。',
  '已立案受理，现场勘查完毕。',
  '双方已带离，按治安案件办理。',
  '已处置，未发现违法情形，口头警告。',
]
/** The station's answer to what was handed over to it (D13). */
export const policeFeedback = (n: number): string => pick(FEEDBACK, n)

const VISITS = [
  '电话回访，对处理结果满意。',
  '回访，当事人表示事情已了。',
  '回访，对方已按约定履行。',
  '回访，对结果基本满意，希望以后快一点。',
]
export const visitText = (n: number): string => pick(VISITS, n)
