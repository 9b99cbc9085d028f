import { describe, expect, it } from 'vitest'
import { ROLES, type Role } from './actor.ts'
import { may, PERMISSIONS, type Permission } from './permissions.ts'

/** Who alone may hold what is dangerous (domain.md §3.8, "Never"): written here, so that a widened line is noticed. */
const ALONE: Partial<Record<Permission, readonly Role[]>> = {
  'personal.erase': ['security'],
  'role.grant': ['security'],
  'signIn.end': ['security'],
  'screen.pair': ['security'],
  'setting.decide': ['supervisor'],
  'setting.propose': ['admin'],
  'source.manage': ['admin'],
  'unit.write': ['admin'],
  'organisation.write': ['admin'],
  'import.run': ['admin'],
  'deadLetter.replay': ['admin'],
  'people.write': ['admin', 'security'],
  'audit.read': ['auditor'],
  'position.send': ['responder'],
  'personal.reveal': ['operator', 'leader', 'supervisor', 'police', 'responder'],
  'attachment.send': ['operator', 'leader', 'police', 'responder'],
  'attachment.read': ['operator', 'leader', 'supervisor', 'police', 'responder'],
  'alert.write': ['operator', 'leader', 'police'],
  'ticket.read': ['operator', 'leader', 'supervisor', 'department'],
  'figures.read': ['operator', 'leader', 'supervisor'],
}
/** The auditor changes nothing: these are all it holds. */
const AUDITOR = ['work.read', 'setting.read', 'audit.read', 'screen.read', 'signIn.read', 'page.admin']
const WALL = ['work.read', 'work.command', 'intake.count', 'page.wall']

describe('三员分立: permissions against what is written down', () => {
  it('what is dangerous is held by those alone who must', () => {
    for (const [permission, alone] of Object.entries(ALONE))
      expect(ROLES.filter((role) => may(role, permission as Permission)).toSorted(), permission).toEqual(
        alone.toSorted(),
      )
  })

  it('the auditor and a wall hold nothing that changes anything', () => {
    const heldBy = (role: Role) => Object.keys(PERMISSIONS).filter((permission) => may(role, permission as Permission))
    expect(heldBy('auditor').toSorted()).toEqual(AUDITOR.toSorted())
    // commands: the life cycle gives a wall none
    expect(heldBy('wall').toSorted()).toEqual(WALL.toSorted())
  })

  it('no administrator works on cases', () => {
    for (const role of ['admin', 'security', 'auditor'] as const)
      for (const permission of [
        'work.command',
        'alert.write',
        'ticket.read',
        'figures.read',
        'personal.reveal',
      ] as const)
        expect(may(role, permission), `${role} ${permission}`).toBe(false)
  })
})
