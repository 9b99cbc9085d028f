import { customType, timestamp } from 'drizzle-orm/pg-core'

/** Kinds of columns that every table uses. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })
export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
