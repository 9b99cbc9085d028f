import { boolean, integer, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import type { EquipmentCategory } from '@liandong/shared/equipment/ledger.ts'
import { instant } from './columns.ts'

/** What is handed out, what is broken, and which department was told. The reviewed SQL in migrations/ makes the tables. */

export const equipment = pgTable('equipment', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  category: text('category').$type<EquipmentCategory>().notNull(),
  name: text('name').notNull(),
  serial: text('serial'),
  quantity: integer('quantity').notNull(),
  organisationId: text('organisation_id').notNull(),
  place: text('place'),
  outReason: text('out_reason'),
  outSince: instant('out_since'),
  removedAt: instant('removed_at'),
  version: integer('version').notNull().default(1),
})

export const equipmentUse = pgTable('equipment_use', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  equipmentId: uuid('equipment_id').notNull(),
  quantity: integer('quantity').notNull(),
  unitId: text('unit_id').notNull(),
  incidentId: uuid('incident_id'),
  incidentNo: text('incident_no'),
  takenAt: instant('taken_at').notNull(),
  takenBy: text('taken_by').notNull(),
  returnedAt: instant('returned_at'),
  returnedBy: text('returned_by'),
})

export const vehicleOutage = pgTable('vehicle_outage', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  unitId: text('unit_id').notNull(),
  /** The leave on the rota that takes it off duty. */
  entryId: uuid('entry_id').notNull(),
  reason: text('reason').notNull(),
  since: instant('since').notNull(),
  endedAt: instant('ended_at'),
})

export const departmentNotice = pgTable('department_notice', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  incidentId: uuid('incident_id').notNull(),
  incidentNo: text('incident_no').notNull(),
  organisationId: text('organisation_id').notNull(),
  category: text('category'),
  severity: smallint('severity').$type<1 | 2 | 3 | 4>(),
  place: text('place'),
  exercise: boolean('exercise').notNull(),
  notifiedAt: instant('notified_at').notNull(),
  acknowledgedAt: instant('acknowledged_at'),
  acknowledgedBy: text('acknowledged_by'),
})
