import { and, desc, eq, isNull, lt, or } from 'drizzle-orm'
import { isLate, type RollCall, type RollCallAnswer } from '@liandong/shared/duty/roll-call.ts'
import type { RollCallSummary, RollCallView } from '@liandong/shared/wire/duty.ts'
import { isId } from '../platform/ids.ts'
import type { Db } from '../store/database.ts'
import { rollCall } from '../store/schema.ts'
import { unitsOfRollCalls, type RollCallRow } from './roll-call.ts'

type UnitRow = Awaited<ReturnType<typeof unitsOfRollCalls>>[number]
type NameOf = (accountId: string) => string | undefined

/** The roll-call that runs, as the board keeps it. */
export async function readRunning(db: Db, subdistrictId: string): Promise<RollCall | null> {
  const [row] = await db
    .select()
    .from(rollCall)
    .where(and(eq(rollCall.subdistrictId, subdistrictId), isNull(rollCall.endedAt)))
  if (!row) return null
  const units = await unitsOfRollCalls(db, [row.id])
  return {
    id: row.id,
    scope: row.scope,
    incidentId: row.incidentId,
    incidentNo: row.incidentNo,
    startedAt: row.startedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    asked: units.map((one) => one.answer.unitId),
    answers: Object.fromEntries(
      units.flatMap(({ answer }) => {
        const said = toAnswer(answer)
        return said ? [[answer.unitId, said]] : []
      }),
    ),
  }
}

function toAnswer({ answeredAt, occurredAt, via }: UnitRow['answer']): RollCallAnswer | null {
  if (answeredAt === null || via === null) return null
  return { at: answeredAt.toISOString(), occurredAt: (occurredAt ?? answeredAt).toISOString(), via }
}

/** Newest first, one more than asked for. */
export const listRollCalls = (
  db: Db,
  subdistrictId: string,
  limit: number,
  before: { at: Date; id: string } | undefined,
): Promise<RollCallRow[]> =>
  db
    .select()
    .from(rollCall)
    .where(
      and(
        eq(rollCall.subdistrictId, subdistrictId),
        before &&
          or(
            lt(rollCall.startedAt, before.at),
            and(eq(rollCall.startedAt, before.at), isId(before.id) ? lt(rollCall.id, before.id) : undefined),
          ),
      ),
    )
    .orderBy(desc(rollCall.startedAt), desc(rollCall.id))
    .limit(limit + 1)

export async function findRollCall(db: Db, subdistrictId: string, id: string): Promise<RollCallRow | undefined> {
  if (!isId(id)) return undefined
  const [row] = await db
    .select()
    .from(rollCall)
    .where(and(eq(rollCall.id, id), eq(rollCall.subdistrictId, subdistrictId)))
  return row
}

export function toSummary(row: RollCallRow, units: readonly UnitRow[], nameOf: NameOf): RollCallSummary {
  const endedAt = row.endedAt?.toISOString() ?? null
  const answers = units.flatMap(({ answer }) => toAnswer(answer) ?? [])
  const late = answers.filter((answer) => isLate(answer, endedAt)).length
  return {
    id: row.id,
    scope: row.scope,
    incidentId: row.incidentId,
    incidentNo: row.incidentNo,
    startedAt: row.startedAt.toISOString(),
    startedBy: nameOf(row.startedBy) ?? row.startedBy,
    dueAt: row.dueAt.toISOString(),
    endedAt,
    endedHow: row.endedHow,
    asked: units.length,
    answered: answers.length - late,
    late,
  }
}

export const toRollCallView = (row: RollCallRow, units: readonly UnitRow[], nameOf: NameOf): RollCallView => ({
  ...toSummary(row, units, nameOf),
  units: units.map(({ answer, name, lastContactAt }) => ({
    id: answer.unitId,
    name,
    answer: toAnswer(answer),
    answeredBy: answer.via === 'radio' && answer.answeredBy ? (nameOf(answer.answeredBy) ?? null) : null,
    hasFix: answer.hasFix,
    lastContactAt: lastContactAt?.toISOString() ?? null,
  })),
})
