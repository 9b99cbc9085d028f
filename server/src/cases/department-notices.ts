import { and, desc, eq, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm'
import type { Actor } from '@liandong/shared/access/actor.ts'
import type { IncidentState } from '@liandong/shared/cases/incident/state.ts'
import type { DecidedEvent } from '@liandong/shared/wire/log-event.ts'
import type { NoticeView } from '@liandong/shared/wire/notice.ts'
import { onDutyAmong } from '../duty/rota-read.ts'
import { cancelCalls, insertCalls } from '../notify/notifications.ts'
import { newId } from '../platform/ids.ts'
import type { Db, Tx } from '../store/database.ts'
import { channelSetting, departmentNotice, unit } from '../store/schema.ts'

type By = { actor: Actor; now: number }

/**
 * `keepNotices` writes down, in the transaction of the order itself, which departments it tells, calls whoever of them is on
 * duty, and stops calling when one has said that it knows. It gives the calls that are to be sent once the transaction holds.
 */
export async function keepNotices(
  tx: Tx,
  subdistrictId: string,
  state: IncidentState,
  events: readonly DecidedEvent[],
  { actor, now }: By,
): Promise<string[]> {
  const at = new Date(now)
  const acknowledged = idsOf(events, 'incident.noticeAcknowledged')
  if (acknowledged.length > 0) {
    await tx
      .update(departmentNotice)
      .set({ acknowledgedAt: at, acknowledgedBy: actor.id })
      .where(inArray(departmentNotice.id, acknowledged))
    await cancelCalls(tx, acknowledged, at)
  }
  const told = idsOf(events, 'incident.departmentNotified')
  const notices = (state.notices ?? []).filter(({ id }) => told.includes(id))
  if (notices.length === 0) return []
  await tx.insert(departmentNotice).values(
    notices.map(({ id, organisationId }) => ({
      id,
      subdistrictId,
      incidentId: state.id,
      incidentNo: state.no,
      organisationId,
      category: state.classification?.subtype ?? state.classification?.category ?? null,
      severity: state.severity,
      place: state.place?.name ?? null,
      exercise: state.exercise,
      notifiedAt: at,
    })),
  )
  const calls = await Promise.all(notices.map((notice) => recipientsOf(tx, subdistrictId, notice.organisationId, now)))
  const rows = notices.flatMap((notice, i) =>
    (calls[i] ?? []).map((call) => ({
      ...call,
      id: newId(now),
      subdistrictId,
      incidentId: state.id,
      dispatchId: notice.id,
      step: 'notice' as const,
      state: 'pending' as const,
      createdAt: at,
      nextAt: at,
    })),
  )
  return insertCalls(tx, rows)
}

const idsOf = (events: readonly DecidedEvent[], type: string): string[] =>
  events.filter((event) => event.type === type).map((event) => event.data.noticeId as string)

/** The group of the street, and the telephones of the department's people on duty; its page shows it without being called. */
async function recipientsOf(tx: Tx, subdistrictId: string, organisationId: string, now: number) {
  const enabled = await tx
    .select({ channel: channelSetting.channel })
    .from(channelSetting)
    .where(and(eq(channelSetting.subdistrictId, subdistrictId), eq(channelSetting.enabled, true)))
  const ready = enabled.map((row) => row.channel)
  const units = ready.includes('sms')
    ? await tx
        .select({ id: unit.id, organisationId: unit.organisationId, duty: unit.duty, cycle: unit.cycle })
        .from(unit)
        .where(
          and(
            eq(unit.subdistrictId, subdistrictId),
            eq(unit.organisationId, organisationId),
            isNull(unit.retiredAt),
            isNotNull(unit.phone),
          ),
        )
    : []
  const onDuty = await onDutyAmong(tx, units, now)
  return [
    ...(ready.includes('robot') ? [{ channel: 'robot' as const, recipient: 'group' }] : []),
    ...units.filter(({ id }) => onDuty.has(id)).map(({ id }) => ({ channel: 'sms' as const, recipient: `unit:${id}` })),
  ]
}

type Row = typeof departmentNotice.$inferSelect

/** What one department was told, newest first. */
export const listNotices = (
  db: Db,
  subdistrictId: string,
  organisationId: string,
  { limit, before }: { limit: number; before?: { at: Date; id: string } | undefined },
): Promise<Row[]> =>
  db
    .select()
    .from(departmentNotice)
    .where(
      and(
        eq(departmentNotice.subdistrictId, subdistrictId),
        eq(departmentNotice.organisationId, organisationId),
        before &&
          or(
            lt(departmentNotice.notifiedAt, before.at),
            and(eq(departmentNotice.notifiedAt, before.at), lt(departmentNotice.id, before.id)),
          ),
      ),
    )
    .orderBy(desc(departmentNotice.notifiedAt), desc(departmentNotice.id))
    .limit(limit + 1)

/** Where, of what kind, how grave, and when: nothing anybody said, and nobody's name. */
export const toNotice = (row: Row): NoticeView => ({
  id: row.id,
  incidentId: row.incidentId,
  incidentNo: row.incidentNo,
  category: row.category,
  severity: row.severity,
  place: row.place,
  exercise: row.exercise,
  notifiedAt: row.notifiedAt.toISOString(),
  acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
})
