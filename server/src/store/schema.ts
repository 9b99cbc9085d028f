import { bigint, boolean, doublePrecision, integer, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { DutyPattern } from '@liandong/shared/duty/on-duty.ts'
import type { DutyCycle } from '@liandong/shared/duty/roster.ts'
import type { Employment, UnitKind } from '@liandong/shared/duty/skill.ts'
import type { Sos } from '@liandong/shared/duty/sos.ts'
import type { OrganisationKind } from '@liandong/shared/organisation/kind.ts'
import type { AlertCaller, AlertWarning } from '@liandong/shared/wire/alert.ts'
import type { ActorRef } from '@liandong/shared/access/actor.ts'
import { bytes, instant } from './columns.ts'

export { organisationPlace, population } from './schema-people.ts'

/** The tables as the stores read and write them. The reviewed SQL in migrations/ is what creates them. */

export const organisation = pgTable('organisation', {
  id: text('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  kind: text('kind').$type<OrganisationKind>().notNull(),
  /** Its present name; where it stands, and what it was called before, is in organisation_place. */
  name: text('name').notNull(),
  phone: text('phone'),
  version: integer('version').notNull().default(1),
  closedAt: instant('closed_at'),
})

export const unit = pgTable('unit', {
  id: text('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  organisationId: text('organisation_id').notNull(),
  name: text('name').notNull(),
  kind: text('kind').$type<UnitKind>().notNull(),
  force: text('force').notNull(),
  tier: smallint('tier').$type<1 | 2 | 3>().notNull(),
  skills: text('skills').array().notNull(),
  phone: text('phone'),
  duty: jsonb('duty').$type<DutyPattern>().notNull(),
  /** Days that come round instead (四班三运转). */
  cycle: jsonb('cycle').$type<DutyCycle>(),
  onDuty: boolean('on_duty').notNull().default(false),
  ownState: text('own_state').notNull().default('standby'),
  lat: doublePrecision('lat'),
  lon: doublePrecision('lon'),
  locatedAt: instant('located_at'),
  lastContactAt: instant('last_contact_at'),
  version: integer('version').notNull().default(1),
  employment: text('employment').$type<Employment>().notNull().default('full'),
  members: text('members').array().notNull().default([]),
  equipment: text('equipment').array().notNull().default([]),
  callSign: text('call_sign').notNull(),
  retiredAt: instant('retired_at'),
  /** The call for help that stands, or the last one. */
  sos: jsonb('sos').$type<Sos>(),
})

export const account = pgTable('account', {
  id: text('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  username: text('username').notNull(),
  name: text('name').notNull(),
  role: text('role').notNull(),
  organisationId: text('organisation_id').notNull(),
  unitId: text('unit_id'),
  passwordHash: text('password_hash').notNull(),
  demo: boolean('demo').notNull().default(false),
  passwordChangedAt: instant('password_changed_at'),
  mustChangePassword: boolean('must_change_password').notNull().default(false),
  earlierPasswords: text('earlier_passwords').array().notNull().default([]),
  totpSecret: bytes('totp_secret'),
  totpStep: bigint('totp_step', { mode: 'number' }),
  recoveryHashes: text('recovery_hashes').array().notNull().default([]),
  oidcSubject: text('oidc_subject'),
  disabledAt: instant('disabled_at'),
  version: integer('version').notNull().default(1),
})

export const session = pgTable('session', {
  tokenHash: bytes('token_hash').primaryKey(),
  id: uuid('id').notNull(),
  accountId: text('account_id'),
  screenId: uuid('screen_id'),
  place: text('place').notNull().default(''),
  device: text('device').notNull().default(''),
  secondFactor: boolean('second_factor').notNull().default(false),
  withoutPassword: boolean('without_password').notNull().default(false),
  pendingTotp: bytes('pending_totp'),
  createdAt: instant('created_at').notNull(),
  lastSeenAt: instant('last_seen_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
})

export const source = pgTable('source', {
  id: text('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  kind: text('kind').notNull(),
  labelZh: text('label_zh').notNull(),
  labelEn: text('label_en').notNull(),
  silenceAfterMs: bigint('silence_after_ms', { mode: 'number' }),
  lastAlertAt: instant('last_alert_at'),
  silentSince: instant('silent_since'),
  enabled: boolean('enabled').notNull().default(true),
  version: integer('version').notNull().default(1),
})

export const alert = pgTable('alert', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  sourceId: text('source_id').notNull(),
  externalNo: text('external_no').notNull(),
  body: bytes('body').notNull(),
  narrative: text('narrative').notNull(),
  address: text('address'),
  lat: doublePrecision('lat'),
  lon: doublePrecision('lon'),
  caller: jsonb('caller').$type<AlertCaller>(),
  sourceCategory: text('source_category'),
  severity: smallint('severity').$type<1 | 2 | 3 | 4>(),
  exercise: boolean('exercise').notNull(),
  warnings: jsonb('warnings').$type<AlertWarning[]>().notNull(),
  postedBy: text('posted_by'),
  reportedAt: instant('reported_at').notNull(),
  receivedAt: instant('received_at').notNull(),
  incidentId: uuid('incident_id'),
})

export const quarantine = pgTable('quarantine', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  sourceId: text('source_id').notNull(),
  body: bytes('body').notNull(),
  bodyBytes: integer('body_bytes').notNull(),
  code: text('code').notNull(),
  errors: jsonb('errors').$type<{ pointer: string; message: string }[]>().notNull(),
  receivedAt: instant('received_at').notNull(),
  admittedAt: instant('admitted_at'),
  admittedBy: text('admitted_by'),
  alertId: uuid('alert_id'),
})

export const incident = pgTable('incident', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  no: text('no').notNull(),
  stage: text('stage').notNull(),
  version: integer('version').notNull(),
  live: boolean('live').notNull(),
  triaged: boolean('triaged').notNull().default(false),
  severity: smallint('severity'),
  police: text('police'),
  dispute: boolean('dispute'),
  category: text('category'),
  channel: text('channel').notNull(),
  exercise: boolean('exercise').notNull(),
  reportedAt: instant('reported_at').notNull(),
  receivedAt: instant('received_at').notNull(),
  centreId: text('centre_id'),
  placeName: text('place_name'),
  state: jsonb('state').$type<IncidentState>().notNull(),
})

export const dispatch = pgTable('dispatch', {
  id: uuid('id').primaryKey(),
  incidentId: uuid('incident_id').notNull(),
  unitId: text('unit_id').notNull(),
  lead: boolean('lead').notNull(),
  active: boolean('active').notNull(),
  issuedAt: instant('issued_at').notNull(),
  issuedBy: text('issued_by').notNull(),
})

export const clock = pgTable('clock', {
  incidentId: uuid('incident_id').notNull(),
  clockId: text('clock_id').notNull(),
  subdistrictId: text('subdistrict_id').notNull(),
  clock: text('clock').notNull(),
  subject: text('subject'),
  state: text('state').notNull(),
  startedAt: instant('started_at').notNull(),
  dueAt: instant('due_at').notNull(),
  breachedAt: instant('breached_at'),
  endedAt: instant('ended_at'),
  nextWakeAt: instant('next_wake_at'),
  exercise: boolean('exercise').notNull(),
  slaVersion: integer('sla_version').notNull().default(0),
})

export const ticket = pgTable('ticket', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  no: text('no').notNull(),
  incidentId: uuid('incident_id').notNull(),
  channel: text('channel').notNull(),
  organisationId: text('organisation_id').notNull(),
  coOrganisationIds: text('co_organisation_ids').array().notNull(),
  routeReason: text('route_reason'),
  stage: text('stage').notNull(),
  title: text('title').notNull(),
  content: text('content').notNull(),
  handback: jsonb('handback').$type<Record<string, string>>().notNull(),
  issuedAt: instant('issued_at').notNull(),
  issuedBy: text('issued_by').notNull(),
  exercise: boolean('exercise').notNull(),
  /** 24:00 of the last working day; all four are null until a ticket from before has been given its own. */
  dueAt: instant('due_at'),
  dueProvisional: boolean('due_provisional'),
  calendarVersion: integer('calendar_version'),
  ruleVersion: integer('rule_version'),
})

export const logHead = pgTable('log_head', {
  subdistrictId: text('subdistrict_id').primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  hash: bytes('hash').notNull(),
})

/** What can be erased of an event: its salt goes with it, so the digest that stays tells nothing. */
export type Personal = { salt: string; fields: Record<string, unknown> }

export const event = pgTable('event', {
  subdistrictId: text('subdistrict_id').notNull(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  id: uuid('id').notNull(),
  type: text('type').notNull(),
  v: smallint('v').notNull(),
  at: instant('at').notNull(),
  actor: jsonb('actor').$type<ActorRef>().notNull(),
  kind: text('kind').$type<'incident' | 'ticket' | 'unit' | 'source' | 'duty' | 'audit'>().notNull(),
  caseId: text('case_id').notNull(),
  version: integer('version').notNull(),
  data: jsonb('data').$type<Record<string, unknown>>().notNull(),
  personal: jsonb('personal').$type<Personal>(),
  personalDigest: bytes('personal_digest'),
  hash: bytes('hash').notNull(),
})

export const idempotency = pgTable('idempotency', {
  actorId: text('actor_id').notNull(),
  key: text('key').notNull(),
  requestHash: bytes('request_hash').notNull(),
  status: smallint('status').notNull(),
  response: jsonb('response').$type<Record<string, unknown>>().notNull(),
  createdAt: instant('created_at').notNull(),
})

export const deadLetter = pgTable('dead_letter', {
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  queue: text('queue').notNull(),
  jobName: text('job_name').notNull(),
  data: jsonb('data').$type<Record<string, unknown>>().notNull(),
  error: text('error').notNull(),
  attempts: integer('attempts').notNull(),
  failedAt: instant('failed_at').notNull(),
  replayedAt: instant('replayed_at'),
})

export const heartbeat = pgTable('heartbeat', {
  name: text('name').primaryKey(),
  at: instant('at').notNull(),
})

export * from './schema-personal.ts'
export * from './schema-settings.ts'
export * from './schema-notify.ts'
export * from './schema-attachment.ts'
export * from './schema-audit.ts'
export * from './schema-identity.ts'
export * from './schema-layers.ts'
export * from './schema-centres.ts'
export * from './schema-duty.ts'
export * from './schema-equipment.ts'
export * from './schema-roll-call.ts'
export * from './schema-position.ts'
