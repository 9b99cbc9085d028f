import type { FieldError } from '../problems/refusal.ts'
import type { UnitForm } from './forms.ts'

/** What a unit's fields must be to each other; `takenSigns` are the call signs of the other units of the street. */
export function unitFormErrors(form: UnitForm, takenSigns: ReadonlySet<string>): FieldError[] {
  const errors: FieldError[] = []
  const add = (field: string, message: string, messageZh: string) =>
    errors.push({ pointer: `/${field}`, message, messageZh })
  if (form.kind !== 'team' && form.members.length > 0) add('members', 'only a team has members', '只有小组才有成员')
  if (form.kind !== 'vehicle' && form.equipment.length > 0)
    add('equipment', 'only a vehicle carries equipment', '只有车辆才登记随车装备')
  if (new Set(form.members).size < form.members.length) add('members', 'somebody is in it twice', '成员重复')
  if (form.callSign !== null && takenSigns.has(form.callSign))
    add('callSign', 'another unit has this call sign', '该呼号已被其他力量使用')
  return errors
}
