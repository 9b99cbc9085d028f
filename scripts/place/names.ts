/** Names. The communities of 东湖街道 are the public ones (statistics codes of 2023) and 映荷社区; everything else is invented. */
export const TOWN_COMMUNITIES = [
  '映荷社区',
  '庙东社区',
  '梅堰社区',
  '罗庄社区',
  '庙前社区',
  '桂芳桥社区',
  '星光社区',
  '双林社区',
  '红旗社区',
  '丁塘社区',
  '胡桥社区',
  '新塘社区',
  '塘湾社区',
  '工农社区',
  '红丰社区',
  '横塘社区',
  '新颜社区',
  '红湖社区',
] as const

/** Town-like ones first, then villages: they are handed out from the middle of the town outwards. */
export const INVENTED_COMMUNITIES = [
  '望湖社区',
  '锦湖社区',
  '东荷社区',
  '科创社区',
  '丰荷社区',
  '云锦社区',
  '林荷社区',
  '荷湾社区',
  '新港村',
  '青漾村',
  '沈家浜村',
  '陆家墩村',
  '茅家埭村',
  '姚家坝村',
  '郭家桥村',
  '章家埭村',
  '石湾村',
  '湖潭村',
  '梧桐村',
  '荻浦村',
] as const

export const SECONDARY_ROADS = [
  '安平路',
  '迎宾北路',
  '望湖路',
  '荷禹北路',
  '新丰路',
  '梅堰路',
  '新颜路',
  '青漾路',
  '湖潭路',
  '东望路',
  '北港路',
  '丰收路',
  '科城路',
  '荷湾路',
  '石湾路',
  '锦湖路',
]

const ROAD_FIRST = [
  '荷',
  '桂',
  '梅',
  '柳',
  '枫',
  '竹',
  '兰',
  '松',
  '槐',
  '樱',
  '菱',
  '莲',
  '禾',
  '稻',
  '麦',
  '桑',
  '茶',
  '云',
  '星',
  '月',
  '霞',
  '湖',
  '溪',
  '塘',
  '桥',
  '渔',
  '锦',
  '绣',
  '织',
  '丝',
  '文',
  '书',
  '学',
  '康',
  '宁',
  '安',
  '丰',
  '裕',
  '和',
  '顺',
  '信',
  '义',
]
const ROAD_SECOND = ['香', '岸', '汀', '苑', '里', '韵', '影', '堤', '坊', '园', '洲', '林']
const ROAD_LAST = ['路', '街', '路', '巷']

export const minorRoadName = (index: number): string => {
  const first = ROAD_FIRST[(index * 11) % ROAD_FIRST.length] as string
  const second = ROAD_SECOND[(index * 5 + Math.floor(index / ROAD_FIRST.length)) % ROAD_SECOND.length] as string
  return `${first}${second}${ROAD_LAST[index % ROAD_LAST.length] as string}`
}

const ESTATE_FIRST = [
  '东湖',
  '翡翠',
  '锦绣',
  '丰泽',
  '梧桐',
  '金桂',
  '望湖',
  '星汇',
  '云庭',
  '绿洲',
  '碧水',
  '青枫',
  '玉兰',
  '香樟',
  '海棠',
  '银杏',
  '明月',
  '春晓',
  '秋水',
  '蓝岸',
  '山水',
  '兰亭',
  '听荷',
  '临湖',
  '凤凰',
  '天鸿',
  '金色',
  '水岸',
  '时代',
  '逸景',
  '康桥',
  '御湖',
  '和风',
  '朗诗',
  '盛世',
  '嘉和',
  '荣安',
  '瑞景',
  '和睦',
  '聚贤',
].filter((name) => name !== '朗诗' && name !== '荣安')
const ESTATE_LAST = ['花园', '家园', '名苑', '华庭', '府', '雅苑', '公寓', '新城', '郡', '嘉园', '景苑', '湾']

export const estateName = (index: number): string => {
  const first = ESTATE_FIRST[(index * 7) % ESTATE_FIRST.length] as string
  const last = ESTATE_LAST[(index * 5 + Math.floor(index / ESTATE_FIRST.length)) % ESTATE_LAST.length] as string
  return `${first}${last}`
}

const HAMLET_FAMILY = [
  '沈家',
  '陆家',
  '茅家',
  '姚家',
  '郭家',
  '章家',
  '孙家',
  '徐家',
  '俞家',
  '施家',
  '曹家',
  '钱家',
  '莫家',
  '范家',
  '金家',
  '戴家',
  '祝家',
  '丁家',
  '蒋家',
  '顾家',
  '朱家',
  '杨家',
  '潘家',
  '傅家',
  '冯家',
  '唐家',
  '汤家',
  '夏家',
]
const HAMLET_LAST = ['埭', '墩', '浜', '兜', '里', '坝', '湾', '塘']

export const hamletName = (index: number): string =>
  `${HAMLET_FAMILY[(index * 5) % HAMLET_FAMILY.length] as string}${HAMLET_LAST[(index * 3 + Math.floor(index / HAMLET_FAMILY.length)) % HAMLET_LAST.length] as string}`

const FACTORY_FIRST = [
  '恒泰',
  '华锦',
  '永盛',
  '中诺',
  '联丰',
  '博宇',
  '佳禾',
  '鼎鑫',
  '宏远',
  '科达',
  '瑞丰',
  '亿家',
  '天衡',
  '正大成',
  '百川',
  '森源',
  '力合',
  '新纪',
  '万隆',
  '启航',
  '精工',
  '东昌',
  '富邦',
  '金泰来',
  '海纳',
  '卓越',
  '长兴源',
  '同辉',
  '汇通',
  '祥云',
].filter((name) => name !== '科达' && name !== '富邦')
const FACTORY_LAST = [
  '家纺厂',
  '服饰厂',
  '机械厂',
  '电子厂',
  '布艺厂',
  '包装厂',
  '五金厂',
  '物流园',
  '食品厂',
  '汽配厂',
]

export const factoryName = (index: number): string =>
  `${FACTORY_FIRST[(index * 11) % FACTORY_FIRST.length] as string}${FACTORY_LAST[(index * 3 + Math.floor(index / FACTORY_FIRST.length)) % FACTORY_LAST.length] as string}`

/** What a community lends its name to; the first of each kind carry the name of the subdistrict. */
export const PARK_LAST = ['公园', '绿地', '公园', '湿地公园']
export const GREAT_SCHOOLS = ['东湖第一小学', '东湖中学', '东湖高级中学', '东湖职业学校']
export const SCHOOL_LAST = ['小学', '中心小学', '实验学校', '中学']
export const GREAT_MARKETS = ['东湖农贸市场', '东湖家纺市场', '北沙建材市场']
export const MALLS = [
  '东湖银泽广场',
  '荷塘天地',
  '临湖商业中心',
  '星汇广场',
  '望湖广场',
  '宏达商务中心',
  '科创大厦',
  '振兴商务楼',
  '东湖大酒店',
  '荷禹宾馆',
  '兴国大厦',
  '东湖文体中心',
]
/** Offices every subdistrict has; the id of the organisation that sits there, where it has one. */
export const OFFICES: readonly { name: string; kind: string; aliases: readonly string[] }[] = [
  { name: '东湖街道办事处', kind: 'office', aliases: ['街道办事处', '东湖街道办', '街道办'] },
  { name: '东湖街道社会治理综合服务中心', kind: 'office', aliases: ['矛调中心', '综合服务中心', '东湖街道矛调中心'] },
  { name: '东湖派出所', kind: 'police', aliases: ['派出所'] },
  { name: '东湖人民医院', kind: 'hospital', aliases: ['人民医院', '东湖医院'] },
  { name: '东湖街道社区卫生服务中心', kind: 'clinic', aliases: ['卫生服务中心', '东湖卫生院'] },
  { name: '东湖消防站', kind: 'fire', aliases: ['消防站', '东湖消防救援站'] },
  { name: '东湖司法所', kind: 'office', aliases: ['司法所'] },
  { name: '东湖综合行政执法队', kind: 'office', aliases: ['执法中队', '城管中队', '综合执法队'] },
]

/** Names in an address that say: not ours. The neighbours first. */
export const ELSEWHERE = [
  '临平街道',
  '南苑街道',
  '星桥街道',
  '乔司街道',
  '运河街道',
  '崇贤街道',
  '塘栖镇',
  '余杭区',
  '上城区',
  '拱墅区',
  '西湖区',
  '滨江区',
  '萧山区',
  '钱塘区',
  '富阳区',
  '临安区',
  '桐庐县',
  '淳安县',
  '建德市',
  '海宁市',
  '桐乡市',
  '德清县',
  '嘉兴市',
  '湖州市',
  '绍兴市',
  '宁波市',
  '温州市',
  '上海市',
]
/** Names around ours: dropped from the head of an address, and a weak sign that it is ours. */
export const AROUND = ['浙江省', '杭州市', '临平区', '东湖街道']
