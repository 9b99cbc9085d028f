import { and, eq, isNull } from 'drizzle-orm'
import type { DutyCycle } from '@liandong/shared/duty/roster.ts'
import { appendAudit } from '../log/audit.ts'
import { refused, refuseStale, type Change } from '../people/change.ts'
import { unit } from '../store/schema.ts'
import { lockRota } from './rota.ts'

const ofUnit = { id: unit.id, cycle: unit.cycle, version: unit.version }

/** `setCycle` gives a unit days that come round; null is the same every day again. What was decided for single days stays. */
export async function setCycle(
  change: Change,
  id: string,
  { cycle, version }: { cycle: DutyCycle | null; version: number },
): Promise<{ id: string; cycle: DutyCycle | null; version: number }> {
  const { tx, subdistrictId, actor, now } = change
  await lockRota(change)
  const [row] = await tx
    .select(ofUnit)
    .from(unit)
    .where(and(eq(unit.id, id), eq(unit.subdistrictId, subdistrictId), isNull(unit.retiredAt)))
    .for('update')
  if (!row) throw refused('notFound')
  refuseStale(version, row)
  await tx
    .update(unit)
    .set({ cycle, version: version + 1 })
    .where(eq(unit.id, id))
  const event = { type: 'duty.cycleSet', data: { unitId: id, before: { cycle: row.cycle }, after: { cycle } } }
  await appendAudit(tx, subdistrictId, id, event, { actor, now })
  return { id, cycle, version: version + 1 }
}
