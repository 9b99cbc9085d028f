import { COMMAND_ROOM, ROLES, type Role } from './actor.ts'

const WATCHERS: readonly Role[] = [...COMMAND_ROOM, 'supervisor']

const define = <K extends string>(table: Record<K, readonly Role[]>): Record<K, readonly Role[]> => table

/**
 * Who may do what, as data (domain.md §3.8): the routes are opened by it and the pages are greyed by it. What is not
 * here nobody may do. Which cases and how much of them a role is shown is the audience's affair (audience.ts), and
 * who gives which command of a case stands in its life cycle.
 */
export const PERMISSIONS = define({
  /** The board, the log, cases and the map, each cut to what the caller's audience is shown. */
  'work.read': ROLES,
  /** Any command of a case; the life cycle decides which. */
  'work.command': ROLES,
  /** Writing an alert down by hand (D26). */
  'alert.write': [...COMMAND_ROOM, 'police'],
  'position.send': ['responder'],
  'figures.read': WATCHERS,
  'intake.count': [...WATCHERS, 'wall'],
  'ticket.read': [...WATCHERS, 'department'],
  /** The desk may mend an alert too: at night no administrator is there. */
  'quarantine.mend': ['admin', ...COMMAND_ROOM],
  'deadLetter.replay': ['admin'],
  /** A screen is access that is given to nobody in particular; at night anybody of the room may sign in at the wall itself. */
  'screen.pair': ['security'],
  'screen.read': ['security', 'admin', 'auditor'],
  'signIn.read': ['security', 'auditor'],
  /** Unlocking, signing out, taking away a lost second factor: never by the one who runs the system. */
  'signIn.end': ['security'],
})

export type Permission = keyof typeof PERMISSIONS

/** `may` answers whether a role holds a permission. */
export const may = (role: Role, permission: Permission): boolean => PERMISSIONS[permission].includes(role)
