import { jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { ErasureCounts } from '@liandong/shared/wire/erasure.ts'

/** What was erased, when and how much; never whose it was. */
export const erasure = pgTable('erasure', {
  id: uuid('id').primaryKey(),
  subdistrictId: text('subdistrict_id').notNull(),
  at: timestamp('at', { withTimezone: true, precision: 3, mode: 'date' }).notNull(),
  cause: text('cause').$type<'request' | 'retention'>().notNull(),
  by: text('by'),
  counts: jsonb('counts').$type<ErasureCounts>().notNull(),
})
