import type { ActorRef } from '../access/actor.ts'
import type { EventKind } from './log-event.ts'

type Words = { zh: string; en: string }

/**
 * What the log says beside the events of cases, in words. Whoever appends another type adds a line; one that is not here
 * is shown by its code.
 */
export const AUDIT_EVENTS: Record<string, Words> = {
  'access.refused': { zh: '无权操作，已拒绝', en: 'Refused: no permission' },
  'incident.read': { zh: '查看案件', en: 'Read an incident' },
  'incident.searched': { zh: '检索案件', en: 'Searched incidents' },
  'alert.read': { zh: '查看警情原文', en: 'Read an alert' },
  'quarantine.opened': { zh: '查看待核原文', en: 'Opened a quarantined body' },
  'quarantine.admitted': { zh: '待核警情补正入库', en: 'Admitted from quarantine' },
  'deadLetter.replayed': { zh: '失败任务退回重做', en: 'Failed job given back' },
  'audit.read': { zh: '查阅审计日志', en: 'Read the audit log' },
  'audit.exported': { zh: '导出审计日志', en: 'Exported the audit log' },
  'audit.verified': { zh: '核验日志链', en: 'Verified the chain' },
  'log.signed': { zh: '日志链首签证', en: 'Signed the head of the chain' },
  'signIn.succeeded': { zh: '登录', en: 'Signed in' },
  'signIn.failed': { zh: '登录失败', en: 'Sign-in failed' },
  'signIn.locked': { zh: '多次输错密码，暂停登录', en: 'Sign-in locked for a while' },
  'signIn.slowed': { zh: '账号被多处试探，放慢登录', en: 'Sign-in slowed: tried from many places' },
  'signIn.unlocked': { zh: '解除登录锁定', en: 'Sign-in unlocked' },
  'address.slowed': { zh: '同一地址多次试探，放慢登录', en: 'An address was slowed' },
  'session.ended': { zh: '退出或结束登录', en: 'Signed out, or session ended' },
  'password.changed': { zh: '修改密码', en: 'Password changed' },
  'secondFactor.enrolled': { zh: '启用二次验证', en: 'Second factor enrolled' },
  'secondFactor.recovered': { zh: '使用备用码登录', en: 'Signed in with a recovery code' },
  'secondFactor.reset': { zh: '重置二次验证', en: 'Second factor reset' },
  'account.created': { zh: '新建账号', en: 'Account created' },
  'account.edited': { zh: '修改账号', en: 'Account edited' },
  'account.disabled': { zh: '停用账号', en: 'Account disabled' },
  'account.enabled': { zh: '启用账号', en: 'Account enabled' },
  'account.passwordReset': { zh: '重置密码', en: 'Password reset' },
  'organisation.created': { zh: '新建机构', en: 'Organisation created' },
  'organisation.edited': { zh: '修改机构', en: 'Organisation edited' },
  'organisation.moved': { zh: '调整机构隶属', en: 'Organisation moved' },
  'organisation.closed': { zh: '撤销机构', en: 'Organisation closed' },
  'people.imported': { zh: '批量导入人员', en: 'People imported' },
  'units.imported': { zh: '批量导入力量', en: 'Units imported' },
  'centre.created': { zh: '新建治理中心', en: 'Centre created' },
  'centre.edited': { zh: '修改治理中心', en: 'Centre edited' },
  'window.opened': { zh: '窗口开放', en: 'Window opened' },
  'window.closed': { zh: '窗口暂停', en: 'Window closed' },
  'visit.taken': { zh: '取号', en: 'Number taken' },
  'visit.called': { zh: '叫号', en: 'Number called' },
  'visit.serving': { zh: '开始接待', en: 'Visitor at the window' },
  'visit.served': { zh: '接待办结', en: 'Visitor served' },
  'visit.left': { zh: '过号或离开', en: 'Visitor left' },
  'unit.sos': { zh: '力量求助', en: 'Unit called for help' },
  'unit.sosAttended': { zh: '求助已应答', en: 'Call for help heard' },
  'unit.sosEnded': { zh: '求助解除', en: 'Call for help ended' },
  'unit.wentOnDuty': { zh: '力量上岗', en: 'Unit went on duty' },
  'unit.wentOffDuty': { zh: '力量下岗', en: 'Unit went off duty' },
  'unit.created': { zh: '新增力量', en: 'Unit created' },
  'unit.changed': { zh: '修改力量', en: 'Unit changed' },
  'unit.retired': { zh: '力量退出', en: 'Unit retired' },
  'duty.asked': { zh: '申请调整值班', en: 'Change of duty asked for' },
  'duty.agreed': { zh: '同意换班', en: 'Swap agreed' },
  'duty.declined': { zh: '不同意换班', en: 'Swap declined' },
  'duty.approved': { zh: '批准值班调整', en: 'Change of duty approved' },
  'duty.refused': { zh: '驳回值班调整', en: 'Change of duty refused' },
  'duty.withdrawn': { zh: '撤回值班调整', en: 'Change of duty taken back' },
  'duty.cycleSet': { zh: '设置循环班次', en: 'Cycle of duty set' },
  'duty.imported': { zh: '批量导入排班', en: 'Rota imported' },
  'duty.gapAhead': { zh: '即将出现值班缺口', en: 'A gap in the rota is ahead' },
  'duty.gapBegan': { zh: '值班缺口', en: 'A gap in the rota has begun' },
  'duty.gapChanged': { zh: '值班缺口变化', en: 'A gap in the rota changed' },
  'duty.gapFilled': { zh: '值班缺口已补上', en: 'A gap in the rota was filled' },
  'need.set': { zh: '设置值班要求', en: 'Need of cover set' },
  'need.removed': { zh: '取消值班要求', en: 'Need of cover removed' },
  'calendar.made': { zh: '开通值班日历', en: 'Duty calendar opened' },
  'calendar.revoked': { zh: '作废值班日历', en: 'Duty calendar revoked' },
  'rollCall.started': { zh: '发起点名', en: 'Roll-call started' },
  'rollCall.answered': { zh: '应到', en: 'Roll-call answered' },
  'rollCall.ended': { zh: '点名结束', en: 'Roll-call ended' },
  'handover.offered': { zh: '交班签字', en: 'Handover signed by the outgoing leader' },
  'handover.signed': { zh: '接班签字', en: 'Handover taken over' },
  'handover.unsigned': { zh: '交接班超时未签', en: 'Handover not signed in time' },
  'equipment.added': { zh: '登记装备', en: 'Equipment put into the ledger' },
  'equipment.changed': { zh: '修改装备登记', en: 'Equipment edited' },
  'equipment.removed': { zh: '装备注销', en: 'Equipment taken out of the ledger' },
  'equipment.outOfService': { zh: '装备停用', en: 'Equipment out of service' },
  'equipment.backInService': { zh: '装备恢复使用', en: 'Equipment back in service' },
  'equipment.taken': { zh: '领用装备', en: 'Equipment handed out' },
  'equipment.returned': { zh: '归还装备', en: 'Equipment brought back' },
  'vehicle.outOfService': { zh: '车辆停用', en: 'Vehicle out of service' },
  'vehicle.backInService': { zh: '车辆恢复使用', en: 'Vehicle back in service' },
  'dutyRules.proposed': { zh: '提议调整值班规则', en: 'Duty rules proposed' },
  'dutyRules.approved': { zh: '批准值班规则', en: 'Duty rules approved' },
  'dutyRules.rejected': { zh: '驳回值班规则', en: 'Duty rules rejected' },
  'source.added': { zh: '新增警情来源', en: 'Source added' },
  'source.changed': { zh: '修改警情来源', en: 'Source changed' },
  'sourceKey.added': { zh: '新增来源密钥', en: 'Source key added' },
  'sourceKey.rotated': { zh: '更换来源密钥', en: 'Source key rotated' },
  'sourceKey.revoked': { zh: '吊销来源密钥', en: 'Source key revoked' },
  'sla.proposed': { zh: '提议调整时限', en: 'Time limits proposed' },
  'sla.approved': { zh: '批准时限调整', en: 'Time limits approved' },
  'sla.rejected': { zh: '驳回时限调整', en: 'Time limits rejected' },
  'categories.proposed': { zh: '提议调整警情类别', en: 'Categories proposed' },
  'categories.approved': { zh: '批准警情类别调整', en: 'Categories approved' },
  'categories.rejected': { zh: '驳回警情类别调整', en: 'Categories rejected' },
  'calendar.proposed': { zh: '提议工作日历', en: 'Working-day calendar proposed' },
  'calendar.approved': { zh: '批准工作日历', en: 'Working-day calendar approved' },
  'calendar.rejected': { zh: '驳回工作日历', en: 'Working-day calendar rejected' },
  'ticket.dueMoved': { zh: '任务单期限重新核定', en: 'Due date of a ticket found anew' },
  'tracker.added': { zh: '新增定位设备密钥', en: 'Tracker key added' },
  'tracker.revoked': { zh: '吊销定位设备密钥', en: 'Tracker key revoked' },
  'attachment.read': { zh: '查看照片录音', en: 'Photo or voice note seen' },
  'track.read': { zh: '查看力量轨迹', en: 'Track of a unit read' },
  'layer.added': { zh: '新增地图图层', en: 'Map layer added' },
  'layer.changed': { zh: '修改地图图层', en: 'Map layer changed' },
  'layer.moved': { zh: '调整地图图层顺序', en: 'Map layer moved' },
  'layer.removed': { zh: '移除地图图层', en: 'Map layer removed' },
  'ladder.proposed': { zh: '提议调整催办梯次', en: 'Order ladder proposed' },
  'ladder.approved': { zh: '批准催办梯次调整', en: 'Order ladder approved' },
  'ladder.rejected': { zh: '驳回催办梯次调整', en: 'Order ladder rejected' },
  'channel.changed': { zh: '修改通知渠道', en: 'Notification channel changed' },
  'channel.tested': { zh: '测试通知渠道', en: 'Notification channel tested' },
  'push.subscribed': { zh: '本机开启推送', en: 'Push switched on for a device' },
  'push.unsubscribed': { zh: '本机关闭推送', en: 'Push switched off for a device' },
  'population.set': { zh: '设置人口基数', en: 'Population set' },
  'screen.paired': { zh: '大屏配对', en: 'Wall screen paired' },
  'screen.revoked': { zh: '大屏吊销', en: 'Wall screen revoked' },
  'personal.revealed': { zh: '查看完整个人信息', en: 'Revealed personal data' },
  'personal.paceExceeded': { zh: '查看个人信息过于频繁', en: 'Revealing too fast' },
  'personal.erasurePreviewed': { zh: '预览个人信息删除', en: 'Erasure previewed' },
  'personal.erased': { zh: '删除个人信息', en: 'Personal data erased' },
}

export const auditWords = (type: string, language: 'zh' | 'en'): string | undefined => AUDIT_EVENTS[type]?.[language]

/** One line of the log as the auditor reads it; nothing personal is in it. */
export type AuditRow = {
  seq: number
  id: string
  type: string
  at: string
  actor: ActorRef & { name?: string }
  kind: EventKind
  caseId: string
  /** Of an incident or a ticket, where it is about one. */
  caseNo: string | null
  version: number
  data: Record<string, unknown>
}

export type AuditDetail = AuditRow & {
  hash: string
  previousHash: string
  /** Which fields are kept beside the chain, masked; null where there never were any, `erased` where they are gone. */
  personal: { field: string; masked: string }[] | 'erased' | null
  /** What else happened in the same case, in order. */
  neighbours: AuditRow[]
}

export type AuditHead = {
  subdistrictId: string
  day: string
  seq: number
  hash: string
  signedAt: string
  publicKey: string
  fingerprint: string
  signature: string
  deliveredAt: string | null
}

export type AuditHeads = { items: AuditHead[]; keepDays: number; isFiled: boolean; isPosted: boolean }

/** Lines of a running verification: how far it is, then what came of it. */
export type VerifyLine =
  | { checked: number; of: number }
  | { ok: true; events: number; head: string; heads: number }
  | { ok: false; seq: number; fault: string; why: string }

/** A field that a change set from one value to another, as `data: {before, after}` of the changed fields says. */
export type FieldDiff = { field: string; before: unknown; after: unknown }

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `toDiff` reads `{before, after}`; undefined where the event is no change of that form. */
export function toDiff(data: Record<string, unknown>): FieldDiff[] | undefined {
  const { before, after } = data
  if (!isFields(before) && !isFields(after)) return undefined
  const [from, to] = [isFields(before) ? before : {}, isFields(after) ? after : {}]
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].map((field) => ({
    field,
    before: from[field],
    after: to[field],
  }))
}
