import type { Lexicon } from '../rule.ts'

/** R4: danger to life comes first, whoever else must also go. */
export const fire: Lexicon = {
  terms: {
    fire: `火星四溅 烧起火 冒火 着大火 窜火 失控的火 着火 起火 火灾 失火 着了火 起了火 烧起来 烧着了 火光 火势 浓烟 大火 明火 火苗 自燃 走水了 火警 烧着 着起来 燃烧 冒火光 火很大 烟很大 黑烟 山火 火情 烧死 烧成`,
    smoke: `冒烟 冒黑烟 冒白烟 有烟 烧焦味 焦糊味 糊味 焦味 烟雾`,
    smallFire: `垃圾桶 草丛 草地 荒地 绿化带 灌木 垃圾堆 枯草`,
    burning: `焚烧 烧垃圾 烧秸秆 烧稻草 烧树叶 烧荒 露天烧 烧塑料 烧电线皮 烧东西 焚烧垃圾 焚烧秸秆 露天焚烧`,
    explosion: `爆炸 炸了 炸开 爆燃 闪爆 炸伤 炸响 爆炸声 巨响`,
    gasLeak: `煤气泄漏 燃气泄漏 天然气泄漏 液化气泄漏 煤气味 燃气味 天然气味 液化气味 煤气漏 燃气漏 天然气漏 液化气漏 漏煤气 漏燃气 漏天然气 漏液化气 煤气泄露 燃气泄露 天然气泄露 液化气泄露 燃气管挖 挖断燃气 挖断煤气 挖破燃气 挖断天然气 煤气没关 煤气罐漏 煤气管漏 燃气管漏 燃气管道破 一氧化碳 煤气中毒 煤气报警 燃气报警 瓦斯味 钢瓶漏`,
    gas: `煤气 燃气 天然气 液化气 煤气罐 瓦斯`,
    leak: `泄漏 泄露 味道 很大的味 有味 漏气 漏 嘶嘶`,
    firework: `燃放烟花 放烟花 放鞭炮 放炮仗 燃放爆竹 放爆竹 烟花爆竹 鞭炮 烟花 炮仗`,
    chemical: `危化品 化学品 氨气 氯气 硫酸泄 甲醇 罐车泄漏 槽罐车 刺鼻气体 化工厂泄 毒气`,
    fireHazard: `消防隐患 飞线充电 电动车上楼 电瓶车进楼 电动车进电梯 楼道充电 楼道停电 消防栓没水 灭火器过期 安全通道堵 楼道充 电瓶车上楼 消防设施`,
  },
  rules: [
    { id: 'fire', row: 'R4', claim: 'police', category: '火灾爆炸', subtype: '火灾', severity: 1, unless: ['small-fire'], when: ['fire', 'smoke + now|indoor|vehicleAny', 'indoor smoke@8', '电器 smoke@8'], text: { zh: '着火或冒烟', en: 'fire or smoke' } },
    { id: 'small-fire', row: 'R4', claim: 'police', category: '火灾爆炸', subtype: '火灾', severity: 2, when: ['fire + smallFire + !indoor'], text: { zh: '野外或垃圾桶着火', en: 'a fire outdoors' } },
    { id: 'smoke-doubt', row: 'R4', claim: 'doubt', category: '火灾爆炸', severity: 2, when: ['smoke'], unless: ['burning'], text: { zh: '有烟或焦味', en: 'smoke or a burnt smell' } },
    { id: 'burning', row: 'R9', claim: 'nonPolice', category: '举报投诉', subtype: '环境污染', when: ['burning'], text: { zh: '反映露天焚烧', en: 'burning of waste' } },
    { id: 'explosion', row: 'R4', claim: 'police', category: '火灾爆炸', subtype: '爆炸', severity: 1, when: ['explosion'], text: { zh: '爆炸', en: 'an explosion' } },
    { id: 'gas', row: 'R4', claim: 'police', category: '火灾爆炸', subtype: '燃气泄漏', severity: 1, keeps: ['feared', 'unsure'], when: ['gasLeak', 'gas leak@8', '闻到 gas@6', 'leak gas@4'], unless: ['charcoal'], text: { zh: '燃气泄漏', en: 'a gas leak' } },
    { id: 'chemical', row: 'R4', claim: 'police', category: '灾害事故', subtype: '危化品', severity: 1, when: ['chemical + leak', 'chemical + now', '化工厂泄'], text: { zh: '危险化学品泄漏', en: 'a hazardous leak' } },
    { id: 'firework', row: 'R9', claim: 'nonPolice', category: '举报投诉', subtype: '环境污染', when: ['firework'], text: { zh: '反映燃放烟花爆竹', en: 'fireworks' } },
    { id: 'fire-hazard', row: 'R9', claim: 'nonPolice', category: '举报投诉', subtype: '消防隐患', when: ['fireHazard'], text: { zh: '反映消防隐患', en: 'a fire-safety hazard' } },
  ],
}
