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
  'quarantine.read': { zh: '查看待核区', en: 'Read the quarantine' },
  'quarantine.admitted': { zh: '待核警情补正入库', en: 'Admitted from quarantine' },
  'deadLetter.replayed': { zh: '失败任务退回重做', en: 'Failed job given back' },
  'audit.read': { zh: '查阅审计日志', en: 'Read the audit log' },
  'audit.exported': { zh: '导出审计日志', en: 'Exported the audit log' },
  'audit.verified': { zh: '核验日志链', en: 'Verified the chain' },
  'log.signed': { zh: '日志链首签证', en: 'Signed the head of the chain' },
  'session.opened': { zh: '登录', en: 'Signed in' },
  'session.refused': { zh: '登录失败', en: 'Sign-in failed' },
  'session.closed': { zh: '退出登录', en: 'Signed out' },
  'session.ended': { zh: '会话结束', en: 'Session ended' },
  'account.created': { zh: '新建账号', en: 'Account created' },
  'account.edited': { zh: '修改账号', en: 'Account edited' },
  'account.passwordReset': { zh: '重置密码', en: 'Password reset' },
  'organisation.created': { zh: '新建机构', en: 'Organisation created' },
  'organisation.edited': { zh: '修改机构', en: 'Organisation edited' },
  'organisation.moved': { zh: '调整机构隶属', en: 'Organisation moved' },
  'organisation.closed': { zh: '撤销机构', en: 'Organisation closed' },
  'unit.retired': { zh: '处置力量停用', en: 'Unit retired' },
  'source.added': { zh: '新增警情来源', en: 'Source added' },
  'source.changed': { zh: '修改警情来源', en: 'Source changed' },
  'sourceKey.added': { zh: '新增来源密钥', en: 'Source key added' },
  'sourceKey.rotated': { zh: '更换来源密钥', en: 'Source key rotated' },
  'sourceKey.revoked': { zh: '吊销来源密钥', en: 'Source key revoked' },
  'sla.proposed': { zh: '提议调整时限', en: 'Time limits proposed' },
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
