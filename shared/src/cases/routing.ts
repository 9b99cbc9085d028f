/**
 * Who follows up a case of this type at this place (D14): first matching row wins, the particular before the general.
 * A department is an organisation id; `village` is the community or village of the place. The table is data and may be
 * replaced; what no row covers is asked, never guessed.
 */
export interface RoutingQuestion {
  readonly category: string | null
  readonly subtype: string | null
  /** community or village of the place, where known; its id is the id of its organisation */
  readonly centreId: string | null
  /** the words of the alert, for rows finer than the subtypes are */
  readonly narrative?: string | null
}

export interface Route {
  readonly organisationId: string
  /** why, in the words of the table */
  readonly reason: string
  readonly ruleId: string
}

export interface RoutingRule {
  readonly id: string
  readonly category?: string
  readonly subtypes?: readonly string[]
  /** any of these words in the narrative */
  readonly words?: readonly string[]
  readonly to: string
  /** where `to` is `village` and the place is not known; without it the operator is asked */
  readonly otherwise?: string
  readonly reason: string
}

const VILLAGE = 'village'

/** The demo subdistrict's table, after the duties of the offices named in domain.md §1 (design; a site edits its own). */
export const ROUTING_RULES: readonly RoutingRule[] = [
  { id: 'fumes', category: '举报投诉', words: ['油烟'], to: 'org-zhzf', reason: '油烟扰民由综合执法处置' },
  { id: 'fumes-type', subtypes: ['油烟'], to: 'org-zhzf', reason: '油烟扰民由综合执法处置' },
  { id: 'wages', subtypes: ['劳动欠薪', '欠薪', '工伤'], to: 'org-rsld', reason: '劳动争议由人社（劳动监察）处置' },
  { id: 'consumer', subtypes: ['消费', '市场监管'], to: 'org-scjg', reason: '消费与市场秩序由市场监管处置' },
  {
    id: 'order',
    subtypes: ['违建', '占道', '施工商业噪音', '养犬', '噪音屡劝不止'],
    to: 'org-zhzf',
    reason: '市容、违建与噪声扰民由综合执法处置',
  },
  { id: 'environment', subtypes: ['环境污染'], to: 'org-hb', reason: '环境污染由生态环保处置' },
  { id: 'fire-risk', subtypes: ['消防隐患', '火灾'], to: 'org-xf', reason: '消防隐患由消防站处置' },
  {
    id: 'safety',
    subtypes: ['燃气泄漏', '坍塌坠落', '触电漏电', '危化品', '水淹', '爆炸'],
    to: 'org-yjgl',
    reason: '安全生产与灾害由应急管理处置',
  },
  {
    id: 'traffic',
    subtypes: ['违停', '挪车', '停车', '交通运输', '道路障碍', '交通事故'],
    to: 'org-jj',
    reason: '道路交通由交警中队处置',
  },
  { id: 'estate', subtypes: ['物业', '市政', '水电气'], to: 'org-cjgh', reason: '物业与市政由城建办处置' },
  { id: 'land', subtypes: ['土地'], to: 'org-nb', reason: '土地与宅基地由农办处置' },
  {
    id: 'social',
    subtypes: ['医疗', '校园', '公共服务', '精神障碍'],
    to: 'org-shsy',
    reason: '医疗、教育与民政事项由社会事业办处置',
  },
  {
    id: 'money',
    subtypes: ['债务', '合同', '损害赔偿', '交通赔偿', '宠物伤人'],
    to: 'org-sfs',
    reason: '赔偿、债务与合同纠纷由司法所组织调解',
  },
  { id: 'petition', subtypes: ['信访'], to: 'org-xfb', reason: '信访事项由信访办办理' },
  { id: 'crowd', category: '群体性事件', to: 'org-pab', reason: '群体性事件的后续稳控由平安办牵头' },
  { id: 'tenancy', subtypes: ['租赁'], to: VILLAGE, otherwise: 'org-zzb', reason: '租赁纠纷由属地村社调处' },
  {
    id: 'noise',
    subtypes: ['邻里噪音', '噪音'],
    to: VILLAGE,
    otherwise: 'org-zhzf',
    reason: '邻里噪声先由属地村社劝阻',
  },
  {
    id: 'home',
    subtypes: ['邻里', '家庭婚恋', '家庭暴力', '生活求助', '宠物', '醉酒'],
    to: VILLAGE,
    reason: '邻里、家庭事项由属地村社调处',
  },
  { id: 'dispute', category: '纠纷', to: VILLAGE, otherwise: 'org-sfs', reason: '一般纠纷由属地村社调处' },
  { id: 'help', category: '非紧急求助', to: VILLAGE, reason: '非紧急求助由属地村社办理' },
  { id: 'police', category: '治安案件', to: VILLAGE, otherwise: 'org-zzb', reason: '治安警情的后续化解由属地村社跟进' },
]

/** A rule that names neither a type nor a word matches nothing: an empty row must not swallow every case. */
function matches(rule: RoutingRule, { category, subtype, narrative }: RoutingQuestion): boolean {
  if (rule.category === undefined && rule.subtypes === undefined && rule.words === undefined) return false
  if (rule.category !== undefined && rule.category !== category) return false
  if (rule.subtypes !== undefined && (subtype === null || !rule.subtypes.includes(subtype))) return false
  return rule.words === undefined || (narrative != null && rule.words.some((word) => narrative.includes(word)))
}

/** routeTicket finds the department or village; undefined asks the operator. */
export function routeTicket(
  question: RoutingQuestion,
  rules: readonly RoutingRule[] = ROUTING_RULES,
): Route | undefined {
  const rule = rules.find((one) => matches(one, question))
  if (rule === undefined) return undefined
  const organisationId = rule.to === VILLAGE ? (question.centreId ?? rule.otherwise) : rule.to
  return organisationId === undefined ? undefined : { organisationId, reason: rule.reason, ruleId: rule.id }
}
