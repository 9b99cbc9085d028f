import { sql } from 'drizzle-orm'
import { SHANGHAI_OFFSET_MS } from '@liandong/shared/time.ts'
import type { Tx } from '../store/database.ts'

/** The day in Shanghai as people write it in a number: 20261124. */
export const dayOf = (now: number): string =>
  new Date(now + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10).replaceAll('-', '')

/** Takes the next `count` numbers of the day: `20261124-0001`, … The row lock keeps them without gaps and twins. */
export async function takeNumbers(
  tx: Tx,
  subdistrictId: string,
  series: 'incident' | 'ticket',
  now: number,
  count: number,
): Promise<string[]> {
  const day = dayOf(now)
  const { rows } = await tx.execute<{ last: number }>(sql`
    INSERT INTO day_number AS d (subdistrict_id, series, day, last) VALUES (${subdistrictId}, ${series}, ${day}, ${count})
    ON CONFLICT (subdistrict_id, series, day) DO UPDATE SET last = d.last + ${count} RETURNING last`)
  const last = Number(rows[0]?.last)
  const prefix = series === 'ticket' ? 'R' : ''
  return Array.from({ length: count }, (_, i) => `${prefix}${day}-${String(last - count + 1 + i).padStart(4, '0')}`)
}
