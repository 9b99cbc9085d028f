import type { BilingualText } from './classification.ts'

/** The tree is data: a site may load another with a mapping column per external system (domain §2.1). */
export type CategoryNode = { code: string; label: BilingualText; parent: string | null; police: boolean | null }

const top = (code: string, en: string, police: boolean | null): CategoryNode => ({
  code,
  label: { zh: code, en },
  parent: null,
  police,
})

const under = (parent: string, rows: readonly (readonly [string, string])[]): CategoryNode[] =>
  rows.map(([code, en]) => ({ code, label: { zh: code, en }, parent, police: null }))

/** What an alert is called while nothing in it is recognised. */
export const unclassified = '未分类'

export const categories: readonly CategoryNode[] = [
  top('刑事案件', 'Crime', true),
  top('治安案件', 'Public order', true),
  top('道路交通', 'Road traffic', true),
  top('火灾爆炸', 'Fire or explosion', true),
  top('灾害事故', 'Disaster or accident', true),
  top('紧急求助', 'Emergency help', true),
  top('群体性事件', 'Mass incident', true),
  top('警务投诉', 'Complaint about police', true),
  top('纠纷', 'Dispute', false),
  top('非紧急求助', 'Non-urgent help', false),
  top('咨询', 'Enquiry', false),
  top('举报投诉', 'Report or complaint', false),
  top('无效警情', 'Invalid call', false),
  top(unclassified, 'Unclassified', null),
]

export const subtypes: readonly CategoryNode[] = [
  ...under('纠纷', [
    ['劳动欠薪', 'Wages'],
    ['工伤', 'Work injury'],
    ['租赁', 'Tenancy'],
    ['消费', 'Consumer'],
    ['邻里噪音', 'Neighbour noise'],
    ['邻里', 'Neighbours'],
    ['家庭婚恋', 'Family or relationship'],
    ['物业', 'Property management'],
    ['交通赔偿', 'Traffic compensation'],
    ['债务', 'Debt'],
    ['土地', 'Land or house site'],
    ['医疗', 'Medical'],
    ['校园', 'School'],
    ['合同', 'Contract'],
    ['宠物伤人', 'Injury by a pet'],
    ['损害赔偿', 'Damages'],
    ['停车', 'Parking'],
  ]),
  ...under('刑事案件', [
    ['故意伤害', 'Wounding'],
    ['抢劫抢夺', 'Robbery'],
    ['入室盗窃', 'Burglary'],
    ['敲诈勒索', 'Extortion'],
    ['非法拘禁', 'Unlawful restraint'],
    ['诈骗', 'Fraud'],
    ['性侵', 'Sexual assault'],
    ['绑架拐卖', 'Abduction'],
    ['涉枪涉爆', 'Firearms or explosives'],
    ['命案', 'Death'],
    ['放火', 'Arson'],
    ['毒品', 'Drugs'],
  ]),
  ...under('治安案件', [
    ['打架', 'Fight'],
    ['殴打他人', 'Assault'],
    ['家庭暴力', 'Domestic violence'],
    ['威胁恐吓', 'Threats'],
    ['持械', 'Weapon shown'],
    ['盗窃', 'Theft'],
    ['故意损毁', 'Criminal damage'],
    ['滋事', 'Disorder'],
    ['侵入住宅', 'Intrusion'],
    ['可疑人员', 'Suspicious person'],
    ['猥亵骚扰', 'Indecency or harassment'],
    ['赌博', 'Gambling'],
    ['卖淫嫖娼', 'Prostitution'],
    ['噪音屡劝不止', 'Noise after warnings'],
    ['传销', 'Pyramid selling'],
  ]),
  ...under('道路交通', [
    ['交通事故', 'Accident'],
    ['肇事逃逸', 'Hit and run'],
    ['危险驾驶', 'Dangerous driving'],
    ['道路障碍', 'Road hazard'],
  ]),
  ...under('火灾爆炸', [
    ['火灾', 'Fire'],
    ['燃气泄漏', 'Gas leak'],
    ['爆炸', 'Explosion'],
  ]),
  ...under('灾害事故', [
    ['坍塌坠落', 'Collapse or fall'],
    ['触电漏电', 'Electric hazard'],
    ['危化品', 'Hazardous material'],
    ['水淹', 'Flood'],
  ]),
  ...under('紧急求助', [
    ['自杀自残', 'Self-harm'],
    ['人员走失', 'Missing person'],
    ['人员被困', 'Trapped person'],
    ['落水', 'In water'],
    ['突发疾病', 'Medical emergency'],
    ['醉酒', 'Drunk person'],
    ['动物伤人', 'Animal attack'],
    ['精神障碍', 'Mental crisis'],
    ['呼救', 'Cry for help'],
    ['中毒', 'Poisoning'],
  ]),
  ...under('群体性事件', [
    ['围堵', 'Blocking'],
    ['聚集', 'Gathering'],
  ]),
  ...under('非紧急求助', [
    ['开锁', 'Locked out'],
    ['挪车', 'Move a car'],
    ['失物', 'Lost property'],
    ['市政', 'Municipal'],
    ['水电气', 'Utilities'],
    ['宠物', 'Animals'],
    ['生活求助', 'Everyday help'],
  ]),
  ...under('举报投诉', [
    ['施工商业噪音', 'Site or business noise'],
    ['违建', 'Illegal building'],
    ['市场监管', 'Market'],
    ['环境污染', 'Environment'],
    ['占道', 'Street occupation'],
    ['消防隐患', 'Fire safety'],
    ['违停', 'Illegal parking'],
    ['交通运输', 'Transport'],
    ['养犬', 'Dog keeping'],
    ['信访', 'Petition'],
    ['公共服务', 'Public service'],
  ]),
  ...under('无效警情', [
    ['误拨误报', 'Mistaken call'],
    ['测试演练', 'Test or drill'],
    ['骚扰电话', 'Nuisance call'],
  ]),
]

/** Label of a category or subtype code; an unknown code is its own label. */
export const categoryLabel = (code: string): BilingualText =>
  categories.find((node) => node.code === code)?.label ??
  subtypes.find((node) => node.code === code)?.label ?? { zh: code, en: code }
