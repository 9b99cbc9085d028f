import { boolean, customType, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Settings, Subject } from '@liandong/shared/settings/subjects.ts'

/** What administrators set. The reviewed SQL in migrations/ is what creates these tables. */
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })
const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

export const sourceKey = pgTable('source_key', {
  keyHash: bytes('key_hash').primaryKey(),
  sourceId: text('source_id').notNull(),
  id: uuid('id').notNull().defaultRandom(),
  prefix: text('prefix').notNull().default(''),
  /** A bearer alone is refused: every request must be signed. */
  signed: boolean('signed').notNull().default(false),
  /** What signs, sealed (platform/secret-box.ts). */
  secret: bytes('secret'),
  createdAt: instant('created_at'),
  createdBy: text('created_by'),
  expiresAt: instant('expires_at'),
  revokedAt: instant('revoked_at'),
  lastUsedAt: instant('last_used_at'),
  /** Made by the seed of the demo, which makes it anew at each start. */
  demo: boolean('demo').notNull().default(false),
})

export const seenSignature = pgTable('seen_signature', {
  signature: bytes('signature').primaryKey(),
  seenAt: instant('seen_at').notNull(),
})

export const settingVersion = pgTable('setting_version', {
  subdistrictId: text('subdistrict_id').notNull(),
  subject: text('subject').$type<Subject>().notNull(),
  version: integer('version').notNull(),
  document: text('document').notNull(),
  effectiveFrom: instant('effective_from').notNull(),
  content: jsonb('content').$type<Settings[Subject]>().notNull(),
  state: text('state').$type<'proposed' | 'approved' | 'rejected'>().notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull(),
  decidedBy: text('decided_by'),
  decidedAt: instant('decided_at'),
})
