/** Family names that most people have, the double ones first. A name is looked for only after words that announce one. */
const FAMILY =
  '(?:欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|长孙|夏侯|令狐|司徒|' +
  '[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀甄封靳段焦牧山谷车侯全班仰秋仲伊宫宁仇甘厉符刘景詹束龙叶黎薄印白蒲从卓蔺屠蒙池乔胥苍闻党翟谭申劳姬冉桑桂牛边燕尚温庄晏柴瞿阎连习容向古易廖终居步耿满匡文寇广欧沃利越蔚夔隆师巩聂晁勾敖冷辛阚简饶曾沙关查游竺权盖益桓肖])'

/** Letters that go on with the sentence rather than with the name. */
const NOT_GIVEN =
  '(?![，。、；：！？,.;:!?\\s的了在住是我你他她说要把被和与跟来去到有没不就也都电手身年今现这那请刚正已从给打地址家先女小老同及一]|\\*)'
const GIVEN = `${NOT_GIVEN}\\p{Script=Han}`
const ANNOUNCED =
  '(?:我是叫|我叫做?|名叫|叫做|名字[是叫为]?|姓名|本人姓名|联系人|报警人|报案人|当事人|我老公|我丈夫|我老婆|我妻子|房东|业主)'

const SAID_NAME = new RegExp(`(?<=${ANNOUNCED}[是叫为]?[:：]?\\s?)(${FAMILY})(${GIVEN}(?:${GIVEN})?|某+)`, 'gu')

/** 我叫张三 becomes 我叫张*: free text holds more names than any rule finds, so only announced ones are hidden. */
export const maskSaidNames = (text: string): string => text.replace(SAID_NAME, (_name, family: string) => `${family}*`)

const FAMILY_HOME = new RegExp(
  `${FAMILY}\\p{Script=Han}{0,2}?(?:家(?![具电纺属常庭园教政长])|先生|女士|小姐|太太|师傅|老板|阿姨|叔叔|大爷|大妈).*$`,
  'u',
)

/** An address without whose it is: 某村李桂芳家 becomes 某村. */
export const withoutFamily = (address: string): string => address.replace(FAMILY_HOME, '')
