import type { Role } from '../access/actor.ts'
import { mayChangeRole, mayDisable, mayGrant, NEVER_WITHOUT } from '../access/grants.ts'
import type { UnitKind } from '../duty/skill.ts'
import type { FieldError, Refusal } from '../problems/refusal.ts'

type Who = { id: string; role: Role }

const roleRefusal = (role: Role): Refusal => ({
  code: 'roleNotGrantable',
  facts: { role },
  errors: [
    {
      pointer: '/role',
      message: 'this role is given and managed by another administrator',
      messageZh: '该角色由另一类管理员授予和管理',
    },
  ],
})

export const refuseNewAccount = (actor: Who, role: Role): Refusal | undefined =>
  mayGrant(actor.role, role) ? undefined : roleRefusal(role)

/** Nobody changes their own role, and nobody edits an account whose role is not theirs to manage. */
export function refuseAccountChange(actor: Who, before: Who, role: Role): Refusal | undefined {
  if (actor.id === before.id && role !== before.role) return { code: 'notYourself' }
  if (role !== before.role) return mayChangeRole(actor.role, before.role, role) ? undefined : roleRefusal(role)
  return mayGrant(actor.role, before.role) ? undefined : roleRefusal(before.role)
}

export function refuseDisable(actor: Who, target: Who): Refusal | undefined {
  if (actor.id === target.id) return { code: 'notYourself' }
  return mayDisable(actor.role, target.role) ? undefined : roleRefusal(target.role)
}

export function refuseManage(actor: Who, target: Who): Refusal | undefined {
  return mayGrant(actor.role, target.role) ? undefined : roleRefusal(target.role)
}

/** `others` counts the other accounts of the role that can sign in. */
export const refuseLast = (role: Role, others: number): Refusal | undefined =>
  NEVER_WITHOUT.includes(role) && others === 0 ? { code: 'lastAdministrator', facts: { role } } : undefined

/** Who has days of duty of their own: with a responder's unit, or a seat of the room, a station or a village (D5). */
export const ON_ROTA: readonly Role[] = ['responder', 'operator', 'leader', 'police', 'department']

/**
 * A responder's phone shows the orders of a unit: without one it would show nothing, and nobody else has one. Whoever keeps
 * a seat on duty is given that seat. `kind` is the unit's, where it is known.
 */
export function unitErrors(role: Role, unitId: string | null, kind?: UnitKind): FieldError[] {
  const pointer = '/unitId'
  if (unitId === null)
    return role === 'responder'
      ? [{ pointer, message: 'a responder belongs to a unit', messageZh: '处置人员须指定所属力量' }]
      : []
  if (role === 'responder')
    return kind === 'seat'
      ? [{ pointer, message: 'a seat is not sent: choose a unit', messageZh: '处置人员不能指定值班席位，请选处置力量' }]
      : []
  if (ON_ROTA.includes(role) && (kind === undefined || kind === 'seat')) return []
  return [
    {
      pointer,
      message: 'only a responder belongs to a unit; whoever is on duty in a room may have its seat',
      messageZh: '只有处置人员才指定处置力量，值班人员只能指定值班席位',
    },
  ]
}
