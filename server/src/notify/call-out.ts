import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import { answeredOrders, askedCalls, planCall, type AskedCall } from '@liandong/shared/clocks/call-out.ts'
import { ladderOf, type Channel, type LadderBook } from '@liandong/shared/clocks/ladder.ts'
import type { DecidedEvent } from '@liandong/shared/wire/log-event.ts'
import { onDutyAmong } from '../duty/rota-read.ts'
import { newId } from '../platform/ids.ts'
import type { Tx } from '../store/database.ts'
import { account, channelSetting, unit } from '../store/schema.ts'
import { skipBackups } from './backup-offer.ts'
import { cancelCalls, insertCalls } from './notifications.ts'

type Change = { before: IncidentState; after: IncidentState; events: readonly DecidedEvent[] }
export type CalledOut = {
  /** To be sent once the transaction holds. */
  ids: string[]
  /** What is to be said of steps nobody was called at, by incident. */
  skipped: Map<string, DecidedEvent[]>
}

/** They need nothing to be set up. */
const ALWAYS: readonly Channel[] = ['socket', 'webPush']

/**
 * Writes down, in the transaction of the events themselves, whom they call, and stops every channel of an order that
 * somebody has taken. Nothing is sent here: whoever sends reads the rows.
 */
export async function callOut(
  tx: Tx,
  subdistrictId: string,
  changes: readonly Change[],
  { now, ladder }: { now: number; ladder: LadderBook },
): Promise<CalledOut> {
  const called: CalledOut = { ids: [], skipped: new Map() }
  const answered = changes.flatMap(({ before, after }) => answeredOrders(before, after))
  if (answered.length > 0) await cancelCalls(tx, answered, new Date(now))
  for (const { incidentId, event } of await skipBackups(tx, subdistrictId, changes, now))
    called.skipped.set(incidentId, [...(called.skipped.get(incidentId) ?? []), event])
  const asked = changes.flatMap(({ after, events }) =>
    askedCalls(events, after).map((call) => ({ ...call, incidentId: after.id })),
  )
  if (asked.length === 0) return called
  const world = await findWorld(tx, subdistrictId, asked, now)
  const rows = asked.flatMap((call) => {
    const plan = planCall(call, {
      ...world,
      ladder: ladderOf(ladder, call.ladderVersion).content,
      unit: world.units.get(call.unitId),
    })
    if ('skipped' in plan) {
      const { dispatchId, unitId, call: step } = call
      const event = { type: 'incident.stepSkipped', data: { dispatchId, unitId, step, why: plan.skipped } }
      called.skipped.set(call.incidentId, [...(called.skipped.get(call.incidentId) ?? []), event])
      return []
    }
    return plan.calls.map((planned) => ({
      ...planned,
      id: newId(now),
      subdistrictId,
      incidentId: call.incidentId,
      dispatchId: call.dispatchId,
      step: call.call,
      state: 'pending' as const,
      createdAt: new Date(now),
      nextAt: new Date(now),
    }))
  })
  called.ids.push(...(await insertCalls(tx, rows)))
  return called
}

/** Everybody who may be called, read once for all of it. */
async function findWorld(tx: Tx, subdistrictId: string, asked: readonly AskedCall[], now: number) {
  const unitIds = [...new Set(asked.map((call) => call.unitId))]
  const people = await tx
    .select({ accountId: account.id, role: account.role, unitId: account.unitId })
    .from(account)
    .where(
      and(
        eq(account.subdistrictId, subdistrictId),
        isNull(account.disabledAt),
        or(inArray(account.unitId, unitIds), eq(account.role, 'leader')),
      ),
    )
    .orderBy(account.id)
  const concerned = [...unitIds, ...people.flatMap((p) => p.unitId ?? [])]
  const units = await tx
    .select({
      id: unit.id,
      organisationId: unit.organisationId,
      duty: unit.duty,
      cycle: unit.cycle,
      phone: unit.phone,
    })
    .from(unit)
    .where(and(eq(unit.subdistrictId, subdistrictId), inArray(unit.id, concerned)))
  const onDuty = await onDutyAmong(tx, units, now)
  const enabled = await tx
    .select({ channel: channelSetting.channel })
    .from(channelSetting)
    .where(and(eq(channelSetting.subdistrictId, subdistrictId), eq(channelSetting.enabled, true)))
  return {
    ready: [...ALWAYS, ...enabled.map((row) => row.channel)],
    // whoever belongs to no unit has no rota: being the shift leader is what they are there for
    people: people.map((p) => ({ ...p, onDuty: p.unitId === null || onDuty.has(p.unitId) })),
    units: new Map(
      units.map(({ id, phone }) => [id, { id, onDuty: onDuty.has(id), hasPhone: phone !== null && phone !== '' }]),
    ),
  }
}
