/** Words around a match (R1–R8: what is denied, feared, past, heard or played is not happening). Each ends at the match. */

/** What may stand between a negation and the thing denied: 没有(任何人受伤), 没有打架、(受伤). */
const between =
  '(?:有|人员|人|任何|什么|发生|出现|再|被|受|过|动手|互相|真的|真|去|在|到|看到|看见|听到|进行|其他|明显|造成|吵架|争吵|打架|打人|受伤|或者|或|和|与|及|、|也|发现|存在|的|对方|双方|他|她|我|对|导致|生命|肢体|冲突|动过|跟|家里|现场|要|持|带)'

export const negation = new RegExp(
  `(?:(?:没有|并没|没|未|并非|不是|不存在|无|否认|不属于|不涉及|不会|并未|从未|从没|不曾|不想|不敢|没说|谈不上)(?!用|事|完|办法|钱|法|敢)${between}*|(?:\\bno|\\bnot|\\bwithout|\\bnever|n't|\\bno one) (?:[a-z]+ ){0,2})$`,
)

/** 有没有, 是不是: nobody knows yet. */
export const questioned = /(?:有没有|是不是|是否|不知道有无|会不会是)(?:人|在|被|有)*$/

export const assumed =
  /(?:怕|担心|害怕|恐怕|万一|如果|要是|假如|倘若|以免|免得|避免|防止|预防|以防|会不会|担忧|唯恐|if |afraid |fear )([^,，。]{0,14})$/

export const past =
  /(?:以前|曾经|曾|之前|过去|早年|小时候|上次|上回|去年|前年|上个月|上月|年前|月前|那时候|当年|前几年|前些年|此前|先前|前段时间|前一阵|往年|last year |years ago )([^,，。]{0,14})$/

/** Words that bring the match back to now, or make a supposition a threat (不给钱就打死我). */
export const presentAgain = /正在|已经|现在|今天|刚|又|在[打砍砸追]|就|便|持续|经常|每天|小时|分钟/

export const rumour = /(?:听说|据说|传言|听人说|网上说|群里说|谣传|传闻)[^,，。]{0,14}$/

export const media =
  /(?:电影(?!院|城)|电视剧|电视里|小说|新闻|游戏(?!厅|机|室|城|充|账|币)|短视频|动画|店名|名叫|名为|叫做|招牌|品牌|网名|外号|绰号|剧组|拍戏|排练|演练|演习|戏里|片名|歌名|剧本)([^,，。]{0,10})$/

export const mediaAfter = /^(?:片|戏|题材|主题|游戏|电影|小说|剧本|练习|比赛|演练|演习)/

export const naming = /(?:叫|名|名为|所谓|牌子|店|款|歌|书|片)$/

export const asking = /(?:咨询|请问|想问|问一下|问问|想了解|了解一下|询问)([^,，。]{0,14})$/

export const legalQuestion =
  /^[^。！？!?]{0,14}(?:怎么判|怎么处罚|如何处罚|判几年|判多少年|坐牢吗|犯法吗|违法吗|拘留几天|算不算|属于什么|怎么认定|量刑|罚多少|构成犯罪|怎么定罪|什么罪|相关(?:法律|规定))/
