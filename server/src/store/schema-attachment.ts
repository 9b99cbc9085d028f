import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { AttachmentCase } from '@liandong/shared/wire/attachment.ts'
import { bytes, instant } from './columns.ts'

/** Pictures and voice notes (0019_attachment.sql). */
export const attachment = pgTable(
  'attachment',
  {
    subdistrictId: text('subdistrict_id').notNull(),
    id: uuid('id').notNull(),
    caseKind: text('case_kind').$type<AttachmentCase>().notNull(),
    caseId: text('case_id').notNull(),
    mediaType: text('media_type').notNull(),
    size: integer('size').notNull(),
    sha256: bytes('sha256').notNull(),
    /** Null once erased. */
    bytes: bytes('bytes'),
    caption: text('caption'),
    by: text('by').notNull(),
    unitId: text('unit_id'),
    takenAt: instant('taken_at').notNull(),
    receivedAt: instant('received_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.subdistrictId, table.id] })],
)
