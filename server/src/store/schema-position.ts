import { doublePrecision, integer, pgTable, real, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from './columns.ts'

/** Where units have been, and the devices that tell it (0018_position.sql). */
export const unitTrack = pgTable('unit_track', {
  subdistrictId: text('subdistrict_id').notNull(),
  unitId: text('unit_id').notNull(),
  /** When the device says it was there. */
  at: instant('at').notNull(),
  receivedAt: instant('received_at').notNull(),
  lat: doublePrecision('lat').notNull(),
  lon: doublePrecision('lon').notNull(),
  accuracyM: real('accuracy_m'),
  via: text('via').$type<'phone' | 'tracker'>().notNull(),
})

export const tracker = pgTable('tracker', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  unitId: text('unit_id').notNull(),
  name: text('name').notNull(),
  keyHash: bytes('key_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  revokedAt: instant('revoked_at'),
  version: integer('version').notNull().default(1),
})
