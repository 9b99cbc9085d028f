import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { BoardGap } from '@liandong/shared/board/board.ts'
import { byBeginning } from '@liandong/shared/board/evolve-duty.ts'
import { findGaps, type Gap } from '@liandong/shared/duty/rota-coverage.ts'
import type { DutyRules } from '@liandong/shared/duty/duty-rules.ts'
import { DAY_MS, HOUR_MS, toIso } from '@liandong/shared/time.ts'
import type { CaseEvents } from '../log/append.ts'
import { append } from '../log/append.ts'
import { newId } from '../platform/ids.ts'
import type { Database, Db, Tx } from '../store/database.ts'
import { dutyGap, organisation } from '../store/schema.ts'
import { nameAt, needsOf, readRota, type Rota } from './rota-read.ts'

type GapRow = typeof dutyGap.$inferSelect

/** A gap is measured this much further than it is told ahead, so that it says when it ends; beyond that no end is in sight. */
const MEASURE_MS = 2 * DAY_MS

export const watchUntil = (now: number, rules: DutyRules): number => now + rules.gapAheadHours * HOUR_MS + MEASURE_MS

/** The gaps that are to be told now: those that have begun, and those that begin within the time that is set. */
export function gapsToTell(rota: Rota, now: number, rules: DutyRules): (Gap & { endless: boolean })[] {
  const until = watchUntil(now, rules)
  return findGaps(needsOf(rota, now), rota.rosters, now, until)
    .filter((gap) => gap.fromAt <= now + rules.gapAheadHours * HOUR_MS)
    .map((gap) => ({ ...gap, endless: gap.untilAt === until }))
}

const dataOf = (row: GapRow, organisationName: string): Omit<BoardGap, 'id'> => ({
  organisationId: row.organisationId,
  organisation: organisationName,
  post: row.post,
  fromAt: row.fromAt.toISOString(),
  untilAt: row.untilAt?.toISOString() ?? null,
  missing: row.missing,
  hasBegun: row.beganAt !== null,
})

/** The gaps that were told and are not filled, as a board shows them. */
export async function readOpenGaps(db: Db | Tx, subdistrictId: string): Promise<BoardGap[]> {
  const rows = await db
    .select({ gap: dutyGap, name: organisation.name })
    .from(dutyGap)
    .innerJoin(organisation, eq(organisation.id, dutyGap.organisationId))
    .where(and(eq(dutyGap.subdistrictId, subdistrictId), isNull(dutyGap.filledAt)))
  return rows.map(({ gap, name }) => ({ id: gap.id, ...dataOf(gap, name) })).toSorted(byBeginning)
}

/**
 * `tellGaps` compares the gaps there are with those that were told: a new one is told, one that begins becomes an alarm,
 * one that is filled goes. What was told stands in the database, so that it is told once by whichever server looks, also
 * after a restart. Answers whether anything was told.
 */
export async function tellGaps(
  database: Database,
  subdistrictId: string,
  rules: DutyRules,
  now: number,
): Promise<boolean> {
  const isQuiet = await compare(database.db, subdistrictId, rules, now).then(({ stories }) => stories.length === 0)
  if (isQuiet) return false
  return database.db.transaction(async (tx) => {
    // one server tells at a time; the second then finds nothing to tell
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext(${`duty gaps ${subdistrictId}`}))`)
    const { stories, write } = await compare(tx, subdistrictId, rules, now)
    if (stories.length === 0) return false
    await write(tx)
    await append(tx, subdistrictId, stories, { actor: { kind: 'system', id: 'watch' }, now })
    return true
  })
}

async function compare(db: Db | Tx, subdistrictId: string, rules: DutyRules, now: number) {
  const rota = await readRota(db, subdistrictId, now, watchUntil(now, rules))
  const open = await db
    .select()
    .from(dutyGap)
    .where(and(eq(dutyGap.subdistrictId, subdistrictId), isNull(dutyGap.filledAt)))
    .orderBy(asc(dutyGap.fromAt), asc(dutyGap.id))
  const left = [...open]
  const rows: { row: GapRow; type: string }[] = []
  for (const gap of gapsToTell(rota, now, rules)) {
    const need = rota.needs.find((one) => one.id === gap.needId)
    if (!need) continue
    // one that has begun is found from now on: it is the one that was told before
    const at = left.findIndex(
      (row) =>
        row.needId === gap.needId &&
        row.fromAt.getTime() < gap.untilAt &&
        (row.untilAt === null || row.untilAt.getTime() > gap.fromAt),
    )
    const [told] = at === -1 ? [] : left.splice(at, 1)
    const hasBegun = gap.fromAt <= now
    const row: GapRow = {
      id: told?.id ?? newId(now),
      subdistrictId,
      needId: gap.needId,
      organisationId: need.organisationId,
      post: need.post,
      fromAt: hasBegun && told && told.fromAt.getTime() <= now ? told.fromAt : new Date(gap.fromAt),
      untilAt: gap.endless ? null : new Date(gap.untilAt),
      missing: gap.missing,
      toldAt: told?.toldAt ?? new Date(now),
      beganAt: hasBegun ? (told?.beganAt ?? new Date(now)) : null,
      filledAt: null,
    }
    const type = typeOf(told, row)
    if (type) rows.push({ row, type })
  }
  for (const row of left) rows.push({ row: { ...row, filledAt: new Date(now) }, type: 'duty.gapFilled' })
  const stories: CaseEvents[] = rows.map(({ row, type }) => ({
    kind: 'duty',
    caseId: row.id,
    firstVersion: 0,
    events: [{ type, data: { ...dataOf(row, nameAt(rota.placements, row.organisationId, now)) } }],
  }))
  const write = async (tx: Tx): Promise<void> => {
    for (const { row } of rows) {
      const { id: _id, ...set } = row
      await tx.insert(dutyGap).values(row).onConflictDoUpdate({ target: dutyGap.id, set })
    }
  }
  return { stories, write }
}

/** What is new about a gap; nothing where its end has only come into sight no nearer than it was. */
function typeOf(told: GapRow | undefined, row: GapRow): string | undefined {
  if (!told) return row.beganAt ? 'duty.gapBegan' : 'duty.gapAhead'
  if (row.beganAt && !told.beganAt) return 'duty.gapBegan'
  const isSame =
    toIso(told.fromAt.getTime()) === toIso(row.fromAt.getTime()) &&
    (told.untilAt?.getTime() ?? null) === (row.untilAt?.getTime() ?? null) &&
    told.missing === row.missing &&
    (told.beganAt === null) === (row.beganAt === null)
  return isSame ? undefined : 'duty.gapChanged'
}
