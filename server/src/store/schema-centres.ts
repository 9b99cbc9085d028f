import { boolean, integer, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { CentreAgent, MicroCourt } from '@liandong/shared/centres/forms.ts'
import type { Purpose, RoomPurpose } from '@liandong/shared/centres/purpose.ts'
import type { VisitState } from '@liandong/shared/centres/queue.ts'
import type { DutyPattern } from '@liandong/shared/duty/on-duty.ts'
import { instant } from './columns.ts'

/** The centres of a street (A5, A6). The reviewed SQL in migrations/ is what creates these tables. */

/** What an organisation has as a centre: the street itself, a village or a community. */
export const centre = pgTable('centre', {
  organisationId: text('organisation_id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  address: text('address').notNull(),
  phones: text('phones').array().notNull(),
  capacity: integer('capacity').notNull(),
  hours: jsonb('hours').$type<DutyPattern>().notNull(),
  microCourt: jsonb('micro_court').$type<MicroCourt>().notNull(),
  agents: jsonb('agents').$type<CentreAgent[]>().notNull(),
  version: integer('version').notNull().default(1),
})

export const centreRoom = pgTable('centre_room', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  centreId: text('centre_id').notNull(),
  name: text('name').notNull(),
  purpose: text('purpose').$type<RoomPurpose>().notNull(),
  seats: integer('seats').notNull(),
  retiredAt: instant('retired_at'),
})

export const centreWindow = pgTable('centre_window', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  centreId: text('centre_id').notNull(),
  number: smallint('number').notNull(),
  name: text('name').notNull(),
  purpose: text('purpose').$type<Purpose>().notNull(),
  accountId: text('account_id'),
  isOpen: boolean('is_open').notNull().default(false),
  retiredAt: instant('retired_at'),
})

/** Somebody who came and took a number of the day. */
export const centreVisit = pgTable('centre_visit', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  centreId: text('centre_id').notNull(),
  day: text('day').notNull(),
  number: integer('number').notNull(),
  purpose: text('purpose').$type<Purpose>().notNull(),
  windowId: uuid('window_id'),
  state: text('state').$type<VisitState>().notNull().default('waiting'),
  /** Personal: in no log, masked on every screen, gone after thirty days. */
  name: text('name'),
  cameAt: instant('came_at').notNull(),
  calledAt: instant('called_at'),
  servingAt: instant('serving_at'),
  endedAt: instant('ended_at'),
})
