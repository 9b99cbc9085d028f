import { bigint, customType, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/** What stands beside the log so that nobody can rub it out (migration 0003_audit.sql). */
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })
const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

export const signedHead = pgTable('signed_head', {
  subdistrictId: text('subdistrict_id').notNull(),
  /** The day in Asia/Shanghai that began shortly before it was signed, as `2026-11-24`. */
  day: text('day').notNull(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  hash: bytes('hash').notNull(),
  signedAt: instant('signed_at').notNull(),
  publicKey: text('public_key').notNull(),
  signature: bytes('signature').notNull(),
})

export const headDelivery = pgTable('head_delivery', {
  subdistrictId: text('subdistrict_id').notNull(),
  day: text('day').notNull(),
  deliveredAt: instant('delivered_at').notNull(),
})
