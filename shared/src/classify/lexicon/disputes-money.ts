import type { Lexicon } from '../rule.ts'

/** R7: wage, consumer, rent, debt, work-injury and contract claims without R1/R2/R4/R5 are non-police disputes. */
export const moneyDisputes: Lexicon = {
  terms: {
    quarrel: `吵架 争吵 吵起来 吵了起来 口角 纠纷 争执 扯皮 理论 闹矛盾 矛盾 争论 对骂 互骂 骂起来 吵得很凶 吵闹不休 相骂 吵相骂 吵嘴 拌嘴 冲突 争议 起争执 不肯 谈不拢 协商不成 协商未果 协商不下 说不通 吵翻 骂街 骂人 骂我 吵了 在吵 吵得 不讲理 不认账 各执一词 调解 闹得 骂骂咧咧 言语冲突 言语争执 拉不开 闹`,
    wage: `欠薪 讨薪 拖欠工资 拖欠工钱 欠工资 欠我工资 不发工资 没发工资 工资没发 工资不发 工资没结 不结工资 没结工资 结不到工资 拿不到工资 没拿到工资 血汗钱 工钱 克扣工资 扣工资 扣我工资 压工资 工资 劳务费 加班费 加班工资 劳动报酬 人工费 工程款不给 民工工资 农民工工资 薪水 薪资 提成不给 不给工钱 不结账 底薪 经济补偿金 辞退 开除 无故辞退 裁员 解除劳动 劳动合同 社保 未缴社保 押金不退工装 试用期 劳动仲裁 介绍费 中介费 劳务中介 劳务公司`,
    workInjury: `工伤 工亡 工地摔伤 上班时摔 上班受伤 干活受伤 干活时受伤 工作中受伤 上班期间受伤 工伤赔偿 做工受伤 工伤认定 机器压伤 干活摔`,
    rent: `房东 租客 房客 押金 租房 退租 租金 房租 合租 二房东 长租公寓 租约 租赁 承租 转租 出租屋 公寓管家 房屋中介 房产中介 中介不退 租的房子 群租 续租 短租 民宿`,
    rentClaim: `不退 不肯退 拒退 扣 不交 拖欠 涨 赶 换锁 搬 到期 违约 不让住 清退 停水 停电 断水 断电 漏水 甲醛 维修 退 赔 欠 卫生费 水电费 合同 克扣 押金 吵 吵架 不给 纠纷 不续 跑路 争`,
    buy: `买 购买 网购 下单 消费 充值 办卡 会员卡 预付卡 健身卡 健身房 美容院 理发店 美发店 商家 店家 商场 超市 饭店 餐厅 餐馆 火锅店 奶茶店 驾校 培训班 培训机构 旅行社 婚庆 影楼 4s店 汽修 修车店 手机店 家具 家电 电器城 宾馆 酒店 民宿 快递 外卖 商品 货 菜市场 水果店 药店 足浴 按摩店 ktv 网吧 眼镜店 洗衣店 干洗店 宠物店 母婴店 家政 月嫂 早教 游泳馆 月子中心 二手车 车行 二手 装修公司 搬家公司 加油站 美容 美发 理发 服装店 衣服 鞋子 手机 机票 门票 游乐场 商户 店铺 店 餐费 菜`,
    claim: `退款 退货 退钱 退卡 退费 不退 不肯退 不给退 拒绝退 假货 质量问题 有问题 坏了 多收 多收费 不认 不认账 赔 赔偿 换货 定金 订金 价格 收费 乱收 退押金 退定金 虚假 欺诈 欺骗 不给发票 不兑现 拖着不 跑路 关门 倒闭 不发货 变质 过期 有虫 头发 掉色 缩水 弄坏 洗坏 丢件 损坏 加价 隐形消费 强制 高价 宰客 不满意 翻新 退 假 投诉 结账 少找 算错 找零 收了钱 不开门 联系不上 差价 缺斤`,
    debt: `欠钱 欠债 欠款 借钱 借款 借条 欠条 不还 不还钱 讨债 要债 要账 讨账 追债 催债 催收 货款 尾款 赊账 赌债 担保 借出去 借给 还钱 还款 本金 利息 高利贷 债务 借了 欠我 合伙 分红 股份 投资款 垫付 老赖`,
    debtClaim: `不还 拖 躲 催 要 找不到 不给 不肯 赖账 失信 借条 欠条 欠 没还 还钱 拿不到 讨 纠纷 追 赖 逾期 多次 不结`,
    contract: `合同 违约 装修 装修公司 工程款 工程 定做 加工 供货 承包 转让费 加盟费 加盟 尾款 施工队 违约金 定制`,
    contractClaim: `纠纷 违约 不履行 不肯 不给 不付 拖欠 拖 停工 烂尾 质量 退 赔 不退 增项 加价 返工 争 不结 解除 跑路 没完工`,
    damages: `医药费 医疗费 误工费 赔偿 赔钱 赔 索赔 补偿 维修费 损失`,
    medicalPlace: `医院 诊所 医生 手术 误诊 牙科 口腔 医美 整形 卫生院 护士 门诊 医疗 用药 开错药 体检 住院`,
    medicalClaim: `纠纷 赔偿 误诊 收费 态度 事故 不满 失败 投诉 退 说法 争 感染 后遗症 退费 医疗费 吵 责任 乱 过度`,
    school: `学校 老师 班主任 家长 同学 幼儿园 补课 教育局 学生 食堂 校门口 托管班 校园 校车`,
    schoolClaim: `纠纷 矛盾 争执 收费 不满 孤立 投诉 吵 退费 体罚 补课 赔偿 退学 分班 争吵 赔`,
    debtorGone: `老板 房东 房客 租客 欠 包工头 中介 商家 店家 公司 债 钱 工资 货款`,
  },
  rules: [
    { id: 'wage', row: 'R7', claim: 'nonPolice', category: '纠纷', subtype: '劳动欠薪', dispute: true, rank: 80, when: ['wage'], text: { zh: '劳动报酬争议', en: 'a wage dispute' } },
    { id: 'work-injury', row: 'R7', claim: 'nonPolice', category: '纠纷', subtype: '工伤', dispute: true, rank: 81, when: ['workInjury', '工地 摔|砸@6 damages@20 + settled'], text: { zh: '工伤争议', en: 'a work-injury dispute' } },
    { id: 'rent', row: 'R7', claim: 'nonPolice', category: '纠纷', subtype: '租赁', dispute: true, rank: 78, when: ['rent + rentClaim', 'rent + quarrel'], text: { zh: '租赁争议', en: 'a tenancy dispute' } },
    { id: 'consumer', row: 'R7', claim: 'nonPolice', category: '纠纷', subtype: '消费', dispute: true, rank: 60, when: ['buy + claim', 'buy + quarrel', '退款', '退货', '退卡', '退费', '假货', '会员卡 不退|跑路|关门@10'], unless: ['market-report'], text: { zh: '消费争议', en: 'a consumer dispute' } },
    { id: 'debt', row: 'R7', claim: 'nonPolice', category: '纠纷', subtype: '债务', dispute: true, rank: 65, when: ['debt + debtClaim', 'debt + quarrel'], text: { zh: '债务争议', en: 'a debt dispute' } },
    { id: 'contract', row: 'R7', claim: 'nonPolice', category: '纠纷', subtype: '合同', dispute: true, rank: 50, when: ['contract + contractClaim'], text: { zh: '合同或工程争议', en: 'a contract dispute' } },
    { id: 'medical-dispute', row: 'R7', claim: 'nonPolice', category: '纠纷', subtype: '医疗', dispute: true, rank: 75, when: ['medicalPlace + medicalClaim'], unless: ['workInjury', 'traffic-compensation', 'dog-cost', 'work-injury', 'wage'], text: { zh: '医疗争议', en: 'a medical dispute' } },
    { id: 'school', row: 'R7', claim: 'nonPolice', category: '纠纷', subtype: '校园', dispute: true, rank: 55, when: ['school + schoolClaim'], text: { zh: '校园争议', en: 'a school dispute' } },
    { id: 'debtor-gone', row: 'R7', claim: 'mark', when: ['debtorGone gone@8 + wage|debt|rent|buy', 'debtorGone 跑路|失联|联系不上@6'], text: { zh: '债务人失联', en: 'the debtor cannot be reached' } },
    { id: 'past-injury-claim', row: 'R7', claim: 'nonPolice', category: '纠纷', subtype: '损害赔偿', dispute: true, rank: 40, when: ['injury + damages + settled', 'workInjury + damages', 'medical + damages + settled', '摔|滑倒 damages@20 + 超市|商场|店|小区|物业'], text: { zh: '伤已治疗,只争赔偿', en: 'the hurt is past; compensation is argued' } },
    { id: 'damages', row: 'R7', claim: 'nonPolice', category: '纠纷', subtype: '损害赔偿', dispute: true, rank: 30, when: ['damages + quarrel', '弄坏 damages@14', '碰坏 damages@14', '撞坏 damages@14'], unless: ['accident', 'accident-doubt'], text: { zh: '赔偿争议', en: 'a dispute about damages' } },
    { id: 'quarrel', row: 'R7', claim: 'nonPolice', category: '纠纷', dispute: true, severity: 3, rank: 20, when: ['quarrel someone@6', 'someone|me quarrel@10', '吵架', '争吵', '口角', '纠纷', '争执', '对骂', '吵起来'], text: { zh: '言语争执', en: 'a quarrel in words' } },
  ],
}
