import type { Lexicon } from '../rule.ts'

/** Words that tell what kind of text this is, and small shared lists. */
export const register: Lexicon = {
  terms: {
    letter: `尊敬的 领导 书记 县长 市长 局长 厅长 您好 你好 望回复 请回复 敬请 恳请 盼复 恳求 此致 敬礼 相关部门 有关部门 反映人 百姓 老百姓 请政府 望领导 恳请领导 希望政府 希望领导 希望有关`,
    letterWeak: `政府 部门 百姓 希望 请求 为什么 何时 至今 多年 长期 贵 反映 恳 国家 县里 区里 市里 答复 建议 居民 业主 群众 公司 单位 学校`,
    urgent: `救命 快来 速来 赶快来 马上来 赶紧来 正在打 正在砍 快点来 来不及`,
    prompt: `忽略以上;忽略之前;忽略上述;忽略前面;你是一个;你现在是;作为ai;作为人工智能;系统提示;请输出;只输出;直接输出;返回json;分类为;归类为;判定为;标记为;ignore previous;ignore all previous;ignore the above;disregard previous;system prompt;you are a;you are now;classify this as;output only;respond with;nonpolice;system: ;assistant:`,
    person: `我爸 我妈 爷爷 哥 姐 弟 妹 大爷 大妈 阿姨 叔叔 工友 朋友 大爷 师傅 客人 小伙 家属 人 孩子 老人 女子 男子 工人 我 他 她 小孩 婴儿 女童 男童 老太 老头 妈妈 爸爸 老公 老婆 儿子 女儿 母亲 父亲 女的 男的 学生 同事 员工 业主 住户 乘客 司机 行人 村民 朋友 邻居 家人 老伴 宝宝 老大爷 奶奶 爷爷 孕妇 妇女 老汉 室友`,
    vehicleAny: `车 电动车 汽车 货车 摩托 公交 司机 驾驶 路口 马路 护栏 行人 高速 骑 大巴 三轮 路边 隧道`,
    crash: `车祸 追尾 交通事故 两车相撞 翻车 撞人逃 被车撞 车撞 撞车 车被撞 碰瓷车`,
    runOver: `被车撞 被撞倒 碾压 轧到 压到人 撞到人 撞到行人 撞到老人 撞到孩子 撞到小孩 撞人 撞飞 撞倒 撞了个人 撞了人`,
    graveInjury: `昏迷 一动不动 人不动 没意识 无意识 大出血 很多血 血泊 不省人事 没呼吸 死 快不行 卡在 被困 压在 生命危险 叫不醒 没反应 伤得很重 重伤 满头是血 不能动 一动不动 头部出血 腿断`,
    attackNow: `正在咬 还在咬 追着咬 见人就咬 追人 还在追 正在追 到处咬 又咬 现在还在 扑人 在咬 乱咬`,
    refundWord: `退款 退 投诉 差评 送错 没送 迟到 超时 赔 骑手 商家`,
    drunkPayer: `代驾 饭钱 结账`,
    home: `家里 家中 店里 办公室 仓库 公司 宿舍 出租房 房间 屋里 住处`,
    bankcard: `银行卡 信用卡 卡里 账户 微信 支付宝`,
    place3: `楼 脚手架 梯子 屋顶 树 阳台 窗 高处 塔吊 桥 楼梯`,
    settledLong: `上周 上个月 上月 前几天 去年 月前 年前 周前 星期前 出院 定责 认定书 责任认定 保险公司 结案 那次 事后 当时 拖了 好久 一直不赔 迟迟`,
    trafficWord: `车祸 追尾 相撞`,
    wheelsBlocked: `我的车 车被 车堵 堵我车 挪车 车库 车位 停车`,
    路上: `路上 马路 路口 路边 街`,
    不肯赔: `不肯赔 不赔 赔多少 私了 要价 谈不拢 全责 谁的责任 责任 赔偿`,
    高速: `高速 高架 快速路 隧道`,
    车位: `车位 停车位`,
    电梯: `电梯`,
  },
  rules: [
    { id: 'drunk-payer', row: 'R7', claim: 'mark', when: ['drunk + drunkPayer'], text: { zh: '酒后消费或代驾争议', en: 'a drinker’s bill' } },
    { id: 'consult-school', row: 'R9', claim: 'mark', when: ['consult + 入学|报名'], text: { zh: '入学咨询', en: 'a school enquiry' } },
    { id: 'minor', row: 'R8', claim: 'mark', flags: ['minor'], when: ['child + hit|fight|wound|gone|selfHarm|sexual|trapped|lockedIn|water'], text: { zh: '涉及未成年人', en: 'a minor is concerned' } },
    { id: 'crowd-flag', row: 'R5', claim: 'mark', flags: ['crowd'], when: ['many'], text: { zh: '人数较多', en: 'many people' } },
  ],
}
