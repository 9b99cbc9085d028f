import { boolean, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { RollCallAnswer, RollCallScope } from '@liandong/shared/duty/roll-call.ts'
import { instant } from './columns.ts'

/** Roll-calls. The reviewed SQL in migrations/ is what creates these tables. */

export const rollCall = pgTable('roll_call', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  scope: text('scope').$type<RollCallScope>().notNull(),
  incidentId: uuid('incident_id'),
  incidentNo: text('incident_no'),
  startedBy: text('started_by').notNull(),
  startedAt: instant('started_at').notNull(),
  dueAt: instant('due_at').notNull(),
  endedAt: instant('ended_at'),
  endedHow: text('ended_how').$type<'time' | 'hand'>(),
  endedBy: text('ended_by'),
})

export const rollCallUnit = pgTable('roll_call_unit', {
  rollCallId: uuid('roll_call_id').notNull(),
  unitId: text('unit_id').notNull(),
  subdistrictId: text('subdistrict_id').notNull(),
  occurredAt: instant('occurred_at'),
  answeredAt: instant('answered_at'),
  via: text('via').$type<RollCallAnswer['via']>(),
  answeredBy: text('answered_by'),
  hasFix: boolean('has_fix').notNull().default(false),
})
