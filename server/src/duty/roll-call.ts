import { and, eq, inArray, isNull, lte, ne, sql } from 'drizzle-orm'
import { askedAtScene, askedOnDuty, type RollCallAnswer } from '@liandong/shared/duty/roll-call.ts'
import { toIso, toMs } from '@liandong/shared/time.ts'
import type { DecidedEvent } from '@liandong/shared/wire/log-event.ts'
import { append } from '../log/append.ts'
import { callRoll, cancelRollCalls } from '../notify/call-roll.ts'
import type { LadderBook } from '@liandong/shared/clocks/ladder.ts'
import { isId, newId } from '../platform/ids.ts'
import { refused, type Change } from '../people/change.ts'
import type { Database, Tx } from '../store/database.ts'
import { account, incident, rollCall, rollCallUnit, unit } from '../store/schema.ts'
import { onDutyAmong } from './rota-read.ts'

export type RollCallRow = typeof rollCall.$inferSelect
type Asking = { incidentId: string | null; lengthMs: number; ladder: LadderBook }
export type Started = { id: string; isNew: boolean; calls: string[] }

/** One roll-call at a time: whoever starts a second one is given the one that runs. */
export async function startRollCall(change: Change, { incidentId, lengthMs, ladder }: Asking): Promise<Started> {
  const { tx, subdistrictId, actor, now } = change
  await tx.execute(sql`SELECT pg_advisory_xact_lock(330113020, hashtext(${subdistrictId}))`)
  const [running] = await tx
    .select({ id: rollCall.id })
    .from(rollCall)
    .where(and(eq(rollCall.subdistrictId, subdistrictId), isNull(rollCall.endedAt)))
  if (running) return { id: running.id, isNew: false, calls: [] }
  const found = incidentId === null ? undefined : await findScene(tx, subdistrictId, incidentId)
  const units = await readAskable(tx, subdistrictId, now)
  const asked = found ? askedAtScene(units, found.state.dispatches) : askedOnDuty(units)
  if (asked.length === 0) throw refused('nobodyToAsk')
  const row = {
    id: newId(now),
    subdistrictId,
    scope: found ? ('scene' as const) : ('onDuty' as const),
    incidentId,
    incidentNo: found?.no ?? null,
    startedBy: actor.id,
    startedAt: new Date(now),
    dueAt: new Date(now + lengthMs),
  }
  await tx.insert(rollCall).values(row)
  await tx.insert(rollCallUnit).values(asked.map((unitId) => ({ rollCallId: row.id, unitId, subdistrictId })))
  const calls = await callRoll(tx, { subdistrictId, rollCallId: row.id, asked, now, ladder })
  const { scope, incidentNo } = row
  const data = { scope, incidentId, incidentNo, dueAt: toIso(now + lengthMs), asked }
  await tell(change, row.id, { type: 'rollCall.started', data })
  return { id: row.id, isNew: true, calls }
}

async function findScene(tx: Tx, subdistrictId: string, incidentId: string) {
  if (!isId(incidentId)) throw refused('notFound')
  const [found] = await tx
    .select({ no: incident.no, state: incident.state })
    .from(incident)
    .where(and(eq(incident.id, incidentId), eq(incident.subdistrictId, subdistrictId)))
  if (!found) throw refused('notFound')
  return found
}

async function readAskable(tx: Tx, subdistrictId: string, now: number) {
  const rows = await tx
    .select({
      id: unit.id,
      kind: unit.kind,
      organisationId: unit.organisationId,
      duty: unit.duty,
      cycle: unit.cycle,
    })
    .from(unit)
    .where(and(eq(unit.subdistrictId, subdistrictId), isNull(unit.retiredAt), ne(unit.kind, 'seat')))
    .orderBy(unit.id)
  const signIns = await tx
    .select({ unitId: account.unitId })
    .from(account)
    .where(and(eq(account.subdistrictId, subdistrictId), eq(account.role, 'responder'), isNull(account.disabledAt)))
  const manned = new Set(signIns.map((one) => one.unitId))
  const onDuty = await onDutyAmong(tx, rows, now)
  return rows.map(({ id, kind }) => ({ id, kind, onDuty: onDuty.has(id), isManned: manned.has(id) }))
}

export type Answering = { unitId: string; via: RollCallAnswer['via']; occurredAt: string; hasFix: boolean }

/** The first answer of a unit stands, whoever gives it and however often it comes; late ones are kept too. */
export async function answerRollCall(change: Change, id: string, answer: Answering): Promise<void> {
  const { tx, actor, now } = change
  const row = await lockRollCall(change, id)
  const [asked] = await tx
    .select()
    .from(rollCallUnit)
    .where(and(eq(rollCallUnit.rollCallId, id), eq(rollCallUnit.unitId, answer.unitId)))
    .for('update')
  if (!asked) throw refused('notFound')
  if (asked.answeredAt !== null) return
  const { unitId, via, hasFix } = answer
  // a clock that is wrong says nothing before the question was asked
  const occurredAt = toIso(Math.max(toMs(answer.occurredAt), row.startedAt.getTime()))
  await tx
    .update(rollCallUnit)
    .set({ occurredAt: new Date(occurredAt), answeredAt: new Date(now), via, answeredBy: actor.id, hasFix })
    .where(and(eq(rollCallUnit.rollCallId, id), eq(rollCallUnit.unitId, unitId)))
  await cancelRollCalls(tx, id, now, unitId)
  const data = { unitId, via, occurredAt, hasFix, late: row.endedAt !== null }
  await tell(change, id, { type: 'rollCall.answered', data })
}

export async function endRollCall(change: Change, id: string): Promise<void> {
  const row = await lockRollCall(change, id)
  if (row.endedAt !== null) throw refused('alreadyDone')
  await end(change.tx, row, { how: 'hand', by: change.actor, now: change.now })
}

/** `endDueRollCalls` ends those whose time is over; answers the subdistricts in which one was ended. */
export async function endDueRollCalls({ db }: Database, now: number): Promise<string[]> {
  const isDue = and(isNull(rollCall.endedAt), lte(rollCall.dueAt, new Date(now)))
  const due = await db.select({ id: rollCall.id }).from(rollCall).where(isDue)
  const ended: string[] = []
  for (const { id } of due)
    await db.transaction(async (tx) => {
      // another server may have been quicker, or somebody has ended it by hand
      const [row] = await tx
        .select()
        .from(rollCall)
        .where(and(eq(rollCall.id, id), isDue))
        .for('update')
      if (!row) return
      await end(tx, row, { how: 'time', by: { kind: 'system', id: 'watch' }, now })
      ended.push(row.subdistrictId)
    })
  return ended
}

type Ending = { now: number } & (
  | { how: 'hand'; by: Change['actor'] }
  | { how: 'time'; by: { kind: 'system'; id: 'watch' } }
)

async function end(tx: Tx, row: RollCallRow, { how, by, now }: Ending): Promise<void> {
  const units = await tx
    .select({ unitId: rollCallUnit.unitId, answeredAt: rollCallUnit.answeredAt })
    .from(rollCallUnit)
    .where(eq(rollCallUnit.rollCallId, row.id))
    .orderBy(rollCallUnit.unitId)
  await tx
    .update(rollCall)
    .set({ endedAt: new Date(now), endedHow: how, endedBy: how === 'hand' ? by.id : null })
    .where(eq(rollCall.id, row.id))
  await cancelRollCalls(tx, row.id, now)
  const data = {
    how,
    asked: units.map((one) => one.unitId),
    missing: units.filter((one) => one.answeredAt === null).map((one) => one.unitId),
  }
  const story = [{ kind: 'duty' as const, caseId: row.id, firstVersion: 0, events: [{ type: 'rollCall.ended', data }] }]
  await append(tx, row.subdistrictId, story, { actor: by, now })
}

async function lockRollCall({ tx, subdistrictId }: Change, id: string): Promise<RollCallRow> {
  if (!isId(id)) throw refused('notFound')
  const [row] = await tx
    .select()
    .from(rollCall)
    .where(and(eq(rollCall.id, id), eq(rollCall.subdistrictId, subdistrictId)))
    .for('update')
  if (!row) throw refused('notFound')
  return row
}

const tell = ({ tx, subdistrictId, actor, now }: Change, id: string, event: DecidedEvent) =>
  append(tx, subdistrictId, [{ kind: 'duty', caseId: id, firstVersion: 0, events: [event] }], { actor, now })

/** The units of some roll-calls with their answers; who they are is the reader's to add. */
export const unitsOfRollCalls = (db: Database['db'], ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .select({ answer: rollCallUnit, name: unit.name, lastContactAt: unit.lastContactAt })
        .from(rollCallUnit)
        .innerJoin(unit, eq(unit.id, rollCallUnit.unitId))
        .where(inArray(rollCallUnit.rollCallId, [...ids]))
        .orderBy(rollCallUnit.unitId)
