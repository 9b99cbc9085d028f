import { ADMINISTRATORS, COMMAND_ROOM, type Role } from './actor.ts'

const ROOM_AND_SUPERVISOR: readonly Role[] = [...COMMAND_ROOM, 'supervisor']

/**
 * Whose menu a page stands in and to whom it opens (domain.md §3.8): a part of PERMISSIONS, in a file of its own because
 * every page of the console needs it. What is on a page the server decides again, request by request.
 */
export const PAGE_PERMISSIONS = {
  'page.desk': [...COMMAND_ROOM, 'police', 'supervisor'],
  'page.wall': [...COMMAND_ROOM, 'wall', 'supervisor'],
  'page.duty': ['responder'],
  'page.supervise': ['supervisor', 'leader'],
  'page.tickets': [...ROOM_AND_SUPERVISOR, 'department'],
  'page.mediations': [...ROOM_AND_SUPERVISOR, 'mediator'],
  'page.petitions': [...ROOM_AND_SUPERVISOR, 'petition'],
  'page.risks': [...ROOM_AND_SUPERVISOR, 'petition'],
  'page.insight': ROOM_AND_SUPERVISOR,
  'page.rota': [...ROOM_AND_SUPERVISOR, 'responder', 'police', 'department'],
  'page.centres': [...ROOM_AND_SUPERVISOR, 'mediator', 'petition', 'department'],
  /** The room mends alerts there and reads the targets, as the supervisor does. */
  'page.admin': [...ADMINISTRATORS, ...ROOM_AND_SUPERVISOR],
} as const satisfies Record<string, readonly Role[]>

export type PagePermission = keyof typeof PAGE_PERMISSIONS
type NameOf<P> = P extends `page.${infer Name}` ? Name : never
export type PageName = NameOf<PagePermission>

/** `mayOpen` answers whether a page is a role's. */
export const mayOpen = (role: Role, page: PageName): boolean =>
  (PAGE_PERMISSIONS[`page.${page}`] as readonly Role[]).includes(role)
