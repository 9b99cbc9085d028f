import type { Role } from './actor.ts'
import { may } from './permissions.ts'

/** Roles that watch the others or run the system: the security administrator alone gives and takes them (三员分立). */
export const GUARDED_ROLES: readonly Role[] = ['admin', 'security', 'auditor', 'supervisor']

const isGuarded = (role: Role): boolean => GUARDED_ROLES.includes(role)

/** `mayGrant` answers whether an administrator may make an account of this role, or manage one that has it. */
export const mayGrant = (actorRole: Role, role: Role): boolean =>
  isGuarded(role) ? may(actorRole, 'role.grant') : actorRole === 'admin'

/** A change that has a guarded role on either side is the security administrator's, any other the system's. */
export const mayChangeRole = (actorRole: Role, from: Role, to: Role): boolean =>
  isGuarded(from) || isGuarded(to) ? may(actorRole, 'role.grant') : actorRole === 'admin'

/** Taking access away is never wrong: whoever guards access may disable any account, beside who runs it. */
export const mayDisable = (actorRole: Role, role: Role): boolean =>
  may(actorRole, 'role.grant') || mayGrant(actorRole, role)

/** Of these there must always be one who can sign in, or nobody could ever give access again. */
export const NEVER_WITHOUT: readonly Role[] = ['admin', 'security']
