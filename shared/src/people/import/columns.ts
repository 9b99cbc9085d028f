import { ROLES, type Role } from '../../access/actor.ts'
import { GUARDED_ROLES } from '../../access/grants.ts'
import { FORCES } from '../../duty/force.ts'
import { EMPLOYMENTS, SKILLS, UNIT_KINDS } from '../../duty/skill.ts'

export type ImportKind = 'people' | 'units'

/** A column of the spreadsheet: its Chinese head, the field of the form it fills, and what may stand in it. */
export type Column = {
  field: string
  zh: string
  en: string
  isRequired: boolean
  hint: string
  /** Words that may stand in it, with the value they mean. */
  words?: readonly { value: string; zh: string }[]
}

export const ROLE_WORDS: Record<Role, string> = {
  operator: '值班员',
  leader: '班长',
  responder: '处置人员',
  police: '派出所联络',
  department: '联动部门',
  supervisor: '督查领导',
  mediator: '调解员',
  petition: '信访代办',
  wall: '大屏',
  admin: '系统管理员',
  security: '安全管理员',
  auditor: '安全审计员',
}

const word = ({ id, zh }: { id: string; zh: string }) => ({ value: id, zh })
const roles = ROLES.map((role) => ({ value: role, zh: ROLE_WORDS[role] }))
/** What the template offers; the others can be written, and are then told whose they are to give. */
export const OFFERED_ROLES = roles.filter((role) => !GUARDED_ROLES.includes(role.value))
const tiers = ['1', '2', '3'].map((value) => ({ value, zh: value }))

export const COLUMNS: Record<ImportKind, readonly Column[]> = {
  people: [
    {
      field: 'username',
      zh: '用户名',
      en: 'User name',
      isRequired: true,
      hint: '登录用，3–32 位小写字母、数字或 . _ -',
    },
    { field: 'name', zh: '姓名', en: 'Name', isRequired: true, hint: '' },
    { field: 'role', zh: '角色', en: 'Role', isRequired: true, hint: '见“可填内容”', words: roles },
    { field: 'organisationId', zh: '所属组织', en: 'Organisation', isRequired: true, hint: '重名时写“上级/名称”' },
    { field: 'unitId', zh: '所属力量', en: 'Unit', isRequired: false, hint: '仅处置人员填写；重名时写“组织/名称”' },
  ],
  units: [
    { field: 'name', zh: '名称', en: 'Name', isRequired: true, hint: '人员姓名、小组或车辆名称' },
    { field: 'kind', zh: '类型', en: 'Kind', isRequired: true, hint: '见“可填内容”', words: UNIT_KINDS.map(word) },
    { field: 'force', zh: '力量类别', en: 'Force', isRequired: true, hint: '见“可填内容”', words: FORCES.map(word) },
    { field: 'employment', zh: '专兼职', en: 'Employment', isRequired: true, hint: '', words: EMPLOYMENTS.map(word) },
    {
      field: 'tier',
      zh: '梯次',
      en: 'Tier',
      isRequired: true,
      hint: '1 全天在岗，2 电话可达，3 约定时间',
      words: tiers,
    },
    { field: 'organisationId', zh: '所属组织', en: 'Organisation', isRequired: true, hint: '重名时写“上级/名称”' },
    {
      field: 'callSign',
      zh: '呼号',
      en: 'Call sign',
      isRequired: false,
      hint: '大屏显示用，如“网格 07”；不填自动编号',
    },
    { field: 'skills', zh: '技能', en: 'Skills', isRequired: false, hint: `用顿号隔开：${SKILLS.join('、')}` },
    { field: 'phone', zh: '电话', en: 'Telephone', isRequired: false, hint: '' },
    {
      field: 'duty',
      zh: '值班时段',
      en: 'Duty',
      isRequired: false,
      hint: '如 08:00-20:00，多段用分号隔开；全天写“全天”',
    },
    { field: 'members', zh: '成员', en: 'Members', isRequired: false, hint: '仅小组填写，组长在前，用顿号隔开' },
    { field: 'equipment', zh: '随车装备', en: 'Equipment', isRequired: false, hint: '仅车辆填写，用顿号隔开' },
  ],
}

/** How many rows one file may bring: a street's people and then some, in one transaction that nobody waits long for. */
export const MOST_ROWS = 500
