import { and, eq } from 'drizzle-orm'
import { refuseSigning, SIGN_EARLY_MS } from '@liandong/shared/duty/duty-rules.ts'
import type { HandoverSheet } from '@liandong/shared/wire/duty.ts'
import { append } from '../log/append.ts'
import { refused, refuseStale, type Change } from '../people/change.ts'
import { handover } from '../store/schema.ts'
import { findCurrent, readUnsignedTurn, type HandoverRow } from './handover-turns.ts'

export type Signature = { as: 'out' | 'in'; version: number; notes: string | null }

/**
 * `signHandover`: the outgoing leader's signature freezes the sheet as it is at that moment, the incoming one takes it over.
 * From then on the orders that run are the seat's. Both are told to every screen of the room.
 */
export async function signHandover(
  change: Change,
  id: string,
  { as, version, notes }: Signature,
  fill: () => Promise<HandoverSheet>,
): Promise<HandoverRow> {
  const { tx, subdistrictId, actor, now } = change
  const [row] = await tx
    .select()
    .from(handover)
    .where(and(eq(handover.id, id), eq(handover.subdistrictId, subdistrictId)))
    .for('update')
  if (!row) throw refused('notFound')
  refuseStale(version, row)
  const current = await findCurrent(tx, subdistrictId, now, SIGN_EARLY_MS)
  if (current?.id !== row.id) throw refused('handoverClosed', { turnAt: row.turnAt.toISOString() })
  const why = refuseSigning(row, as, actor.id)
  if (why === 'outgoingFirst') throw refused('outgoingFirst')
  if (why) throw refused(why)
  const at = new Date(now)
  const set =
    as === 'out'
      ? { outBy: actor.id, outAt: at, sheet: await fill(), notes: notes ?? '' }
      : { inBy: actor.id, inAt: at }
  const [after] = await tx
    .update(handover)
    .set({ ...set, version: row.version + 1 })
    .where(eq(handover.id, row.id))
    .returning()
  const written = after as HandoverRow
  const turnAt = row.turnAt.toISOString()
  const event =
    as === 'out'
      ? { type: 'handover.offered', data: { turnAt }, ...(notes ? { personal: { notes } } : {}) }
      : {
          type: 'handover.signed',
          data: {
            turnAt,
            outBy: row.outBy,
            // open orders belong to the seat from now on, not to who gave them (domain.md §3.9)
            orders: written.sheet?.orders.length ?? 0,
            unsignedTurn: await readUnsignedTurn(tx, subdistrictId),
          },
        }
  await append(tx, subdistrictId, [{ kind: 'duty', caseId: row.id, firstVersion: 0, events: [event] }], { actor, now })
  return written
}
