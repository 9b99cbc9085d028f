import type { Lexicon } from '../rule.ts'

/** R5: a crowd that blocks, pushes or threatens is police; a few who wait quietly are not. R12: present police conduct. */
export const crowd: Lexicon = {
  terms: {
    crowd: `买房的人 来讨钱的人 讨薪的人 一百多辆 几十辆 上百辆 聚在 聚到 聚了 围了一 上百 几十个 一百来 百来 二三十 三四十 四五十 村里人 好多村民 聚集 围堵 群体 一群人 一大群 一伙人 一帮人 很多人 好多人 许多人 上百人 几十人 几百人 数百人 数十人 十几人 人群 民工 业主们 村民们 家长们 集体 全体 众人 大批 好几十 多名 多人 大量人员 人越来越多 聚众 围观`,
    block: `锁了大门 大门锁 把门锁 门锁了 不让管理 拦下 不让卸 不让发 堵车间 断路 水泄不通 围得 围了 不让下班 不让销售 停工堵 堵在路 往里冲 冲门 冲大门 不让开工 不让施工 扔石头 砸桌 冲进去 堵死 堵门 堵路 堵住 堵了 堵着 堵大门 围堵 围攻 围住 围着 冲击 冲进 冲卡 冲撞 拦车 拦路 拦住 封路 封门 封住 静坐 躺在路 坐在路 坐在马路 拉起人墙 堵厂门 堵工地 堵学校 不让车 不让进出 不让通行 不让进 不让出 无法进出 占领 堵塞 挡住大门 把路堵 把大门堵 阻断交通 瘫痪 阻拦`,
    banner: `拉横幅 横幅 打横幅 喊口号 示威 游行 罢工 静坐 集会 聚众上访 摆花圈 摆灵堂 抬尸`,
    quiet: `安静 情绪平稳 情绪稳定 没有过激 没有堵 没堵 没有吵闹 等答复 等老板 等说法 秩序正常 坐着等 等候 平和 等回复 没有影响`,
    police: `民警 警察 交警 派出所 辅警 公安 出警民警 出警人员 警员 刑警 巡警 公安局 协警 特警 警务人员`,
    badConduct: `吼我 爱理不理 不搭理 敷衍 骂骂咧咧 推搡我 没带证件 不戴执法 乱抓 偏帮 帮对方 说话很冲 说话难听 没给说法 没说法 没结果 没下文 不耐烦 不理 没回复 不给回执 不给报案 没到 迟迟 很凶 凶我 吼 踢皮球 推来推去 收了 放人 索贿 偏心 拉偏架 态度 打人 打我 打了 不作为 不出警 不处理 不受理 不立案 推诿 骂人 骂我 推我 收钱 收红包 吃拿卡要 乱罚 乱执法 执法不规范 违规 违法 滥用 粗暴 野蛮 不管 拖延 没人来 不来 徇私 偏袒 偏向 包庇 酒后执法 喝酒 威胁我 刑讯 逼供 不给立案 违纪 失职 渎职 敷衍 动手 没出示证件 不出示证件 拒绝出警 乱开罚单 乱贴条 索要 要好处`,
    complain: `投诉 举报 反映 控告 督察 不满`,
    wageRoot: `工资 欠薪 讨薪 工钱 血汗钱 工程款 拖欠`,
  },
  rules: [
    { id: 'crowd-block', row: 'R5', claim: 'police', category: '群体性事件', subtype: '围堵', severity: 2, flags: ['crowd'], when: ['many|crowd block@14', 'many 堵|拦|围@10', 'crowd 堵|拦@6', 'block|堵|拦 many@16', 'many + block', 'crowd + block', 'many|crowd + banner + block', 'banner + block', 'many|crowd + banner', 'many|crowd + fight', 'many 砸@24', 'crowd 砸@10', 'many|crowd + 推搡|冲突|起哄|打砸', '聚众 闹事@4', '抬尸', '摆灵堂'], text: { zh: '多人聚集围堵或冲击', en: 'a crowd that blocks or pushes' } },
    { id: 'crowd-dispute', row: 'R5', claim: 'mark', dispute: true, when: ['业主|村民|家属|民工|工人|家长|学员|租户|商户|会员|储户|买房的|司机|死者家属|患者家属 + block|banner|many|crowd + !trafficWord'], text: { zh: '群体有民事诉求', en: 'the crowd has a civil claim' } },
    { id: 'banner', row: 'R5', claim: 'doubt', category: '群体性事件', subtype: '聚集', severity: 2, flags: ['crowd'], when: ['banner'], unless: ['crowd-quiet'], text: { zh: '拉横幅、静坐等', en: 'banners or a sit-in' } },
    { id: 'crowd-quiet', row: 'R5', claim: 'mark', when: ['many|crowd|few + quiet'], text: { zh: '多人但情绪平稳', en: 'several people, calm' } },
    { id: 'crowd-big', row: 'R5', claim: 'doubt', category: '群体性事件', subtype: '聚集', severity: 2, flags: ['crowd'], when: ['many + 聚集|围', 'crowd + now + 围|闹', '聚众', '上百人', '几百人', '数百人'], unless: ['crowd-quiet'], text: { zh: '多人聚集,是否围堵不明', en: 'many people; blocking not told' } },
    { id: 'police-conduct', row: 'R12', claim: 'police', category: '警务投诉', severity: 3, rank: 78, when: ['police badConduct@14', 'complain police@6', 'police complain@10', 'bei police@3 打|骂|推|撞@6'], unless: ['praise', 'no-police-complaint'], text: { zh: '投诉民警履职行为', en: 'a complaint about police conduct' } },
  ],
}
