/** How people are called, and what came of it: for the desk and for whoever sets the channels up. */
export const call = {
  'channel.socket': '在线推送',
  'channel.webPush': '手机推送',
  'channel.robot': '工作群机器人',
  'channel.sms': '短信',
  'said.timeout': '对方 5 秒内没有应答',
  'said.unreachable': '连接不上',
  'said.notConnected': '手机页面未打开或无网络',
  'said.noDevice': '没有开启推送的手机',
  'said.deviceGone': '该手机已关闭推送',
  'said.badSubscription': '推送登记无效',
  'said.notSetUp': '渠道未配置',
  'said.noPhone': '未登记值班电话',
  'said.hostNotAllowed': '主机不在允许范围',
  'said.failed': '系统出错',
  'said.unknown': '渠道不明',
  'said.onFeed': '已送上屏幕',
}
