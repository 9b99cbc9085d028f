import type { Lexicon } from '../rule.ts'

/** R1: weapon. A wound by stab or blow is 刑事, a weapon raised is 治安 at severity 1 (readings, §6). */
export const weapons: Lexicon = {
  terms: {
    blade: `刀 菜刀 水果刀 西瓜刀 砍刀 匕首 剪刀 美工刀 斧头 斧子 柴刀 镰刀 弹簧刀 尖刀 长刀 小刀 军刀 杀猪刀 剔骨刀 刀子 凶器 管制刀具 折叠刀 玻璃片 碎玻璃 砍骨刀 裁纸刀 大刀 剑 电锯`,
    blunt: `橡胶棍 警棍 拖鞋 头盔 衣架 皮管 皮带 高跟鞋 铁棒 钉锤 热水瓶 擀面杖 棍子 木棍 铁棍 钢管 棒球棍 榔头 锤子 铁锤 砖头 板砖 酒瓶 啤酒瓶 铁锹 锄头 甩棍 凳子 椅子 扳手 螺丝刀 石头 电击棍 电棍 铁管 铁链 扁担 钢筋 棍棒 棍 皮带 拖把 花盆 烟灰缸 杆子 铲子 瓶子 砖块 器械 家伙 晾衣杆 板凳`,
    gun: `枪 手枪 气枪 猎枪 枪声 开枪 持枪 枪击 火药枪 弩 拿枪`,
    bomb: `炸弹 爆炸物 炸药 雷管 手榴弹 炸药包 土炸弹 硫酸 煤气罐 汽油`,
    hold: `挥着 挥 抓起 举着 提了 拿起 拿出 拿出来 拿出一 抓着 攥 拿 拿着 拿了 持 手持 举着 举起 举 挥舞 挥着 掏出 掏 抄起 抄着 抄 拎着 拎 提着 提 带着 带 亮出 拔出 抽出 操起 握着 捏着 攥着 用 藏 手里有 手上有 身上有 身上带 别着 抡起 抡 背着 动 亮 揣着 拔`,
    weapon: `刀 菜刀 水果刀 砍刀 匕首 斧头 棍子 木棍 铁棍 钢管 棒球棍 榔头 锤子 砖头 酒瓶 凶器 器械 刀子 枪`,
    wound: `砍人 砍伤 砍了 砍死 砍到 砍头 砍我 砍他 砍她 砍杀 砍断 捅人 捅伤 捅了 捅死 捅我 捅他 捅她 捅刀 捅进 捅到 刺伤 刺死 刺了 扎伤 扎进 割喉 割伤 中刀 刀伤 一刀 两刀 几刀 动刀 动刀子 开瓢 被砍 被捅 被刺 砍起来 捅起来 打死人 打死了 杀死了 出人命 死人了 杀人了 杀人啦 勒死 掐死了 打得不行 快打死 要打死 砍砍 持刀伤人 用刀划`,
    kitchen: `切菜 削水果 削苹果 剪头发 磨刀 卖刀 切水果 杀鱼 切肉 收刀 剪线 裁纸 快递刀 切西瓜 剪纸 剪指甲 理发 剪断网线 安检`,
    selfTarget: `自己 自杀 自残 割腕 自尽 轻生`,
  },
  rules: [
    { id: 'wound', row: 'R1', claim: 'police', category: '刑事案件', subtype: '故意伤害', severity: 1, flags: ['weapon', 'violence', 'injury'], when: ['wound', 'blade hitVerb@4 someone|me|family|body@3', 'bei blade@8 hitVerb@6', 'bei blunt@6 扎|刺|捅|割@2', '扎|刺|捅|割 了|伤|破@1 脖子|肚子|胸|背|腿|手|脸|头|腰@2', '刀 口子|伤口@8', 'body|脖子 bei@2 割|划|砍|扎|刺|咬@2', '乱捅|乱砍|乱刺', '倒在血里|血泊', '流血不止|血止不住|肠子', 'hold blade@4 hitVerb@4 someone|me|family|body|child@4'], text: { zh: '持械伤人或致命伤害', en: 'a wound by stab or blow' } },
    { id: 'blade-held', row: 'R1', claim: 'police', category: '治安案件', subtype: '持械', severity: 1, rank: 74, flags: ['weapon'], keeps: ['hearsay'], when: ['hold blade@5 + !kitchen', 'blade + threat', 'blade + fight', 'blade + hit', 'blade + pursue', 'blade + quarrel + someone + !kitchen'], text: { zh: '有人持刀等器械', en: 'somebody holds a blade' } },
    { id: 'blade-self', row: 'R4', claim: 'police', category: '紧急求助', subtype: '自杀自残', severity: 1, rank: 82, flags: ['weapon', 'selfHarm'], when: ['blade selfTarget@12', 'selfTarget + hold blade@5'], text: { zh: '持刀自伤', en: 'a blade turned on oneself' } },
    { id: 'blunt-used', row: 'R1', claim: 'police', category: '治安案件', subtype: '持械', severity: 1, rank: 73, flags: ['weapon'], when: ['抄起|抡起|举起|挥舞|抡|抄着 blunt@4', 'hold blunt@5 + 对着干|对峙|冲', 'hold blunt@5 hitVerb|smash@8', 'blunt + fight', 'hold blunt@5 + threat', 'hold blunt@5 + hit', 'hold blunt@5 + pursue', 'blunt hitVerb@3 body|someone|me@4', 'hold blunt@5 敲|抽|甩|追|指@6', 'blunt 追|砍@3'], text: { zh: '持棍棒砖石等伤人或威胁', en: 'a club, bottle or stone used or raised' } },
    { id: 'gun', row: 'R1', claim: 'police', category: '刑事案件', subtype: '涉枪涉爆', severity: 1, flags: ['weapon'], when: ['gun', 'bomb + threat', 'bomb + fight', 'hold bomb@4 + threat|quarrel|smash|hit', 'hold bomb@4 + selfHarm', 'bomb + selfHarm'], text: { zh: '涉枪、涉爆或汽油硫酸等', en: 'a firearm, explosive, petrol or acid' } },
    { id: 'bomb-doubt', row: 'R4', claim: 'doubt', category: '刑事案件', subtype: '涉枪涉爆', severity: 2, when: ['bomb'], text: { zh: '提到危险物品', en: 'a dangerous object is named' } },
  ],
}
