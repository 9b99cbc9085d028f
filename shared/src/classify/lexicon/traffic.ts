import type { Lexicon } from '../rule.ts'

/** R3: an accident on the scene is police; only compensation left is not. R17: moving a car is not; blocking rescue is. */
export const traffic: Lexicon = {
  terms: {
    vehicle: `电动车 电瓶车 电瓶 自行车 摩托车 小轿车 汽车 轿车 车子 三轮车 货车 山地车 车辆 面包车 电频车 电车 小电驴`,
    gone2: `没了 没有了 不在了`,
    accident: `撞我 撞伤 车祸 交通事故 追尾 撞车 两车相撞 相撞 对撞 剐蹭 刮蹭 刮擦 刮到 刮了 蹭到 蹭了 碰擦 擦碰 擦到 车碰 碰到车 撞人 撞倒 被车撞 撞到 撞了 撞上 撞飞 翻车 侧翻 碾压 轧到 压到人 单车事故 摔车 连环 撞护栏 出事故 事故 撞树 撞墙 被撞 被压 撞死 碰车 撞坏 撞一起 车辆碰撞 撞击`,
    hitRun: `肇事 逃逸 肇事逃逸 撞了就跑 撞完就跑 撞完跑 撞人跑 开走了 跑掉了 跑了 逃跑 没停`,
    danger: `酒驾 醉驾 酒后开车 酒后驾 喝了酒开车 喝酒开车 喝完酒开车 无证驾驶 飙车 逆行 在高速上走 高速上有人 炸街党 毒驾 疲劳驾驶 别车 斗气车 路怒 占用应急车道 竞速 危险驾驶`,
    hazard: `掉了 掉下 掉落 有一大块 横着 倒在 路上有 散落 掉落在路 油洒 洒了一地油 路面塌 大货车抛锚 抛锚 高速上停 路中间 路中央 马路中间 轮胎掉`,
    hazardObject: `铁板 铁皮 木头 沙石 砂石 家具 大石头 石头 钢筋 木板 轮胎 水泥 油 障碍 护栏倒 货物 玻璃 树枝 纸箱 大坑`,
    compensation: `修车钱 修车的钱 误工 剩的 差的 赔偿 赔钱 赔付 理赔 保险 定损 医药费 修车费 误工费 营养费 赔 私了 维修费 住院费 后续费用 伤残鉴定 补偿`,
    settled: `已认定 责任已 认定了 协商不成 两个月 个月 没给 处理完 全责 保险只 半年 还没给 一直没给 后续 剩下的 余下 拒绝付 拒付 不付 责任认定 认定书 定责 已定责 交警处理过 已处理 处理完 保险公司 上周 上个月 上月 前几天 前天 去年 月前 年前 天前 周前 星期前 之前 以前 此前 出院 早就 结案 调解过 协商过 事后 当时 那次 一直不 拖着 迟迟`,
    rescueVehicle: `急救车 消防车 救护车 120 救援车 抢险车 警车`,
    blockedWay: `不挪 不肯挪 不让开 不让道 挡着 堵着 过不来 开不进去 开不过 进不了 开不进来 堵在外面 进不去 进不来 堵住 被堵 过不去 开不进 挡住 出不来 无法通行 被挡`,
    moveCar: `把我堵死 堵死了 车堵死 堵在里面 横在 出不去 开不出去 停在我车 停在车库 停我家门口 停在我家 车库门口 挪车 移车 挪一下车 挪下车 移一下车 挪个车 堵住我的车 堵了我的车 挡住我的车 挡了我的车 挡住车库 车出不来 车出不去 把我车堵 我的车被堵 车被堵 堵住出口 堵住车库 挡住出口 堵在我车 挡在门口 堵在车库 占了我的车位 占用我车位 占我车位 车位被占 停在我车位 停我车位 停在我家门口 堵住店门口 没留电话 没留号码 挪车电话 堵住了我 停车挡 挡道 车挡 挡路 车堵`,
    illegalParking: `贴单 贴罚单 来贴 停满 停满了 停满车 停得到处 路边停满 违停 乱停车 违章停车 乱停乱放 停在人行道 占盲道 停在斑马线 停在公交站 停在消防通道 占用消防通道 机动车停 违法停车 僵尸车 乱停`,
    trapped2: `拖行 拖了十 卷在车 卡在驾驶室 困在车里 夹在车里 被压在车下 压在车底 卡在车`,
  },
  rules: [
    { id: 'traffic-compensation', row: 'R3', claim: 'nonPolice', beats: false, category: '纠纷', subtype: '交通赔偿', severity: 4, dispute: true, rank: 82, when: ['accident + compensation + settled + !justNow', '事故 compensation@20 + settled + !justNow', '全责|主责 + compensation + 保险|不认|只赔|拒 + !justNow'], unless: ['fight', 'hit'], text: { zh: '事故已处理,只剩赔偿', en: 'the accident is past, compensation is left' } },
    { id: 'accident', row: 'R3', claim: 'police', category: '道路交通', subtype: '交通事故', severity: 3, unless: ['traffic-compensation'], when: ['accident + vehicleAny', 'crash', 'wheels 拖行@3', '没刹住 撞|顶@4', '追尾'], text: { zh: '交通事故', en: 'a traffic accident' } },
    { id: 'accident-doubt', row: 'R3', claim: 'doubt', category: '道路交通', subtype: '交通事故', severity: 3, unless: ['traffic-compensation', 'accident'], when: ['accident'], text: { zh: '有碰撞或事故,情形不明', en: 'a collision or accident, unclear' } },
    { id: 'accident-injury', row: 'R3', claim: 'police', category: '道路交通', subtype: '交通事故', severity: 2, rank: 76, flags: ['injury'], unless: ['traffic-compensation'], when: ['accident + vehicleAny + injury', 'accident + injury + 路上', 'crash + injury', 'runOver'], text: { zh: '事故有人受伤', en: 'an accident with an injury' } },
    { id: 'accident-grave', row: 'R4', claim: 'mark', severity: 1, flags: ['injury'], when: ['accident + graveInjury', 'trapped2 + 车', 'crash + graveInjury'], text: { zh: '事故有人危重或被困', en: 'somebody in mortal danger or trapped' } },
    { id: 'accident-dispute', row: 'R3', claim: 'mark', subtype: '交通赔偿', dispute: true, when: ['accident + vehicleAny + quarrel', 'accident + 不肯赔', 'crash + quarrel'], unless: ['traffic-compensation'], text: { zh: '事故双方有争执', en: 'the parties argue' } },
    { id: 'hit-run', row: 'R3', claim: 'police', category: '道路交通', subtype: '肇事逃逸', severity: 2, rank: 77, keeps: ['past'], when: ['accident + hitRun', 'hitRun vehicleAny@6'], unless: ['traffic-compensation'], text: { zh: '肇事逃逸', en: 'hit and run' } },
    { id: 'dangerous-driving', row: 'R4', claim: 'police', category: '道路交通', subtype: '危险驾驶', severity: 2, when: ['danger'], text: { zh: '酒驾、逆行等危险驾驶', en: 'drunk or dangerous driving' } },
    { id: 'road-hazard', row: 'R4', claim: 'police', category: '道路交通', subtype: '道路障碍', severity: 3, when: ['hazard hazardObject@10', '高速 hazard@8', '高速 hazardObject@8', '马路|路口|车道|路中间|路上 hazardObject@8 + 绕|危险|挡'], text: { zh: '路面有障碍,危及通行', en: 'a hazard on the road' } },
    { id: 'rescue-blocked', row: 'R17', claim: 'police', category: '紧急求助', severity: 2, rank: 79, when: ['rescueVehicle blockedWay@8', 'blockedWay rescueVehicle@6', 'moveCar + rescueVehicle + blockedWay'], text: { zh: '救援车辆被堵', en: 'a rescue vehicle is blocked' } },
    { id: 'move-car', row: 'R17', claim: 'nonPolice', category: '非紧急求助', subtype: '挪车', when: ['moveCar + 车'], text: { zh: '请求挪车', en: 'asks for a car to be moved' } },
    { id: 'illegal-parking', row: 'R17', claim: 'nonPolice', category: '举报投诉', subtype: '违停', when: ['illegalParking'], text: { zh: '反映违停', en: 'illegal parking' } },
    { id: 'parking-dispute', row: 'R7', claim: 'nonPolice', category: '纠纷', subtype: '停车', dispute: true, rank: 70, when: ['车位 + quarrel', 'moveCar + quarrel', '停车 quarrel@10', '地锁 + quarrel|neighbour'], text: { zh: '停车引起争执', en: 'a quarrel about parking' } },
  ],
}
