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

/** The ids of real things of one subdistrict; `spare` is a mediator who may be signed out without harm. */
export type Things = Record<
  | 'incident'
  | 'alert'
  | 'ticket'
  | 'quarantine'
  | 'unit'
  | 'organisation'
  | 'account'
  | 'spare'
  | 'source'
  | 'sourceKey'
  | 'screen'
  | 'session'
  | 'settingVersion'
  | 'layer'
  | 'centre'
  | 'tracker'
  | 'deadLetter'
  /** Where whoever comes from the other subdistrict would put them. */
  | 'elsewhere',
  string
>

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
  acknowledgeNotice: { noticeId: 'nothing' },
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
  const account = { params: { id: things.account } }
  const organisation = { params: { id: things.organisation } }
  const unit = { params: { id: things.unit } }
  const layer = { params: { id: things.layer } }
  const centre = { params: { id: things.centre } }
  const decide: Call = { params: { version: things.settingVersion }, body: { approve: true } }
  const noBody: Call = { ownBody: REFUSED_BODY }
  const source = { params: { id: things.source } }
  const spare = { params: { id: things.spare } }
  // the spare account is a mediator's
  const granted: Call['expected'] = ({ role, scope }) =>
    scope === 'other' ? 'absent' : mayGrant(role, 'mediator') ? 'allow' : 'deny'
  const nowhere: Call['expected'] = () => 'absent'
  const here: Call['expected'] = () => 'allow'
  const noSuch = (body?: object): Call => ({
    params: { id: NO_ID },
    ...(body ? { body, ownBody: body } : {}),
    expected: nowhere,
  })
  return {
    ...(Object.fromEntries(commands) as Record<string, Call>),
    'POST /incidents/{id}/commands/{command}': {
      params: { id: things.incident, command: 'noSuch' },
      body: {},
      expected: () => 'absent',
    },
    'GET /incidents/{id}': { params: { id: things.incident }, expected: seen },
    // nothing is kept: the body is no file, and there is none to look at
    'GET /incidents/{id}/attachments/{attachmentId}': {
      params: { id: things.incident, attachmentId: NO_ID },
      expected: nowhere,
    },
    'PUT /incidents/{id}/attachments/{attachmentId}': {
      params: { id: things.incident, attachmentId: NO_ID },
      body: {},
      ownBody: {},
      // what the bytes are is asked before whose the case is
      expected: here,
    },
    'GET /incidents/{id}/track': { params: { id: things.incident }, expected: seen },
    'GET /units/{id}/trackers': unit,
    'POST /units/{id}/trackers': { ...unit, body: { name: '甲' }, ownBody: REFUSED_BODY },
    'POST /trackers/{id}/revoke': { params: { id: things.tracker }, body: { version: 1 }, ownBody: REFUSED_BODY },
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
      body: { name: '甲', role: 'mediator', organisationId: things.elsewhere, unitId: null, version: 1 },
    },
    'POST /accounts/{id}/disable': { ...spare, body: {} },
    'POST /accounts/{id}/enable': { ...spare, body: {}, expected: granted },
    'POST /accounts/{id}/reset-password': { ...spare, body: {}, expected: granted },
    'GET /organisations/{id}': organisation,
    'POST /organisations': noBody,
    'PUT /organisations/{id}': { ...organisation, body: { version: 1, name: '甲', phone: null } },
    'POST /organisations/{id}/move': { ...organisation, body: { version: 1, parentId: things.elsewhere } },
    'POST /organisations/{id}/close': { ...organisation, body: { version: 1 } },
    'PUT /populations/{year}': { params: { year: '2026' }, body: REFUSED_BODY, expected: here },
    'POST /units': noBody,
    'PUT /units/{id}': { ...unit, body: { version: 1, ...UNIT, organisationId: things.elsewhere } },
    'POST /units/{id}/retire': { ...unit, body: { version: 1 } },
    'POST /classify': noBody,
    'POST /positions': noBody,
    'POST /sos': noBody,
    // nobody has called: the door is tried and nothing changes
    'POST /sos/{id}/attend': unit,
    'POST /sos/{id}/end': { ...unit, body: { text: '试' } },
    'POST /roll-calls': noBody,
    'GET /roll-calls/{id}': noSuch(),
    'POST /roll-calls/{id}/answer': noSuch({}),
    'POST /roll-calls/{id}/answer-for': noSuch({ unitId: 'unit-nobody' }),
    'POST /roll-calls/{id}/end': noSuch(),
    'POST /sla': noBody,
    'POST /sla/{version}/decide': decide,
    'POST /categories': noBody,
    'POST /categories/{version}/decide': decide,
    'POST /calendar': noBody,
    'POST /calendar/{version}/decide': decide,
    'POST /calendar/check': { query: '?year=none' },
    'POST /map-layers': noBody,
    'PUT /map-layers/{id}': { ...layer, body: LAYER },
    'POST /map-layers/{id}/move': { ...layer, body: { version: 1, to: 'up' } },
    'POST /map-layers/{id}/remove': { ...layer, body: { version: 1 } },
    'POST /map-layers/{id}/try': { ...layer, body: {} },
    'GET /map/layers/{id}/{z}/{x}/{y}': {
      params: { ...layer.params, z: '1', x: '0', y: '0' },
      // it has no names of places: there is nothing to fetch
      query: '?part=labels',
    },
    'GET /centres/{id}': {
      ...centre,
      // a department reads the centre it belongs to, and this one's is an office
      expected: ({ role, scope }) => (scope === 'other' || role === 'department' ? 'absent' : 'allow'),
    },
    'POST /centres': noBody,
    'PUT /centres/{id}': { ...centre, body: CENTRE, ownBody: REFUSED_BODY },
    'POST /centres/{id}/visits': { ...centre, body: { purpose: 'general' }, ownBody: REFUSED_BODY },
    // no such window, and no such visit: the door is tried and nothing changes
    ...Object.fromEntries(
      ['windows/{windowId}/call', 'windows/{windowId}/open', 'windows/{windowId}/close'].map((path) => [
        `POST /centres/{id}/${path}`,
        { params: { ...centre.params, windowId: NO_ID }, expected: nowhere },
      ]),
    ),
    ...Object.fromEntries(
      ['serve', 'finish', 'leave'].map((step) => [
        `POST /centres/{id}/visits/{visitId}/${step}`,
        { params: { ...centre.params, visitId: NO_ID }, expected: nowhere },
      ]),
    ),
    'POST /ladder': noBody,
    'POST /ladder/{version}/decide': decide,
    // one of each for every subdistrict
    'PUT /channels/{channel}': { params: { channel: 'robot' }, body: REFUSED_BODY, expected: here },
    'POST /channels/{channel}/test': { params: { channel: 'sms' }, body: {}, expected: here },
    'POST /push/subscriptions': noBody,
    'POST /push/subscriptions/remove': noBody,
    'GET /duty/units/{id}/contact': unit,
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
    // of the whole installation: a job names ids alone
    'POST /dead-letters/{id}/replay': { params: { id: things.deadLetter }, expected: here },
    'DELETE /screens/{id}': { params: { id: things.screen } },
    // somebody else's, of whatever street: one ends one's own alone
    'DELETE /session/mine/{id}': { params: { id: things.session }, expected: nowhere },
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
      expected: ({ role }) => (may(role, 'alert.write') ? 'allow' : 'deny'),
    },
    'POST /audit/verify': noBody,
    'POST /erasures': noBody,
    'POST /erasures/preview': noBody,
    'POST /screens': noBody,
    'POST /duty/entries': noBody,
    'GET /duty/entries/{id}/gaps': noSuch(),
    'POST /duty/entries/{id}/agree': noSuch({ version: 1 }),
    'POST /duty/entries/{id}/decline': noSuch({ version: 1 }),
    'POST /duty/entries/{id}/approve': noSuch({ version: 1 }),
    'POST /duty/entries/{id}/refuse': noSuch({ version: 1 }),
    'POST /duty/entries/{id}/withdraw': noSuch({ version: 1 }),
    'PUT /duty/units/{id}/cycle': { ...unit, body: { version: 1, cycle: null } },
    'POST /duty/needs': noBody,
    'PUT /duty/needs/{id}': noSuch({ ...NEED, version: 1 }),
    'POST /duty/needs/{id}/remove': noSuch({ version: 1 }),
    'POST /equipment': noBody,
    'PUT /equipment/{id}': noSuch({ ...ITEM, version: 1 }),
    'POST /equipment/{id}/remove': noSuch({ version: 1 }),
    'POST /equipment/{id}/service': noSuch({ version: 1, inService: true }),
    'POST /equipment/take': noBody,
    'POST /equipment-uses/{id}/return': noSuch(),
    // no vehicle: the door is tried and nothing changes
    'POST /vehicles/{id}/service': {
      ...unit,
      body: { inService: true },
      ownBody: { inService: true },
      expected: nowhere,
    },
    'POST /duty-rules': noBody,
    'POST /duty-rules/{version}/decide': decide,
    'POST /duty/calendar': noBody,
    'DELETE /duty/calendar': {},
    'POST /duty/import/check': {},
    'POST /duty/import/apply': { query: '?digest=none' },
    'GET /handovers/{id}': noSuch(),
    'POST /handovers/{id}/sign': noSuch({ as: 'out', version: 1 }),
  }
}

const NEED = { organisationId: 'org-zhzf', post: null, atLeast: 1, fromMinute: 0, toMinute: 1_440 }

const ITEM = { category: 'radio', name: '甲', serial: null, quantity: 1, organisationId: 'org-zhzf', place: null }

const UNIT = {
  name: '甲',
  kind: 'person',
  force: 'grid',
  employment: 'full',
  tier: 1,
  skills: [],
  phone: null,
  duty: [],
  members: [],
  equipment: [],
}

const LAYER = {
  version: 1,
  nameZh: '甲',
  nameEn: 'A',
  crs: 'wgs84',
  minZoom: 0,
  maxZoom: 1,
  attribution: '',
  enabled: true,
  onWall: false,
  tileSet: null,
  labels: false,
  url: 'http://127.0.0.1:9/{z}/{x}/{y}',
  folder: null,
  file: null,
}

const CENTRE = {
  version: 1,
  address: '甲',
  phones: ['110110'],
  capacity: 1,
  hours: [],
  microCourt: { kind: 'none' },
  agents: [{ name: '甲', phone: '110110', gridId: null }],
  rooms: [],
  windows: [],
}

/** What anybody may ask before signing in; each checks a password, a key or a code by itself. */
export const OPEN: readonly string[] = [
  'POST /alerts/batch',
  'GET /osmand',
  'POST /osmand',
  'GET /demo',
  'GET /session/ways',
  'GET /session/oidc/start',
  'GET /session/oidc/callback',
  'GET /duty/calendars/{file}',
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
