import { ADMINISTRATORS, COMMAND_ROOM, ROLES, type Role } from './actor.ts'
import { PAGE_PERMISSIONS } from './page-permissions.ts'

const WATCHERS: readonly Role[] = [...COMMAND_ROOM, 'supervisor']

const define = <K extends string>(table: Record<K, readonly Role[]>): Record<K, readonly Role[]> => table

/**
 * Who may do what, as data (domain.md §3.8): the routes are opened by it and the pages are greyed by it. What is not
 * here nobody may do. Which cases and how much of them a role is shown is the audience's affair (audience.ts), and
 * who gives which command of a case stands in its life cycle.
 */
export const PERMISSIONS = define({
  ...PAGE_PERMISSIONS,
  /** The board, the log, cases and the map, each cut to what the caller's audience is shown. */
  'work.read': ROLES,
  /** Any command of a case; the life cycle decides which. An administrator (三员) is never part of a case. */
  'work.command': ROLES.filter((role) => !ADMINISTRATORS.includes(role)),
  /** Writing an alert down by hand (D26). */
  'alert.write': [...COMMAND_ROOM, 'police'],
  'position.send': ['responder'],
  /** A unit in danger calls; whoever watches may say that it was heard, the room alone how it ended. */
  'sos.send': ['responder'],
  'sos.attend': WATCHERS,
  'sos.end': COMMAND_ROOM,
  /** Pictures and voice notes of a case: sent from the scene or the room, looked at by whoever sees the case in words. */
  'attachment.send': [...COMMAND_ROOM, 'police', 'responder'],
  'attachment.read': [...WATCHERS, 'police', 'responder'],
  /** Where a unit has been while it was on a case: sensitive (行踪轨迹), so each look leaves a line. */
  'track.read': WATCHERS,
  /** Keys of the devices that send positions for a unit: shown once, and never read again. */
  'tracker.manage': ['admin'],
  'figures.read': WATCHERS,
  'intake.count': [...WATCHERS, 'wall'],
  'ticket.read': [...WATCHERS, 'department'],
  /** The desk may mend an alert too: at night no administrator is there. */
  'quarantine.mend': ['admin', ...COMMAND_ROOM],
  'deadLetter.replay': ['admin'],
  /** Reading somebody's number or name in full, with a reason; which case and when, reveal.ts decides (domain.md §2.5). */
  'personal.reveal': [...WATCHERS, 'police', 'responder'],
  /** Erasing what is known of a person on request; whoever erases reads none of it. */
  'personal.erase': ['security'],
  /** Sources, their keys and how long they may be silent. */
  'source.manage': ['admin'],
  /** What is set by versions: how long the clocks run, and whatever else two people decide. */
  'setting.read': [...WATCHERS, 'admin', 'security', 'auditor'],
  /** One proposes, the supervisor decides (A11). */
  'setting.propose': ['admin'],
  'setting.decide': ['supervisor'],
  /** Which pictures lie under the map, and the key they are fetched with; everybody who works sees them. */
  'layer.manage': ['admin'],
  /** By which channels people are called; their secrets are the system's. */
  'channel.manage': ['admin'],
  /** The duty telephone of a unit, to call one that does not answer (D33). */
  'unit.call': COMMAND_ROOM,
  /** A phone or a desk may be woken while its page is closed. */
  'push.subscribe': ['responder', ...COMMAND_ROOM],
  /** Accounts: who runs the system and who guards access; which of them for which role stands in grants.ts. */
  'people.read': ['admin', 'security'],
  'people.write': ['admin', 'security'],
  /** The administrators', the auditor's and the supervisor's role (三员分立). */
  'role.grant': ['security'],
  'organisation.read': ['admin', 'security'],
  'organisation.write': ['admin'],
  'unit.read': ['admin', 'security'],
  'unit.write': ['admin'],
  /** Many people at once, all of working roles. */
  'import.run': ['admin'],
  /** A centre with its rooms, windows and people; a department sees the one it belongs to. */
  'centre.read': [...WATCHERS, 'mediator', 'petition', 'department', 'admin'],
  'centre.manage': ['admin'],
  /** The queue of a centre: whoever may sit at one of its windows. */
  'visit.serve': [...COMMAND_ROOM, 'mediator', 'petition'],
  /** Who is on duty, and who will be (D5): whoever is on the rota or plans by it. A wall is told of gaps alone. */
  'duty.read': [...WATCHERS, 'responder', 'police', 'department'],
  /** Extra duty, leave and swaps: for oneself; a department and a village for their own people, a leader for all. */
  'duty.ask': [...COMMAND_ROOM, 'responder', 'police', 'department'],
  /** 点名: the room asks, answers for a unit on the radio, and ends it; whoever watches reads it; a unit answers for itself. */
  'rollCall.run': COMMAND_ROOM,
  'rollCall.read': WATCHERS,
  'rollCall.answer': ['responder'],
  /** Approving, refusing, taking back, the cycle of a unit, and the rota from a spreadsheet. */
  'duty.decide': ['leader'],
  /** Who must be covered, by how many: read with the rota, set by who runs the system. */
  'need.read': ['admin', ...WATCHERS],
  'need.write': ['admin'],
  /** The sheet of the shift is read by whoever sits in the room, and signed by two leaders (domain.md §3.9). */
  'handover.read': WATCHERS,
  'handover.sign': ['leader'],
  /** What the room hands out (D7): kept by who runs the system, taken and brought back by the room, a unit for itself. */
  'equipment.read': [...WATCHERS, 'responder', 'admin'],
  'equipment.manage': ['admin'],
  'equipment.use': [...COMMAND_ROOM, 'responder'],
  /** Broken, and mended again: whoever has it in hand says so. */
  'equipment.service': [...COMMAND_ROOM, 'admin'],
  /** A vehicle on a case has the case with it: not for who runs the system. */
  'vehicle.read': WATCHERS,
  'vehicle.service': COMMAND_ROOM,
  /** Dangers a department was told of together with the order (先期处置): its own alone. */
  'notice.read': ['department'],
  /** The trace of what everybody did, the other two administrators among them. */
  'audit.read': ['auditor'],
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
