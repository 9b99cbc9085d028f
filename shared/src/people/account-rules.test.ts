import { describe, expect, it } from 'vitest'
import { ROLES, type Role } from '../access/actor.ts'
import { mayChangeRole, mayDisable, mayGrant } from '../access/grants.ts'
import { refuseAccountChange, refuseDisable, refuseLast, refuseNewAccount, unitErrors } from './account-rules.ts'
import { phoneField, usernameField } from './forms.ts'

const GUARDED = ['supervisor', 'admin', 'security', 'auditor']
const who = (role: Role, id: string = role) => ({ id, role })

describe('who gives which role (三员)', () => {
  it('the system administrator gives working roles, the security administrator the guarded ones, nobody else any', () => {
    const grants = (actor: Role) => ROLES.filter((role) => mayGrant(actor, role))
    expect(grants('security')).toEqual(GUARDED)
    expect(grants('admin')).toEqual(ROLES.filter((role) => !GUARDED.includes(role)))
    for (const actor of ROLES.filter((role) => role !== 'admin' && role !== 'security'))
      expect(grants(actor), actor).toEqual([])
  })

  it('a change with a guarded role on either side is the security administrator’s alone', () => {
    for (const [from, to, by] of [
      ['operator', 'leader', 'admin'],
      ['operator', 'supervisor', 'security'],
      ['supervisor', 'operator', 'security'],
      ['auditor', 'admin', 'security'],
    ] as const) {
      expect(ROLES.filter((actor) => mayChangeRole(actor, from, to))).toEqual([by])
    }
  })

  it('nobody changes their own role or disables themselves', () => {
    expect(refuseAccountChange(who('security'), who('security'), 'admin')).toEqual({ code: 'notYourself' })
    expect(refuseDisable(who('admin'), who('admin'))).toEqual({ code: 'notYourself' })
    expect(refuseAccountChange(who('security'), who('security'), 'security')).toBeUndefined()
  })

  it('a refusal names the field', () => {
    expect(refuseNewAccount(who('admin'), 'auditor')).toMatchObject({
      code: 'roleNotGrantable',
      errors: [{ pointer: '/role' }],
    })
    expect(refuseAccountChange(who('admin'), who('supervisor', 's'), 'supervisor')?.code).toBe('roleNotGrantable')
  })

  it('access is taken from anybody by the security administrator, from workers by the other', () => {
    expect(ROLES.filter((role) => mayDisable('security', role))).toEqual(ROLES)
    expect(ROLES.filter((role) => mayDisable('admin', role))).toEqual(ROLES.filter((role) => !GUARDED.includes(role)))
  })

  it('the last of either administrator stays', () => {
    expect(refuseLast('admin', 0)?.code).toBe('lastAdministrator')
    expect(refuseLast('security', 0)?.code).toBe('lastAdministrator')
    expect([refuseLast('admin', 1), refuseLast('auditor', 0)]).toEqual([undefined, undefined])
  })

  it('a responder has a unit, whoever is on duty in a room may have its seat, and nobody else has either', () => {
    expect([unitErrors('responder', 'u1', 'team'), unitErrors('operator', null)]).toEqual([[], []])
    expect(unitErrors('operator', 's1', 'seat')).toEqual([])
    expect(unitErrors('responder', 's1', 'seat')[0]?.pointer).toBe('/unitId')
    expect(unitErrors('mediator', 's1', 'seat')[0]?.pointer).toBe('/unitId')
    expect(unitErrors('responder', null)[0]?.pointer).toBe('/unitId')
    expect(unitErrors('operator', 'u1', 'person')[0]?.pointer).toBe('/unitId')
  })
})

describe('what is written down', () => {
  it.each(['13812341234', '+8613812341234', '0571-8600 0011', '0571-86001234', '110', '10000001001'])(
    '%s is a phone',
    (text) => expect(phoneField.safeParse(text).success).toBe(true),
  )
  it.each(['', '12', '138-1234-12345', 'abc', '１３８１２３４１２３４'])('%s is none', (text) =>
    expect(phoneField.safeParse(text).success).toBe(false),
  )
  it('a user name is plain', () => {
    expect(['ab', 'Admin', '1abc', '张三', 'a b c'].map((t) => usernameField.safeParse(t).success)).toEqual(
      Array.from({ length: 5 }, () => false),
    )
    expect(usernameField.safeParse('zhang.san-2').success).toBe(true)
  })
})
