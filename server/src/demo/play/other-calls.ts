import type { Topic } from './topics.ts'

/** Calls in which the danger is plain: fights, weapons, thieves, fire. Invented, as all of them. */
export const POLICE_CALLS: readonly Topic[] = [
  {
    name: '打架',
    weight: 5,
    spots: ['shop', 'road', 'park'],
    severity: 3,
    lines: [
      '{place}这里两个人打起来了，有一个头上出血了，快点',
      '有人打架，{place}，四五个人打一个，你们快来',
      '{place}吃夜宵的两桌人打起来了，啤酒瓶都砸了',
    ],
  },
  {
    name: '家庭暴力',
    weight: 2,
    spots: ['home'],
    severity: 2,
    lines: [
      '我老公喝了酒打我，脸都打肿了，孩子吓得躲在房间里，{place}，快来',
      '隔壁男的又在打老婆，听到喊救命，{place}',
    ],
  },
  {
    name: '持械',
    weight: 1,
    spots: ['door', 'shop'],
    severity: 1,
    lines: ['{place}有个人拿着菜刀在追人，快来人啊', '他手里拿着刀站在我店门口，说谁过来砍谁，{place}'],
  },
  {
    name: '盗窃',
    weight: 4,
    spots: ['compound', 'home', 'shop'],
    severity: 3,
    lines: [
      '我电瓶车停在{place}，早上起来没有了，被人偷了',
      '家里被撬了，抽屉都翻过，现金{money}没了，{place}',
      '{place}抓到一个偷东西的，我们店员按住他了，你们来',
    ],
  },
  {
    name: '诈骗',
    weight: 2,
    spots: ['home'],
    severity: 3,
    lines: [
      '我被骗了{money}，网上刷单的，刚刚转出去，能不能拦下来，我在{place}',
      '我妈在{place}家里，有人打电话说她涉案要她转钱，她不听我的，正要去银行',
    ],
  },
  {
    name: '交通事故',
    weight: 3,
    spots: ['road'],
    severity: 2,
    lines: ['{place}撞车了，有人躺在地上不动，流了好多血', '电瓶车被轿车撞了，{place}，人腿断了，轿车跑了'],
  },
  {
    name: '火灾',
    weight: 1,
    spots: ['home', 'factory'],
    severity: 1,
    lines: ['{place}冒烟了，看得到火，楼上还有人', '{place}楼道里的电瓶车烧起来了，烟很大'],
  },
  {
    name: '轻生',
    weight: 1,
    spots: ['home'],
    severity: 1,
    lines: ['有个女的坐在{place}楼顶边上，说不想活了，你们快来'],
  },
]

/** Calls from which nobody could tell yet. */
export const UNCLEAR_CALLS: readonly Topic[] = [
  {
    name: '不明',
    weight: 1,
    spots: ['home', 'compound', 'door', 'shop'],
    lines: [
      '喂，你们来一下，{place}，来了再说',
      '{place}有人在吵，听不清楚吵什么，好像蛮凶的',
      '我朋友打电话说出事了，就说在{place}，后来打不通了',
      '他们又来了，在{place}，你们快点',
      '电话里说不方便，麻烦到{place}来一趟',
      '隔壁咚的一声，然后就没声音了，{place}，你们来看看',
    ],
  },
]

/** What comes to 110 and is neither police nor dispute. */
export const EVERYDAY_CALLS: readonly Topic[] = [
  {
    name: '非紧急求助',
    weight: 4,
    spots: ['home', 'compound', 'road'],
    lines: [
      '钥匙忘在里面了，门带上了，{place}，能不能帮忙找个开锁的',
      '{place}的路灯坏了好几天了，晚上黑得看不见',
      '{place}自来水管爆了，水流了一地',
      '我手机掉在出租车上了，在{place}下的车，能帮我找找吗',
      '{place}有只猫卡在车底下，叫了一天了',
      '一个老太太在{place}坐着，说找不到家了，说得出儿子名字',
    ],
  },
  {
    name: '举报投诉',
    weight: 4,
    spots: ['shop', 'door', 'site'],
    lines: [
      '{place}烧烤摊油烟太大，呛得开不了窗，天天这样',
      '{place}工地夜里还在施工，打桩，睡不着',
      '{place}有人占道摆摊，把盲道都占了',
      '{place}那家饭店垃圾倒在河里，水都发黑了',
      '楼顶有人违章搭棚子，{place}，举报过没人来',
    ],
  },
  {
    name: '咨询',
    weight: 1,
    spots: ['home'],
    lines: ['我想问一下居住证到哪里办，我住在{place}', '请问你们那边调解要带什么材料，我在{place}'],
  },
  {
    name: '误报',
    weight: 1,
    spots: ['home'],
    lines: ['不好意思小孩子乱按的，没有事情，{place}', '打错了打错了，我要打快递的'],
  },
]

/** Now and then somebody calls the wrong town. */
export const OUTSIDE_CALLS: readonly Topic[] = [
  {
    name: '辖区外',
    weight: 1,
    spots: ['outside'],
    lines: [
      '我在{place}，老板不给结工资，吵起来了',
      '{place}这边停车的事情，两个人吵架',
      '在{place}买东西被骗了，店家不退钱',
    ],
  },
]
