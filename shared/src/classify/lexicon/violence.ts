import type { Lexicon } from '../rule.ts'

/** R1: ongoing or threatened violence is police whatever the root. */
export const violence: Lexicon = {
  terms: {
    fight: `酒瓶乱飞 翻脸动 扭在一块 扭成一 缠斗 滚在一起 推来搡去 动拳头 互推 互扯 互砸 打群 群架 拉都拉不开 别打了 不要打了 抡起拳头 抡拳 挥拳 挥起拳头 对峙 动手了 你一拳 打得不可 打个不停 厮打 扭扯 打架 打起来 打起架 打成一团 打作一团 打在一起 干架 斗殴 互殴 打斗 打群架 群殴 扭打 厮打 撕打 殴斗 大打出手 干仗 干起来 约架 打相打 相打 打仗 打驾 打人 对打 动起手 动手打 扭作一团 扭在一起 打得不可开交 拳脚相加 打做一团 掐架 掐起来 厮打起来 肢体冲突 发生冲突动手 打成重伤 打成轻伤 打得很凶 打得厉害 动起刀 推打 抓打 撕扯 拉扯 推搡 dajia 打jia`,
    hit: `抓着她 抓着他 抓着我 抓住她 抓住我 手不放 拽着我 拽着她 扯着我 扯着她 暴打 甩了两个嘴巴 甩嘴巴 甩耳光 甩巴掌 两个嘴巴 扇嘴 打她 打翻在地 打趴下 打倒在地 一拳打 打掉牙 一脚踹 一脚踢 踢翻 撞墙上 往墙上撞 抽孩子 抽了 吐口水 打肿 打青 打哭 打坏 被扇 被推 被拽 被拖 被抽 被泼 被群 被砸中头 掐了 掐她 勒她 咬掉 戳眼 打骂孩子 打妈妈 打爸爸 打了我 殴打 打我 打他 打她 打(我|他|她|你)(们|妈|爸|头|脸|儿子|女儿|孩子|老婆|老公|弟|哥|姐|妹|员工|父亲|母亲) 打(了|伤|倒|晕|昏|肿|破|断|坏)(人|我|他|她|对方|保安|店员|司机|老师|医生|护士|服务员|老板|顾客|孩子|头|鼻|牙|腿|手|肋|胳膊) 打(老婆|老公|孩子|小孩|儿子|女儿|老人|爹|爸|妈|父母|母亲|父亲|婆婆|媳妇|保安|员工|店员|司机|乘客|医生|护士|老师|学生|同学|顾客|客人|工人|人家|服务员|外卖员|骑手|快递员|邻居|女的|女子|男子|女人|男人|城管|路人|室友|保洁|环卫工|小姑娘|前台|经理|收银员|女友|男友|老头|老太|残疾人|外婆|奶奶|爷爷)
      打伤 打晕 打昏 打倒 打残 打出血 打破头 打破 打骂 打耳光 打嘴巴 打一巴掌 打一拳 打了一拳 打一顿 打了一顿 打了一架 打了一巴掌 打了我 打了他 打了她 打了人 打得 打成 打趴 打得头破血流 被打 被人打 被打了 被揍 被踢 被踹 被砍 被捅 被掐 被扇 被推倒 被围殴 被群殴 被殴 围殴 挨打 挨揍 挨了打 挨了揍 挨了一拳 揍我 揍他 揍她 揍人 揍了 揍孩子 揍老婆 暴打 痛打 毒打 暴揍 狂揍 群殴 抽打 鞭打 踢我 踢了我 踢了他 踢肚子 踢打 踹我 踹他 踹了 踹她 扇我 扇了 扇他 扇她 扇耳光 扇巴掌 扇嘴巴 抽耳光 抽我 耳光 一巴掌 几巴掌 拳打脚踢 一拳 几拳 掐脖子 掐我 掐住 掐着 掐她 掐他 掐人 掐得 勒脖子 勒住 勒我 揪头发 揪着头发 揪住 扯头发 扯着头发 拽头发 拽着头发 抓头发 薅头发 抓着头发 抓伤 抓花 挠伤 推倒 推下楼 推下 推我 推了我 推他 推倒在地 按在地上 摁在地上 按在墙上 泼开水 泼热油 泼硫酸 泼汽油 烫伤我 烟头烫 用烟头 砸我 砸人 砸头 砸破头 动粗 动手了 动手 动起手来 动了手 下手 下狠手 下死手 打闷棍 敲头 敲破头 打脸 打胳膊 打腿 吊打 施暴 行凶 虐待 虐打 扭伤 拧伤 踩伤 抽伤 掐伤 勒伤 拖拽 拖行 强行拖 踩我 压在身上打 骑在身上打 打我妈 打我爸 打个不停 还在打人 一直打我 不停打 往死里打 追打 追着打 追砍 追着砍 围着打 打了起来 打了一`,
    struck: `砸伤 被砸 砸到我 砸中`,
    workWord: `工地 干活 上班 工伤 车间 施工 机器 做工 工作中`,
    biteWord: `咬我 咬伤 咬人 咬了`,
    hitVerb: `打 揍 踢 踹 扇 抽 捶 砍 捅 刺 殴打 砸 掐 勒 扎 劈 打了 揍了 踢了 暴打 围殴 打伤 推倒 捶打 殴`,
    hitDone: `打了 揍了 打伤 打倒 踢了 踹了 打得 揍得 砍了 捅了 咬了 扎了 打哭 打跑 打住院 打进医院 打趴 掐得 打骨折 砸了`,
    violenceWord: `家暴 暴力 家庭暴力 施暴 打老婆`,
    pastHit: `打过我 打过他 打过她 打过人 动过手 打过架 家暴过 打过一次 打过几次 打过好几次 打过`,
    body: `脖子 头发 头部 头 脸 肚子 胳膊 鼻子 牙 眼睛 耳朵 腿 胸 肋骨 嘴 后背 脑袋 手臂 背 腰 额头 嘴角`,
    injury: `抓破 磕到 摔到头 头破血 满嘴是血 嘴角流 脑袋破 后脑勺 伤口 断了手 断了腿 受伤 流血 出血 血流 满脸是血 头破 骨折 伤者 伤员 鼻青脸肿 缝针 伤得 伤势 见血 流了很多血 皮外伤 淤青 乌青 都是血 全是血 有血 血迹 一身血 满头血 浑身是血 满身是血 满地是血 血肉模糊 重伤 轻伤 头部流血 鼻血 有伤 浑身是伤 全身是伤 脸肿 眼睛肿 牙打掉 骨折了 昏迷 昏过去 晕过去 不省人事 倒地 倒在地上 躺在地上 起不来 动不了 站不起来 破相 划伤 抓痕 流鼻血 肿了 掉了牙 腿断 手断 很多血 磕破 摔破 青一块 紫一块 一块青 印子 头着地 脑震荡 大量血 地上有血 血淋淋`,
    threat: `放话 放狠话 撂下狠话 撂狠话 要教训 出来混 给点颜色 颜色看看 叫你躺 让你躺 见血 放血 砸了你 弄你家 找你算账 没命 走不出 不弄死 死无 要你死 全家死 一家都 一个不留 玉石俱焚 坐轮椅 让我坐 弄我儿 弄我女 弄我家 弄我老 弄他儿 要我命 卸我 要我一条 让我消失 让你消失 让我后悔 让你后悔 让我家 剁手 剁了 剁你 砍手 挖了你 活埋 打爆 爆头 弄瞎 毁容 泼我 要放火 要点火 要烧 点了我 恐吓 扬言 弄死 打断腿 打断手 打死 打残 要打 要揍 要杀 要砍 要捅 要砸 要烧 要炸 杀了我 杀了你 杀了他 杀了她 杀我 杀他 杀你 杀她 杀全家 杀我全家 杀人 杀死 打死你 打死我 打死他 打死她 砍死 捅死 弄残 烧死 撞死你 撞死我 淹死你 掐死 放火 烧房子 烧了 同归于尽 鱼死网破 要我好看 要你好看 给我好看 收拾我 收拾你 找人打 叫人打 叫人来打 喊人打 叫人来弄 找人弄 找人收拾 找人砍 废了我 废了你 废了他 灭门 灭了你 断手断脚 打断腿 打断你 打断我 卸胳膊 卸腿 横着出去 泼硫酸 寄刀片 要我的命 要我命 要你命 要他的命 要了我的命 让我死 让我活不 不让我活 不得活 一起死 拉着一起死 要动手 要弄我 搞死 整死 干死 做掉 做了你 炸了 人身威胁 威胁人身 见一次打一次 不会放过 不放过我 不放过你 送花圈 寄花圈 寄冥币 子弹 报复 血洗 让你死 砍你 捅你 捅了你 砍了你 杀光 要你的命 喊打喊杀 弄死你 送你上西天 活不过 小心点 要人命 拼命 玩命 你等着 走着瞧 跟你拼 跟我拼 拼了 让我好看 让你好看 让他好看 吃不了兜着走 等死 不得安宁 死定了 弄你 弄我 搞你 整你 叫人弄 叫人收拾 谁也别想活 都别想活 都别活 谁过来 别过来 杀人灭口 点火烧 点了房 炸平 炸楼 炸学校 引爆 小命 要了你 要了他`,
    threatWord: `威胁 威吓 恐吓 胁迫 要挟 恫吓`,
    softAct: `断水 断电 停水 停电 投诉 起诉 报警 曝光 举报 开除 辞退 扣钱 扣工资 不退 不给 换锁 清退 赶走 涨价 涨租 拉黑 差评 打官司 告我 搬走 扔出去 请律师 不发 上法院`,
    pursue: `堵人 堵门口 来闹 追路人 追砍 追了 一直追 追赶 追我 追着我 追着 追他 追她 围住我 围着我 拦住我 堵我 堵在 围堵我 找上门 上门闹 上门堵 带人来 带了人 叫了人 叫来 纠集 带着一帮 带了一帮 跟着我 拦我 冲过来 冲上来 扑上来 逼我 逼着 逼到`,
    mob: `一群人 一伙人 一帮人 好几个人 十几个人 几十个人 带了人 带着人 叫了人 一大帮 一大群 七八个人 五六个人 多人`,
    bareStrong: `砸 揍 踹 掐 勒 捅 砍 劫 绑 殴 杀 施暴 打人 挨打 伤人 动手 歹徒 凶手`,
    bare: `打 杀 砍 捅 枪 血 炸 毒 抢 绑 揍 踹 掐 勒 砸 殴 尸 刀 死 刺 劫 伤 血腥`,
  },
  rules: [
    { id: 'fight', row: 'R1', claim: 'police', category: '治安案件', subtype: '打架', severity: 2, flags: ['violence'], when: ['fight'], text: { zh: '有打架或肢体冲突', en: 'a fight or physical struggle' } },
    { id: 'hit', row: 'R1', claim: 'police', category: '治安案件', subtype: '殴打他人', severity: 2, flags: ['violence'], when: ['hit', 'bei hitVerb@10 + !dog + !workWord', 'bei hitVerb@10 + fight|打|揍|砍', 'struck + !workWord', 'biteWord + !dog', 'ba someone|me|family|child|elder@3 hitDone@8', 'someone|me|family hitDone@3 someone|me|family|child|elder@3', 'hitVerb body@6', 'hitVerb someone|me|family|child|elder|police@1', 'family|someone bei@3 someone|family@4 hitVerb@6'], text: { zh: '有人动手伤人', en: 'somebody hits or hurts another' } },
    { id: 'threat', row: 'R1', claim: 'police', category: '治安案件', subtype: '威胁恐吓', severity: 2, rank: 68, flags: ['threat'], keeps: ['hearsay'], when: ['threat', 'ba person|family|someone|me@4 收拾|弄死|做掉|干掉|废|弄残@6', 'threatWord + me|family|someone + !softAct'], text: { zh: '扬言或威胁伤人', en: 'violence is threatened' } },
    { id: 'threat-word', row: 'R1', claim: 'doubt', category: '治安案件', subtype: '威胁恐吓', severity: 3, yields: true, when: ['threatWord softAct@14'], text: { zh: '说到威胁,但内容不涉人身', en: 'a threat, but not to anybody’s body' } },
    { id: 'pursue', row: 'R1', claim: 'police', category: '治安案件', subtype: '滋事', severity: 2, rank: 66, when: ['pursue + mob|many|few', 'pursue weapon@10', 'mob|few|many pursue@8'], text: { zh: '被追赶、围堵或多人上门', en: 'chased, surrounded or visited by several' } },
    { id: 'pursue-doubt', row: 'R1', claim: 'doubt', alone: true, category: '治安案件', subtype: '滋事', severity: 2, when: ['pursue + !wheelsBlocked'], text: { zh: '有追赶、堵人或上门情形,性质不明', en: 'someone follows, blocks or presses; unclear' } },
    { id: 'violence-word', row: 'R2', claim: 'doubt', category: '治安案件', subtype: '家庭暴力', severity: 2, flags: ['domesticViolence'], when: ['violenceWord'], text: { zh: '只说到家暴或暴力,未述事实', en: 'the word violence without facts' } },
    { id: 'past-hit', row: 'R8', claim: 'mark', when: ['pastHit'], text: { zh: '以前动过手,提醒关注', en: 'earlier violence: keep an eye' }, flags: ['earlierViolence'] },
    { id: 'domestic-violence', row: 'R8', claim: 'police', category: '治安案件', subtype: '家庭暴力', severity: 2, rank: 71, flags: ['domesticViolence'], when: ['family hit@12', 'family + hit + me', 'family hitVerb@4 me|child|elder|family@2', 'bei family@2 hitVerb@8', 'violenceWord + injury', 'violenceWord + now', 'bei violenceWord@4', 'family threat@10', 'family fight@10'], text: { zh: '家庭成员间有暴力或威胁', en: 'violence or threats in a family' } },
    { id: 'child-harm', row: 'R8', claim: 'police', category: '治安案件', subtype: '殴打他人', severity: 2, flags: ['minor', 'violence'], when: ['hit child@4', 'child bei@3 hitVerb@8', 'child hit@6', 'hitDone child@2'], text: { zh: '孩子受到伤害', en: 'a child is hurt' } },
    { id: 'injury', row: 'R1', claim: 'mark', severity: 2, flags: ['injury'], when: ['injury'], text: { zh: '有人受伤', en: 'somebody is hurt' } },
    { id: 'injury-doubt', row: 'R1', claim: 'doubt', alone: true, category: '紧急求助', subtype: '突发疾病', severity: 2, when: ['injury'], keeps: ['feared'], unless: ['past-injury-claim', 'lost-pet', 'work-injury', 'traffic-compensation', 'dog-cost'], text: { zh: '有人受伤,原因不明', en: 'somebody is hurt; cause not told' } },
    { id: 'bare-strong', row: 'R1', claim: 'doubt', alone: true, category: '治安案件', subtype: '殴打他人', severity: 2, rank: 3, when: ['bareStrong'], unless: ['rob-word'], text: { zh: '含暴力字眼', en: 'a word of violence' } },
    { id: 'bare', row: 'R1', claim: 'doubt', category: '治安案件', severity: 3, rank: 1, when: ['bare'], unless: ['pest-carcass', 'rob-word', 'work-injury', 'traffic-compensation', 'dog-cost', 'past-injury-claim', 'lost-pet'], text: { zh: '含危险字眼,含义不明', en: 'a danger word, meaning unclear' } },
  ],
}
