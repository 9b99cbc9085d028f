import { bigint, integer, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { EntryKind, EntryState } from '@liandong/shared/duty/rota-entry.ts'
import type { HandoverSheet } from '@liandong/shared/wire/duty.ts'
import { bytes, instant } from './columns.ts'

/** The rota and the handover of the shift. The reviewed SQL in migrations/ is what creates these tables. */

export const dutyEntry = pgTable('duty_entry', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  unitId: text('unit_id').notNull(),
  kind: text('kind').$type<EntryKind>().notNull(),
  state: text('state').$type<EntryState>().notNull(),
  fromAt: instant('from_at').notNull(),
  untilAt: instant('until_at').notNull(),
  organisationId: text('organisation_id'),
  otherUnitId: text('other_unit_id'),
  backFromAt: instant('back_from_at'),
  backUntilAt: instant('back_until_at'),
  reason: text('reason').notNull(),
  decisionReason: text('decision_reason'),
  askedBy: text('asked_by').notNull(),
  askedAt: instant('asked_at').notNull(),
  agreedBy: text('agreed_by'),
  agreedAt: instant('agreed_at'),
  decidedBy: text('decided_by'),
  decidedAt: instant('decided_at'),
  approvedOrder: bigint('approved_order', { mode: 'number' }),
  version: integer('version').notNull().default(1),
})

export const dutyNeed = pgTable('duty_need', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  organisationId: text('organisation_id').notNull(),
  post: text('post'),
  atLeast: smallint('at_least').notNull(),
  fromMinute: smallint('from_minute').notNull(),
  toMinute: smallint('to_minute').notNull(),
  version: integer('version').notNull().default(1),
})

export const dutyGap = pgTable('duty_gap', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  needId: uuid('need_id').notNull(),
  organisationId: text('organisation_id').notNull(),
  post: text('post'),
  fromAt: instant('from_at').notNull(),
  untilAt: instant('until_at'),
  missing: smallint('missing').notNull(),
  toldAt: instant('told_at').notNull(),
  beganAt: instant('began_at'),
  filledAt: instant('filled_at'),
})

export const handover = pgTable('handover', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  turnAt: instant('turn_at').notNull(),
  sheet: jsonb('sheet').$type<HandoverSheet>(),
  notes: text('notes'),
  outBy: text('out_by'),
  outAt: instant('out_at'),
  inBy: text('in_by'),
  inAt: instant('in_at'),
  unsignedAt: instant('unsigned_at'),
  version: integer('version').notNull().default(1),
})

export const dutyCalendar = pgTable('duty_calendar', {
  tokenHash: bytes('token_hash').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  accountId: text('account_id').notNull(),
  createdAt: instant('created_at').notNull(),
})
