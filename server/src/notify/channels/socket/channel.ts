import { eq } from 'drizzle-orm'
import { unit } from '../../../store/schema.ts'
import type { Channel } from '../../channel.ts'

/** An open screen is heard of every fifteen seconds; one silent for this long is not open. */
const OPEN_MS = 60_000

/**
 * The live feed brings the order by itself; here it is only written down whether a screen was open to show it. It is
 * never tried again: a screen that comes back is sent everything it missed.
 */
export const socket: Channel = {
  id: 'socket',
  send: async ({ recipient }, { database, clock }) => {
    if (!recipient.startsWith('unit:')) return { ok: true, said: 'onFeed' }
    const [row] = await database.db
      .select({ at: unit.lastContactAt })
      .from(unit)
      .where(eq(unit.id, recipient.slice('unit:'.length)))
    const isOpen = row?.at != null && clock.now() - row.at.getTime() <= OPEN_MS
    return isOpen ? { ok: true, said: 'onFeed' } : { ok: false, said: 'notConnected', isFinal: true }
  },
}
