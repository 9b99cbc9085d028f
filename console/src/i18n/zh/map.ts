export const map = {
  label: '地图：{n} 起在办警情。方向键移动，加减键缩放',
  note: '示意图',
  controls: '地图操作',
  fitted: '地图自动适应警情',
  refit: '恢复自动适应',
  back: '回到原来的视野',
  zoomIn: '放大',
  zoomOut: '缩小',
  heat: '近 24 小时热区',
  reach: '{n} 分钟可达',
}
