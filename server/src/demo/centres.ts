import { and, eq, inArray, isNull } from 'drizzle-orm'
import { newId } from '../platform/ids.ts'
import type { Tx } from '../store/database.ts'
import { centre, centreRoom, centreWindow, organisation } from '../store/schema.ts'
import { demoCentres } from './roster/centres.ts'
import { SUBDISTRICT_ID } from './roster/organisations.ts'

const made = { subdistrictId: SUBDISTRICT_ID }

/**
 * The demo's centres, where there are none yet: a data directory of before gets them too, and what an administrator has
 * changed since stays. An organisation that was closed gets none.
 */
export async function seedCentres(tx: Tx, now: number): Promise<void> {
  const [seeded] = await tx.select({ id: centre.organisationId }).from(centre).limit(1)
  if (seeded) return
  const all = demoCentres()
  const there = await tx
    .select({ id: organisation.id })
    .from(organisation)
    .where(
      and(
        inArray(
          organisation.id,
          all.map((one) => one.organisationId),
        ),
        eq(organisation.subdistrictId, SUBDISTRICT_ID),
        isNull(organisation.closedAt),
      ),
    )
  const centres = all.filter((one) => there.some((row) => row.id === one.organisationId))
  if (centres.length === 0) return
  await tx
    .insert(centre)
    .values(centres.map(({ rooms: _rooms, windows: _windows, openWindows: _open, ...row }) => ({ ...made, ...row })))
  await tx
    .insert(centreRoom)
    .values(
      centres.flatMap((one) =>
        one.rooms.map((room) => ({ ...made, ...room, id: newId(now), centreId: one.organisationId })),
      ),
    )
  await tx.insert(centreWindow).values(
    centres.flatMap((one) =>
      one.windows.map((window) => ({
        ...made,
        ...window,
        id: newId(now),
        centreId: one.organisationId,
        isOpen: one.openWindows.includes(window.number),
      })),
    ),
  )
}
