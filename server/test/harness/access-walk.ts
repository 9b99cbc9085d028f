import { mayGrant } from '@liandong/shared/access/grants.ts'
import { MOVES, type CommandName } from '@liandong/shared/cases/incident/lifecycle.ts'
import type { Role } from '@liandong/shared/access/actor.ts'
import { may, PERMISSIONS, type Permission } from '@liandong/shared/access/permissions.ts'

/** What an answer says of access: let in, not your affair, not there for you, not signed in. */
export type Verdict = 'allow' | 'deny' | 'absent' | 'unknown'
/** Whose things are asked for: those of the caller's own subdistrict, or of another one. */
export type Scope = 'own' | 'other'
export type Caller = { role: Role; scope: Scope; sees: (role: Role) => boolean }

export type Call = {
  /** What stands in the path for each {name}. */
  params?: Record<string, string>
  query?: string
  /** Sent where nothing may come of it: to the things of another subdistrict. */
  body?: object
  /** Sent to the own things: refused by its content, so that only the door is tried and nothing changes. */
  ownBody?: object
  /** Where permission and scope alone do not say it. */
  expected?: (caller: Caller) => Verdict
}

/** The ids of real things of the first subdistrict. */
export type Things = Record<'incident' | 'alert' | 'ticket' | 'quarantine' | 'unit' | 'sourceKey', string>

/** Fails on every strict body, and on every lenient one for what is missing. */
export const REFUSED_BODY = { 'no such field': true }

export const verdictOf = (status: number): Verdict =>
  status === 401 ? 'unknown' : status === 403 ? 'deny' : status === 404 ? 'absent' : 'allow'

/** The rule book's answer: who holds the permission is let in, and to another subdistrict's things nobody. */
export function expectedOf(access: string, call: Call, caller: Caller): Verdict {
  if (isPermission(access) && !may(caller.role, access as Permission)) return 'deny'
  if (call.expected) return call.expected(caller)
  if (access === 'anyone') throw new Error('A route that decides for itself has to say what it decides.')
  return call.params && caller.scope === 'other' ? 'absent' : 'allow'
}

export const isPermission = (access: string): boolean => access in PERMISSIONS

const BODIES: Partial<Record<CommandName, object>> = {
  classify: { police: 'nonPolice' },
  dispatch: { unitId: 'unit-nobody' },
  decline: { reason: '试' },
  call: { outcome: 'unreached' },
  handback: { facts: '试' },
  merge: { intoId: 'nothing' },
  flag: { flag: 'major' },
  attend: { alarm: 'new' },
  note: { text: '试' },
  cancel: { reason: '试' },
  reopen: { reason: '试' },
}

const NO_ID = '00000000-0000-7000-8000-000000000000'

/** A version nobody has read: the own case is found and left as it is. */
const STALE = { expectedVersion: 0 }

function commandCall(incident: string, name: CommandName): Call {
  const body = { ...BODIES[name], ...STALE }
  return {
    params: { id: incident },
    body,
    ownBody: body,
    expected: ({ role, scope, sees }) => {
      if (!MOVES[name].who.some((who) => who === role)) return 'deny'
      return scope === 'own' && sees(role) ? 'allow' : 'absent'
    },
  }
}

/** How to call what takes more than a plain GET, by "METHOD /path"; a route that is not here and is no list has no way. */
export function waysToCall(things: Things): Record<string, Call> {
  const commands = Object.keys(MOVES).map((name) => [
    `POST /incidents/{id}/commands/${name}`,
    commandCall(things.incident, name as CommandName),
  ])
  const seen: Call['expected'] = ({ role, scope, sees }) => (scope === 'own' && sees(role) ? 'allow' : 'absent')
  const account = { params: { id: 'user-mediator' } }
  const organisation = { params: { id: 'org-zhzf' } }
  const unit = { params: { id: things.unit } }
  const noBody: Call = { ownBody: REFUSED_BODY }
  const source = { params: { id: 'smart-security' } }
  const spare = { params: { id: 'user-spare' } }
  // the spare account is a mediator's
  const granted: Call['expected'] = ({ role, scope }) =>
    scope === 'other' ? 'absent' : mayGrant(role, 'mediator') ? 'allow' : 'deny'
  const nowhere: Call['expected'] = () => 'absent'
  const here: Call['expected'] = () => 'allow'
  return {
    ...(Object.fromEntries(commands) as Record<string, Call>),
    'POST /incidents/{id}/commands/{command}': {
      params: { id: things.incident, command: 'noSuch' },
      body: {},
      expected: () => 'absent',
    },
    'GET /incidents/{id}': { params: { id: things.incident }, expected: seen },
    'GET /tickets/{id}': { params: { id: things.ticket } },
    'GET /quarantine/{id}': { params: { id: things.quarantine } },
    'POST /quarantine/{id}/mend': { params: { id: things.quarantine }, body: { narrative: '试' } },
    'POST /quarantine/{id}/admit': {
      params: { id: things.quarantine },
      body: { externalNo: 'walk-1', narrative: '试' },
      ownBody: {},
    },
    'GET /accounts/{id}': account,
    'POST /accounts': noBody,
    'PUT /accounts/{id}': {
      ...account,
      body: { name: '甲', role: 'mediator', organisationId: 'org-other', unitId: null, version: 1 },
    },
    'POST /accounts/{id}/disable': { ...spare, body: {} },
    'POST /accounts/{id}/enable': { ...spare, body: {}, expected: granted },
    'POST /accounts/{id}/reset-password': { ...spare, body: {}, expected: granted },
    'GET /organisations/{id}': organisation,
    'POST /organisations': noBody,
    'PUT /organisations/{id}': { ...organisation, body: { version: 1, name: '甲', phone: null } },
    'POST /organisations/{id}/move': { ...organisation, body: { version: 1, parentId: 'org-other' } },
    'POST /organisations/{id}/close': { ...organisation, body: { version: 1 } },
    'PUT /populations/{year}': { params: { year: '2026' }, body: REFUSED_BODY, expected: here },
    'POST /units': noBody,
    'PUT /units/{id}': { ...unit, body: { version: 1, ...UNIT } },
    'POST /units/{id}/retire': { ...unit, body: { version: 1 } },
    'POST /classify': noBody,
    'POST /positions': noBody,
    'POST /sla': noBody,
    'POST /sla/{version}/decide': { params: { version: '77' }, body: { approve: true } },
    'POST /ladder': noBody,
    'POST /ladder/{version}/decide': { params: { version: '77' }, body: { approve: true } },
    // one of each for every subdistrict
    'PUT /channels/{channel}': { params: { channel: 'robot' }, body: REFUSED_BODY, expected: here },
    'POST /channels/{channel}/test': { params: { channel: 'sms' }, body: {}, expected: here },
    'POST /push/subscriptions': noBody,
    'POST /push/subscriptions/remove': noBody,
    'GET /units/{id}/contact': unit,
    'POST /sources': noBody,
    'PUT /sources/{id}': {
      ...source,
      body: { version: 1, labelZh: '甲', labelEn: 'A', silenceMinutes: null, enabled: true },
    },
    'GET /sources/{id}/keys': source,
    'POST /sources/{id}/keys': { ...source, body: {} },
    'POST /source-keys/{id}/rotate': { params: { id: things.sourceKey }, body: {} },
    'POST /source-keys/{id}/revoke': { params: { id: things.sourceKey }, body: {} },
    'POST /sign-ins/{id}/unlock': spare,
    'POST /sign-ins/{id}/end': spare,
    'POST /sign-ins/{id}/reset-second-factor': spare,
    'POST /imports/check': { query: '?kind=none' },
    'POST /imports/apply': { query: '?kind=none' },
    // each log counts from 1
    'GET /audit/{seq}': { params: { seq: '1' }, expected: here },
    // of the whole installation, and this one is not there
    'POST /dead-letters/{id}/replay': { params: { id: '999999' }, expected: nowhere },
    'DELETE /screens/{id}': { params: { id: NO_ID }, expected: nowhere },
    'DELETE /session/mine/{id}': { params: { id: NO_ID }, expected: nowhere },
    'POST /incidents/{id}/reveal': {
      params: { id: things.incident },
      body: { fields: ['caller.phone'], reason: 'callBack' },
    },
    'GET /alerts/{id}': {
      params: { id: things.alert },
      expected: ({ role, scope, sees }) => (scope === 'own' && role !== 'wall' && sees(role) ? 'allow' : 'absent'),
    },
    'POST /alerts': {
      ...noBody,
      expected: ({ role, scope }) => (may(role, 'alert.write') ? (scope === 'own' ? 'allow' : 'absent') : 'deny'),
    },
    'POST /audit/verify': noBody,
    'POST /erasures': noBody,
    'POST /erasures/preview': noBody,
    'POST /screens': noBody,
  }
}

const UNIT = {
  name: '甲',
  kind: 'person',
  force: 'grid',
  employment: 'full',
  tier: 1,
  skills: [],
  organisationId: 'org-other',
  phone: null,
  duty: [],
  members: [],
  equipment: [],
}

/** What anybody may ask before signing in; each checks a password, a key or a code by itself. */
export const OPEN: readonly string[] = [
  'POST /alerts/batch',
  'GET /demo',
  'GET /session/ways',
  'GET /session/oidc/start',
  'GET /session/oidc/callback',
  'POST /wall-pairings',
  'POST /wall-pairings/poll',
  'POST /session',
  'DELETE /session',
]

/** What everybody does with the own sign-in alone: there is nobody else's to name. */
export const ONESELF: readonly string[] = [
  'POST /session/second-factor',
  'POST /session/enrolment',
  'POST /session/enrolment/confirm',
  'PUT /session/password',
]
