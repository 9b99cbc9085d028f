import { and, asc, eq, gt } from 'drizzle-orm'
import type { z } from 'zod'
import type { trackerForm } from '@liandong/shared/duty/tracker-form.ts'
import { hashToken, newToken } from '../identity/tokens.ts'
import { appendAudit } from '../log/audit.ts'
import { isId, newId } from '../platform/ids.ts'
import { refused, refuseStale, type Change } from '../people/change.ts'
import { lockUnit } from '../people/units.ts'
import type { Db } from '../store/database.ts'
import { tracker } from '../store/schema.ts'

/** Everything but the hash, which no class may read. */
const SHOWN = {
  id: tracker.id,
  unitId: tracker.unitId,
  name: tracker.name,
  createdAt: tracker.createdAt,
  revokedAt: tracker.revokedAt,
  version: tracker.version,
}
type Row = { id: string; unitId: string; name: string; createdAt: Date; revokedAt: Date | null; version: number }

export const toTracker = (row: Row) => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  revokedAt: row.revokedAt?.toISOString() ?? null,
})

export const listTrackers = (
  db: Db,
  {
    subdistrictId,
    unitId,
    after,
    limit,
  }: { subdistrictId: string; unitId: string; after: string | undefined; limit: number },
) =>
  db
    .select(SHOWN)
    .from(tracker)
    .where(
      and(
        eq(tracker.subdistrictId, subdistrictId),
        eq(tracker.unitId, unitId),
        after === undefined ? undefined : gt(tracker.id, after),
      ),
    )
    .orderBy(asc(tracker.id))
    .limit(limit + 1)

/** A key for one device of a unit; it is answered this once and kept as its hash. */
export async function addTracker(change: Change, unitId: string, { name }: z.output<typeof trackerForm>) {
  const { tx, subdistrictId, now } = change
  const of = await lockUnit(change, unitId)
  if (of.retiredAt) throw refused('alreadyDone', { retiredAt: of.retiredAt.toISOString() })
  const id = newId(now)
  const key = newToken()
  await tx
    .insert(tracker)
    .values({ id, subdistrictId, unitId, name, keyHash: hashToken(key), createdAt: new Date(now) })
  await appendAudit(
    tx,
    subdistrictId,
    unitId,
    { type: 'tracker.added', data: { trackerId: id }, personal: { name } },
    change,
  )
  return { tracker: toTracker({ id, unitId, name, createdAt: new Date(now), revokedAt: null, version: 1 }), key }
}

/** It stops working at once on this server, and on the others as soon as they read the line. */
export async function revokeTracker(change: Change, id: string, version: number) {
  const { tx, subdistrictId, now } = change
  if (!isId(id)) throw refused('notFound')
  const where = and(eq(tracker.id, id), eq(tracker.subdistrictId, subdistrictId))
  const [row] = await tx.select(SHOWN).from(tracker).where(where).for('update')
  if (!row) throw refused('notFound')
  refuseStale(version, toTracker(row))
  if (row.revokedAt) throw refused('alreadyDone', { revokedAt: row.revokedAt.toISOString() })
  const set = { revokedAt: new Date(now), version: row.version + 1 }
  await tx.update(tracker).set(set).where(where)
  await appendAudit(tx, subdistrictId, row.unitId, { type: 'tracker.revoked', data: { trackerId: id } }, change)
  return toTracker({ ...row, ...set })
}
