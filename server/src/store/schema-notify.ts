import { boolean, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { Call, Channel } from '@liandong/shared/clocks/ladder.ts'
import { bytes, instant } from './columns.ts'

/** Calling people about orders and roll-calls. The reviewed SQL in migrations/ is what creates these tables. */

/** One try on a channel. `said` is the channel's own answer in a few words, never what was sent. */
export type Attempt = { at: string; tookMs: number; ok: boolean; said: string }
export type NotificationState = 'pending' | 'sending' | 'sent' | 'cancelled' | 'dead'

export const notification = pgTable('notification', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  incidentId: uuid('incident_id'),
  dispatchId: uuid('dispatch_id'),
  rollCallId: uuid('roll_call_id'),
  /** A call about an order; `notice`: a department told of a danger, whose id stands for the order's; or a roll-call. */
  step: text('step').$type<Call | 'notice' | 'rollCall'>().notNull(),
  channel: text('channel').$type<Channel>().notNull(),
  recipient: text('recipient').notNull(),
  state: text('state').$type<NotificationState>().notNull(),
  attempts: jsonb('attempts').$type<Attempt[]>().notNull().default([]),
  createdAt: instant('created_at').notNull(),
  nextAt: instant('next_at').notNull(),
  claimedAt: instant('claimed_at'),
  doneAt: instant('done_at'),
})

export const pushSubscription = pgTable('push_subscription', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  accountId: text('account_id').notNull(),
  endpoint: text('endpoint').notNull(),
  p256dh: text('p256dh').notNull(),
  auth: text('auth').notNull(),
  createdAt: instant('created_at').notNull(),
})

export const channelSetting = pgTable('channel_setting', {
  subdistrictId: text('subdistrict_id').notNull(),
  channel: text('channel').$type<Channel>().notNull(),
  enabled: boolean('enabled').notNull(),
  style: text('style').$type<'dingtalk' | 'wecom'>(),
  host: text('host'),
  template: text('template'),
  secret: bytes('secret'),
  version: integer('version').notNull().default(1),
})
