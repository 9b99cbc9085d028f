import { bigint, integer, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core'

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

/** Where an organisation stands from one instant to another: closed and opened, never rewritten (A2). */
export const organisationPlace = pgTable('organisation_place', {
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  organisationId: text('organisation_id').notNull(),
  parentId: text('parent_id'),
  name: text('name').notNull(),
  fromAt: instant('from_at').notNull(),
  untilAt: instant('until_at'),
})

export const population = pgTable('population', {
  subdistrictId: text('subdistrict_id').notNull(),
  year: smallint('year').notNull(),
  people: integer('people').notNull(),
  version: integer('version').notNull().default(1),
})
