import { ROLES, type Role } from '@liandong/shared/access/actor.ts'
import type { Step } from './walk.ts'

/**
 * What a role must never do (domain.md §3.8, the column "Never"), written down beside the rule book and not made from it:
 * whoever widens a line of PERMISSIONS or a route's access meets this table. A route is "METHOD /path" as in the reference;
 * `*` stands for anything.
 */
export type Never = { because: string; roles: readonly Role[]; routes: readonly string[]; but?: readonly string[] }

const COMMAND = (names: string): string[] => names.split(' ').map((name) => `POST /incidents/{id}/commands/${name}`)
const except = (...roles: Role[]): Role[] => ROLES.filter((role) => !roles.includes(role))

/** Its own sign-in, and a dry run of the classifier that keeps nothing. */
const ONES_OWN = ['POST /session*', 'PUT /session/password', 'DELETE /session/mine/{id}', 'POST /classify']
const ROOM_COMMANDS = COMMAND('classify dispatch transferPolice issueTicket merge cancel visit')

export const NEVER: readonly Never[] = [
  {
    because: 'the command room alone dispatches and issues tickets (D4, D16)',
    roles: except('operator', 'leader'),
    routes: ROOM_COMMANDS,
  },
  {
    because: 'a unit acts on its order, the room for it on the radio; nobody else does',
    roles: except('operator', 'leader', 'responder'),
    routes: COMMAND('deliver see acknowledge decline depart arrive retractArrival handback callBackup'),
  },
  {
    because: 'a department says that it was told, the room writes down that it said so; nobody else does',
    roles: except('operator', 'leader', 'department'),
    routes: COMMAND('acknowledgeNotice'),
  },
  {
    because: 'of what departments were told, each department reads its own, and nobody theirs for them',
    roles: except('department'),
    routes: ['GET /notices'],
  },
  {
    because: 'the command room telephones whom its order does not reach (D33)',
    roles: except('operator', 'leader'),
    routes: [...COMMAND('call'), 'GET /duty/units/{id}/contact'],
  },
  {
    because:
      'the ledger of equipment is kept by who runs the system, handed out by the room, taken by a unit for itself',
    roles: except('operator', 'leader', 'responder'),
    routes: ['POST /equipment/take', 'POST /equipment-uses/{id}/return'],
  },
  {
    because: 'a vehicle is the room’s to send and to keep back',
    roles: except('operator', 'leader'),
    routes: ['POST /vehicles/{id}/service'],
  },
  {
    because: 'nobody who hands equipment out writes the ledger it is counted by',
    roles: except('admin'),
    routes: ['POST /equipment', 'PUT /equipment/{id}', 'POST /equipment/{id}/remove'],
  },
  {
    because: 'by which channels people are called, and with which secrets, is the system administrator’s',
    roles: except('admin'),
    routes: ['GET /channels', 'PUT /channels/{channel}', 'POST /channels/{channel}/test'],
  },
  {
    because: 'only a unit that is out there calls for help',
    roles: except('responder'),
    routes: ['POST /sos'],
  },
  {
    because:
      'a picture of a scene is seen by whoever works on the case, and never by a wall, a department or an administrator',
    roles: ['wall', 'department', 'mediator', 'petition', 'admin', 'security', 'auditor'],
    routes: ['* /incidents/{id}/attachments/*'],
  },
  {
    because: 'who watches and judges adds nothing to a case',
    roles: ['supervisor'],
    routes: ['PUT /incidents/{id}/attachments/{attachmentId}'],
  },
  {
    because: 'only the room says that help came',
    roles: except('operator', 'leader'),
    routes: ['POST /sos/{id}/end'],
  },
  {
    because: 'who watches and judges does none of the work',
    roles: ['supervisor'],
    routes: [...COMMAND('report settle'), 'POST /alerts', 'POST /positions', 'POST /quarantine/*'],
  },
  {
    because: 'a responder sees no room: no figures, no tickets, no lists of what others do',
    roles: ['responder'],
    routes: ['* /tickets*', '* /breaches', '* /segments', '* /insight/*', '* /quarantine*', '* /sla*', 'POST /alerts'],
  },
  {
    because: 'the command room alone calls the roll, and answers for a unit on the radio; a unit answers for itself',
    roles: except('operator', 'leader'),
    routes: ['POST /roll-calls*'],
    but: ['POST /roll-calls/{id}/answer'],
  },
  {
    because: 'whether somebody is there is said by themselves or the room, and read by whoever watches',
    roles: except('operator', 'leader', 'supervisor'),
    routes: ['GET /roll-calls*'],
  },
  {
    because: 'a unit alone answers for itself',
    roles: except('responder'),
    routes: ['POST /roll-calls/{id}/answer'],
  },
  {
    because: 'the police change no ticket of the subdistrict and read none of its figures',
    roles: ['police'],
    routes: [
      '* /tickets*',
      '* /breaches',
      '* /segments',
      '* /insight/*',
      '* /quarantine*',
      ...COMMAND('flag attend close reopen'),
    ],
  },
  {
    because: 'departments, mediators and the petition office have no alert console',
    roles: ['department', 'mediator', 'petition'],
    routes: [
      'POST /incidents/*',
      'GET /incidents/{id}',
      '* /alerts*',
      '* /breaches',
      '* /segments',
      '* /insight/*',
      '* /quarantine*',
      'POST /positions',
    ],
  },
  {
    because: 'tickets are the room’s and the departments’',
    roles: ['mediator', 'petition', 'wall'],
    routes: ['* /tickets*'],
  },
  {
    because: 'a wall is read-only and shows nothing personal',
    roles: ['wall'],
    routes: ['POST *', 'PUT *', 'DELETE *', '* /alerts*', '* /breaches', '* /segments', '* /quarantine*', '* /sla'],
    but: ONES_OWN,
  },
  {
    because: 'administrators read no case (三员)',
    roles: ['admin', 'security'],
    routes: [
      '* /incidents/*',
      '* /alerts*',
      '* /tickets*',
      '* /breaches',
      '* /segments',
      '* /insight/*',
      'POST /positions',
    ],
  },
  {
    because: 'nobody but the auditor reads the trace, least of all whom it is about',
    roles: except('auditor'),
    routes: ['* /audit*'],
  },
  {
    because: 'the auditor changes nothing',
    roles: ['auditor'],
    routes: ['POST *', 'PUT *', 'DELETE *'],
    but: [...ONES_OWN, 'POST /audit/verify'],
  },
  {
    because: 'the auditor reads no case but its lines',
    roles: ['auditor'],
    routes: [
      'GET /incidents/{id}',
      '* /alerts*',
      '* /tickets*',
      '* /quarantine*',
      '* /accounts*',
      '* /units*',
      '* /sources*',
    ],
  },
  {
    because: 'who runs the system grants no access of weight: no unlocking, no second factors, no screens, no erasing',
    roles: except('security'),
    routes: ['POST /sign-ins/*', 'POST /screens', 'DELETE /screens/{id}', '* /erasures*'],
  },
  {
    because: 'who grants access does not run the system',
    roles: ['security'],
    routes: [
      '* /sources*',
      '* /source-keys/*',
      'POST /units*',
      'PUT /units/*',
      'POST /organisations*',
      'PUT /organisations/*',
      'PUT /populations/*',
      '* /imports/*',
      'POST /sla*',
      '* /dead-letters*',
      '* /quarantine*',
    ],
  },
  {
    because: 'targets are decided by the supervisor, who did not propose them',
    roles: except('supervisor'),
    routes: ['POST /sla/{version}/decide'],
  },
  { because: 'targets are proposed by who answers for the settings', roles: except('admin'), routes: ['POST /sla'] },
  {
    because: 'no working role touches people, units, sources, keys or dead letters',
    roles: except('admin', 'security', 'auditor'),
    routes: [
      '* /accounts*',
      '* /organisations*',
      '* /populations*',
      '* /units*',
      '* /imports/*',
      '* /sources*',
      '* /source-keys/*',
      '* /sign-ins*',
      '* /screens*',
      '* /dead-letters*',
    ],
  },
  {
    because: 'only who knows the case reads a number in full, with a reason',
    roles: ['department', 'mediator', 'petition', 'wall', 'admin', 'security', 'auditor'],
    routes: ['POST /incidents/{id}/reveal'],
  },
]

const matches = (route: string, pattern: string): boolean =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  ).test(route)

/** Why this role may never call this route; undefined where nothing written here forbids it. */
const whyNever = (role: Role, route: string): string | undefined =>
  NEVER.find(
    ({ roles, routes, but = [] }) =>
      roles.includes(role) && routes.some((one) => matches(route, one)) && !but.some((one) => matches(route, one)),
  )?.because

/** What a walk was let into although it is written down as never, in words. */
export const forbidden = (steps: readonly Step[]): string[] =>
  steps.flatMap(({ role, route, said, status }) => {
    const because = said === 'allow' ? whyNever(role, route) : undefined
    return because === undefined ? [] : [`${role} ${route}: ${status}, though ${because}`]
  })

/** Patterns that no route is of: a route that was renamed must not slip out of the table. */
export const idle = (routes: readonly string[]): string[] =>
  NEVER.flatMap((never) => [...never.routes, ...(never.but ?? [])]).filter(
    (pattern) => !routes.some((route) => matches(route, pattern)),
  )
