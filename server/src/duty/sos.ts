import { and, eq, isNull } from 'drizzle-orm'
import { foldSos, openSos, type Sos } from '@liandong/shared/duty/sos.ts'
import { toIso } from '@liandong/shared/time.ts'
import type { DecidedEvent } from '@liandong/shared/wire/log-event.ts'
import { append } from '../log/append.ts'
import { refused, type Change } from '../people/change.ts'
import { unit } from '../store/schema.ts'

type Raised = { id: string; at: string; incidentId: string | null; location: { lat: number; lon: number } | null }

/** SOS of a unit. The same call sent twice is one, and so is a second one while the first stands. */
export async function raiseSos(change: Change, unitId: string, { id, at, incidentId, location }: Raised): Promise<Sos> {
  const known = await lockSos(change, unitId)
  if (known?.id === id || (known && openSos(known))) return known
  return tell(change, unitId, null, {
    type: 'unit.sos',
    data: { sosId: id, occurredAt: at, incidentId },
    ...(location ? { personal: { location } } : {}),
  })
}

/** A person has heard it: every seat falls silent. The first who says so is named. */
export async function attendSos(change: Change, unitId: string): Promise<Sos> {
  const sos = await lockOpen(change, unitId)
  if (sos.attendedAt !== null) return sos
  return tell(change, unitId, sos, { type: 'unit.sosAttended', data: { sosId: sos.id } })
}

export async function endSos(change: Change, unitId: string, text: string): Promise<Sos> {
  const sos = await lockOpen(change, unitId)
  return tell(change, unitId, sos, { type: 'unit.sosEnded', data: { sosId: sos.id }, personal: { text } })
}

async function lockSos({ tx, subdistrictId }: Change, unitId: string): Promise<Sos | null> {
  const [row] = await tx
    .select({ sos: unit.sos })
    .from(unit)
    .where(and(eq(unit.id, unitId), eq(unit.subdistrictId, subdistrictId), isNull(unit.retiredAt)))
    .for('update')
  if (!row) throw refused('notFound')
  return row.sos
}

async function lockOpen(change: Change, unitId: string): Promise<Sos> {
  const sos = openSos(await lockSos(change, unitId))
  if (!sos) throw refused('alreadyDone')
  return sos
}

async function tell(
  { tx, subdistrictId, actor, now }: Change,
  unitId: string,
  before: Sos | null,
  event: DecidedEvent,
): Promise<Sos> {
  const sos = foldSos(before, { ...event, at: toIso(now), actor }) as Sos
  await tx.update(unit).set({ sos }).where(eq(unit.id, unitId))
  await append(tx, subdistrictId, [{ kind: 'unit', caseId: unitId, firstVersion: 0, events: [event] }], { actor, now })
  return sos
}
