import type { ExternalSystem } from './category-tree.ts'

/** Named as the kinds of alert sources are, so that their codes are read; the hotline is mapped for what goes out to it. */
export const DELIVERED_SYSTEMS: readonly ExternalSystem[] = [
  { id: 'platform-110', name: '110 接处警平台' },
  { id: 'smart-security', name: '智慧安防' },
  { id: '12345', name: '12345 热线' },
]

/**
 * The values of the police codes are not public (domain §2.3): these are of their shape, two digits a level, and made up.
 * A site puts its platform's own in their place.
 */
const PLATFORM_110 = `
刑事案件 01 故意伤害 0101 抢劫抢夺 0102 入室盗窃 0103 诈骗 0104 敲诈勒索 0105 非法拘禁 0106 性侵 0107 绑架拐卖 0108
涉枪涉爆 0109 命案 0110 放火 0111 毒品 0112
治安案件 02 打架 0201 殴打他人 0202 家庭暴力 0203 盗窃 0204 威胁恐吓 0205 持械 0206 故意损毁 0207 滋事 0208
侵入住宅 0209 可疑人员 0210 猥亵骚扰 0211 赌博 0212 卖淫嫖娼 0213 噪音屡劝不止 0214 传销 0215
道路交通 03 交通事故 0301 肇事逃逸 0302 危险驾驶 0303 道路障碍 0304
火灾爆炸 04 火灾 0401 燃气泄漏 0402 爆炸 0403
灾害事故 05 坍塌坠落 0501 触电漏电 0502 危化品 0503 水淹 0504
紧急求助 06 自杀自残 0601 人员走失 0602 人员被困 0603 落水 0604 突发疾病 0605 醉酒 0606 动物伤人 0607 精神障碍 0608
呼救 0609 中毒 0610
群体性事件 07 围堵 0701 聚集 0702
纠纷 08 劳动欠薪 0801 邻里 0802 邻里噪音 0803 家庭婚恋 0804 消费 0805 租赁 0806 物业 0807 交通赔偿 0808 债务 0809
土地 0810 医疗 0811 校园 0812 合同 0813 宠物伤人 0814 损害赔偿 0815 停车 0816 工伤 0817
非紧急求助 09 开锁 0901 挪车 0902 失物 0903 市政 0904 水电气 0905
举报投诉 10 施工商业噪音 1001 违建 1002 市场监管 1003 环境污染 1004 占道 1005 消防隐患 1006 违停 1007
咨询 11 警务投诉 12 无效警情 99 误拨误报 9901 测试演练 9902 骚扰电话 9903`

const SMART_SECURITY =
  '火灾 smoke 燃气泄漏 gas 触电漏电 electric 消防隐患 fire-lane 坍塌坠落 high-throw 人员走失 elder-not-home 水淹 water-level'

const HOTLINE = '咨询 查询咨询 非紧急求助 求助服务 举报投诉 投诉举报'

const read = (text: string): Map<string, string[]> => {
  const words = text.trim().split(/\s+/)
  const pairs = words.flatMap((code, i) => (i % 2 === 0 ? [[code, [words[i + 1] ?? '']] as [string, string[]]] : []))
  return new Map(pairs)
}

const COLUMNS = [
  ['platform-110', read(PLATFORM_110)],
  ['smart-security', read(SMART_SECURITY)],
  ['12345', read(HOTLINE)],
] as const

export const deliveredMappings = (code: string): Record<string, string[]> =>
  Object.fromEntries(COLUMNS.flatMap(([system, codes]) => (codes.has(code) ? [[system, codes.get(code) ?? []]] : [])))
