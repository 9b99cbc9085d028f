import { z } from 'zod'
import { problem } from './problem.ts'

/** Every list is paged by a cursor, at most 200 rows (contract.md). The cursor is opaque to the caller. */
const MOST = 200

/** How many rows: asked for more, a page holds the most it may. */
export const pageLimit = (usual: number) =>
  z.coerce
    .number()
    .int()
    .min(1)
    .default(usual)
    .transform((n) => Math.min(n, MOST))

/** The database takes instants of the years 1 to 9999; with an offset one at either end would fall out of them. */
const [EARLIEST, LATEST] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')]

export const instantQuery = z.iso
  .datetime({ offset: true })
  .refine((iso) => Date.parse(iso) >= EARLIEST && Date.parse(iso) <= LATEST, {
    error: 'not in the years 1 to 9999',
    params: { zh: '年份须在 1 至 9999 之间' },
  })

export const pageQuery = { cursor: z.string().max(200).optional(), limit: pageLimit(50) }

export type Cursor = { at: Date; id: string }

export const encodeCursor = (at: Date, id: string): string => Buffer.from(`${at.getTime()}.${id}`).toString('base64url')

export function decodeCursor(cursor: string | undefined): Cursor | undefined {
  if (cursor === undefined) return undefined
  const [, at, id] = /^(\d{1,16})\.([\w-]{1,64})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  const when = new Date(Number(at))
  if (id === undefined || !(when.getTime() <= LATEST))
    throw problem('invalidQuery', 'this cursor is not one of this list')
  return { at: when, id }
}

/** Cuts the row that was read too much and says where to go on. */
export function toPage<T>(
  rows: T[],
  limit: number,
  cursorOf: (row: T) => string,
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null }
}
