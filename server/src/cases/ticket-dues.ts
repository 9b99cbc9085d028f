import { and, asc, eq, inArray, isNull, max, or, sql } from 'drizzle-orm'
import { DELIVERED_CALENDAR } from '@liandong/shared/clocks/calendar-delivered.ts'
import type { CalendarVersion } from '@liandong/shared/clocks/calendar.ts'
import { movedDue, type TicketDue } from '@liandong/shared/clocks/ticket-due.ts'
import { versionAt } from '@liandong/shared/settings/version.ts'
import { toIso } from '@liandong/shared/time.ts'
import { append, type CaseEvents } from '../log/append.ts'
import type { ServerClock } from '../platform/clock.ts'
import type { Logger } from '../platform/logger.ts'
import { Watch } from '../platform/watch.ts'
import type { SettingBooks } from '../settings/setting-books.ts'
import type { Database, Tx } from '../store/database.ts'
import { event, ticket } from '../store/schema.ts'

type Deps = {
  database: Database
  clock: ServerClock
  log: Logger
  settings: SettingBooks
  committed: (subdistrictId: string) => void
}
type Row = typeof ticket.$inferSelect

/** Tickets taken in one transaction: the log's head is held while they are written. */
const BATCH = 200

export const calendarAt = (settings: SettingBooks, subdistrictId: string, at: number): CalendarVersion =>
  versionAt(settings.of(subdistrictId, 'calendar'), at, DELIVERED_CALENDAR)

/** A due date as columns of the ticket. */
export const dueColumns = (due: TicketDue) => ({
  dueAt: new Date(due.dueAt),
  dueProvisional: due.provisional,
  calendarVersion: due.calendarVersion,
  ruleVersion: due.ruleVersion,
})

/** A due date as the log tells it. */
export const dueData = (due: TicketDue) => ({ ...due, dueAt: toIso(due.dueAt) })

/**
 * Watches for a calendar that comes into force: due dates that were provisional are found anew, each with a line that
 * says from what to what and why. Doing it twice, or after a restart, does nothing twice.
 */
export class TicketDues {
  readonly #deps: Deps
  readonly #watch: Watch

  constructor(deps: Deps) {
    this.#deps = deps
    this.#watch = new Watch('due dates of tickets', deps.log, () => this.#look())
  }

  async start(): Promise<void> {
    await this.#watch.look()
    this.#watch.start()
  }

  stop(): Promise<void> {
    return this.#watch.stop()
  }

  async #look(): Promise<void> {
    const now = this.#deps.clock.now()
    const rows = await this.#deps.database.db
      .select()
      .from(ticket)
      .where(or(isNull(ticket.dueAt), ticket.dueProvisional))
    for (const [subdistrictId, open] of Map.groupBy(rows, (row) => row.subdistrictId)) {
      const calendar = calendarAt(this.#deps.settings, subdistrictId, now)
      const ids = open.filter((row) => moved(row, calendar)).map((row) => row.id)
      for (let i = 0; i < ids.length; i += BATCH)
        await this.#move(subdistrictId, ids.slice(i, i + BATCH), calendar, now)
    }
  }

  async #move(subdistrictId: string, ids: readonly string[], calendar: CalendarVersion, now: number): Promise<void> {
    const changed = await this.#deps.database.db.transaction(async (tx) => {
      const rows = await tx
        .select()
        .from(ticket)
        .where(and(eq(ticket.subdistrictId, subdistrictId), inArray(ticket.id, [...ids])))
        .orderBy(asc(ticket.id))
        .for('update')
      // another process may have been quicker
      const moves = rows.flatMap((row) => {
        const due = moved(row, calendar)
        return due ? [{ row, due }] : []
      })
      if (moves.length === 0) return false
      for (const { row, due } of moves) await tx.update(ticket).set(dueColumns(due)).where(eq(ticket.id, row.id))
      const versions = await lastVersions(
        tx,
        moves.map(({ row }) => row.id),
      )
      const stories = moves.map(({ row, due }) => story(row, due, (versions.get(row.id) ?? 0) + 1))
      await append(tx, subdistrictId, stories, { actor: { kind: 'system', id: 'calendar' }, now })
      return true
    })
    if (changed) this.#deps.committed(subdistrictId)
  }
}

const moved = (row: Row, calendar: CalendarVersion): TicketDue | undefined =>
  movedDue(
    {
      issuedAt: row.issuedAt.getTime(),
      dueAt: row.dueAt?.getTime() ?? null,
      provisional: row.dueProvisional,
      calendarVersion: row.calendarVersion,
    },
    calendar,
  )

const story = (row: Row, due: TicketDue, firstVersion: number): CaseEvents => {
  const { dueAt: to, ...how } = dueData(due)
  const why = row.dueAt === null ? 'hadNone' : 'calendar'
  const data = { no: row.no, from: row.dueAt?.toISOString() ?? null, to, why, ...how }
  return { kind: 'ticket', caseId: row.id, firstVersion, events: [{ type: 'ticket.dueMoved', data }] }
}

/** How many events each ticket has: its story goes on without a gap. */
async function lastVersions(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .select({ id: event.caseId, version: max(event.version) })
    .from(event)
    .where(and(inArray(event.caseId, [...ids]), sql`${event.kind} = 'ticket'`))
    .groupBy(event.caseId)
  return new Map(rows.map((row) => [row.id, row.version ?? 0]))
}
